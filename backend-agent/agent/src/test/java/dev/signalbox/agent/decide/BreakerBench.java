package dev.signalbox.agent.decide;

import dev.signalbox.model.ai.BreakerState;
import dev.signalbox.model.ai.Rung;
import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.journal.DecisionState;
import dev.signalbox.model.journal.HashChain;
import dev.signalbox.model.journal.JournalCodec;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.JournalFold;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.ladder.ServiceRoute;
import dev.signalbox.model.measure.Picture;
import dev.signalbox.model.measure.ProviderPicture;
import dev.signalbox.model.measure.Symptom;
import dev.signalbox.model.policy.ChainLink;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Provider;
import dev.signalbox.model.policy.Region;
import dev.signalbox.model.policy.Rules;
import dev.signalbox.model.policy.Service;
import dev.signalbox.model.policy.Thresholds;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.Now;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The decision core on a workbench with AI providers: a journal in memory, a clock that is set,
 * providers whose picture is set. One service, {@code bookings}, in one region of the EU.
 */
final class BreakerBench {

    static final Target.Provider ACME = new Target.Provider("llm", "acme", "eu");
    static final Target.Provider BASALT = new Target.Provider("llm", "basalt", "eu");
    static final Target.Provider AMERICAN = new Target.Provider("llm", "columbia", "us");

    final List<JournalRecord> records = new ArrayList<>();
    final List<JournalEntry> entries = new ArrayList<>();
    final List<Step.Action> actions = new ArrayList<>();
    private final JournalCodec codec = new JournalCodec();
    private final Map<Target.Provider, ProviderPicture> pictures = new LinkedHashMap<>();
    private final Policy policy;
    private Decider decider;
    private Now now = new Now(5_000_000_000L, Instant.parse("2026-03-01T03:00:00Z"));
    private DecisionState state = DecisionState.empty("lab-1");

    /** A chain of providers, most preferred first; the second of several is degraded. */
    BreakerBench(Rules.Mode mode, Target.Provider... chain) {
        this(new Rules(mode, mode, mode, mode, mode), chain);
    }

    BreakerBench(Rules rules, Target.Provider... chain) {
        Map<Stage, List<ChainLink>> chains = new EnumMap<>(Stage.class);
        chains.put(Stage.LLM, Arrays.stream(chain).map(p -> new ChainLink(p, rung(p))).toList());
        policy =
                new Policy(
                        "lab",
                        "00",
                        List.of(new Region("lab", "Lab", 0, 0, "EU", Region.Kind.CLOUD)),
                        List.of(),
                        List.of(),
                        Arrays.stream(chain).map(BreakerBench::provider).toList(),
                        List.of(
                                new Service(
                                        "bookings",
                                        "Bookings",
                                        List.of("EU"),
                                        List.of("lab"),
                                        chains,
                                        "+4969555900",
                                        null)),
                        Thresholds.DEFAULTS,
                        rules);
        for (Target.Provider provider : chain) {
            pictures.put(
                    provider,
                    new ProviderPicture(
                            provider, ProviderPicture.Counts.NONE, List.of(), now.nanos(), 1));
        }
        decider = new Decider(policy, "lab", now.nanos());
        input(new Input.Started("lab", "boot-1", "test", "00", 0));
    }

    private static Rung rung(Target.Provider provider) {
        return provider.equals(BASALT) ? Rung.DEGRADED : Rung.PRIMARY;
    }

    private static Provider provider(Target.Provider target) {
        String name = target.name();
        return new Provider(
                target,
                Character.toUpperCase(name.charAt(0)) + name.substring(1),
                target.modelRegion().equals("eu") ? "EU" : "US",
                List.of(name),
                List.of(),
                Duration.ofMillis(800));
    }

    DecisionState state() {
        return state;
    }

    BreakerState breaker(Target.Provider provider) {
        DecisionState.Breaker breaker = state.breakers().get(provider);
        return breaker == null ? BreakerState.CLOSED : breaker.state();
    }

    int share(Target.Provider provider) {
        DecisionState.Breaker breaker = state.breakers().get(provider);
        return breaker == null ? 100 : breaker.sharePercent();
    }

    ServiceRoute route() {
        return ServiceRoute.of(policy, "lab", policy.services().getFirst(), state.breakers());
    }

    /** Lets time pass with fresh reports of what goes on, and asks the core. */
    BreakerBench pass(Duration duration) {
        now = now.plus(duration);
        pictures.replaceAll(
                (_, p) -> with(p, p.counts(), p.symptoms().stream().map(this::fresh).toList()));
        return ask();
    }

    /** Lets time pass without any report. */
    BreakerBench later(Duration duration) {
        now = now.plus(duration);
        return this;
    }

    BreakerBench ask() {
        for (int i = 0; i < 20; i++) {
            int before = records.size();
            input(observed());
            if (records.size() == before) {
                return this;
            }
        }
        throw new AssertionError("the core never falls quiet: " + records);
    }

    private Input.Observed observed() {
        return new Input.Observed(
                new Picture(
                        List.of(),
                        List.of(),
                        List.copyOf(pictures.values()),
                        List.of(),
                        List.of()));
    }

    /** A person plans something; nothing is done. */
    Plan plan(PlanKind kind, Target.Provider provider) {
        return decider.plan(
                state,
                observed(),
                new HandPlan.Wish(kind, provider, new Person("ada", Role.OPERATOR), "too dear"),
                now);
    }

    /** The same, and it is started. */
    BreakerBench byHand(PlanKind kind, Target.Provider provider) {
        return input(new Input.SetHand(plan(kind, provider), "00", List.of())).ask();
    }

    BreakerBench symptom(Target.Provider provider, Symptom.Kind kind) {
        ProviderPicture was = pictureOf(provider);
        List<Symptom> symptoms = new ArrayList<>(was.symptoms());
        symptoms.add(
                new Symptom(
                        provider,
                        kind,
                        Symptom.Source.WORKERS,
                        now.nanos(),
                        now.nanos(),
                        5,
                        "seen by the test"));
        pictures.put(provider, with(was, was.counts(), symptoms));
        return this;
    }

    /** Of its newest calls; all of them unless this says otherwise. */
    BreakerBench deadShare(Target.Provider provider, double share) {
        ProviderPicture was = pictureOf(provider);
        pictures.put(
                provider,
                new ProviderPicture(
                        was.provider(), was.counts(), was.symptoms(), was.lastCallNanos(), share));
        return this;
    }

    BreakerBench well(Target.Provider provider) {
        ProviderPicture was = pictureOf(provider);
        pictures.put(provider, with(was, was.counts(), List.of()));
        return this;
    }

    /** Calls of workers that do as they are told: who calls on trial was handed the trial. */
    BreakerBench calls(Target.Provider provider, long good, long slow, long dead, long quota) {
        if (breaker(provider) == BreakerState.TRIAL) {
            String id = Objects.requireNonNull(state.breakers().get(provider)).decisionId();
            input(new Input.WorkersFollow(id, 5));
        }
        return late(provider, good, slow, dead, quota);
    }

    /** Calls that nobody was told to make: under way, or reported late. */
    BreakerBench late(Target.Provider provider, long good, long slow, long dead, long quota) {
        ProviderPicture was = pictureOf(provider);
        pictures.put(
                provider,
                with(
                        was,
                        new ProviderPicture.Counts(
                                was.counts().good() + good,
                                was.counts().slow() + slow,
                                was.counts().dead() + dead,
                                was.counts().quota() + quota),
                        was.symptoms()));
        return this;
    }

    /** The agent dies and starts again {@code down} later, its journal folded anew. */
    BreakerBench restart(Duration down) {
        now = new Now(77_000_000_000L, now.wall().plus(down));
        DecisionState folded = DecisionState.empty("lab-1");
        for (JournalEntry entry : entries) {
            folded = JournalFold.apply(folded, entry, codec.fromBytes(entry.body()));
        }
        if (!folded.equals(state)) {
            throw new AssertionError(
                    "a restarted agent folds " + folded + ", the live one had " + state);
        }
        decider = new Decider(policy, "lab", now.nanos());
        pictures.replaceAll((_, p) -> with(p, ProviderPicture.Counts.NONE, List.of()));
        return input(new Input.Started("lab", "boot-2", "test", "00", 0));
    }

    BreakerBench input(Input input) {
        if (decider.step(state, input, now) instanceof Step.Write(var record, var action)) {
            JournalEntry entry = HashChain.append(state.position(), codec.toBytes(record));
            entries.add(entry);
            records.add(record);
            state = JournalFold.apply(state, entry, codec.fromBytes(entry.body()));
            if (action != null) {
                actions.add(action);
            }
        }
        return this;
    }

    <T extends JournalRecord> List<T> all(Class<T> type) {
        return records.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** What happened to breakers, as {@code open 0 -> trial 0 -> closing 10}. */
    String transcript() {
        return String.join(
                " -> ",
                all(JournalRecord.BreakerChanged.class).stream()
                        .map(c -> c.to().name().toLowerCase(Locale.ROOT) + " " + c.sharePercent())
                        .toList());
    }

    private Symptom fresh(Symptom s) {
        return new Symptom(
                s.target(),
                s.kind(),
                s.source(),
                s.sinceNanos(),
                now.nanos(),
                s.samples(),
                s.detail());
    }

    private ProviderPicture pictureOf(Target.Provider provider) {
        return Objects.requireNonNull(pictures.get(provider));
    }

    private static ProviderPicture with(
            ProviderPicture was, ProviderPicture.Counts counts, List<Symptom> symptoms) {
        return new ProviderPicture(
                was.provider(), counts, symptoms, was.lastCallNanos(), was.deadShare());
    }
}
