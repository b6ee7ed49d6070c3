package dev.signalbox.agent.decide;

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
import dev.signalbox.model.measure.Picture;
import dev.signalbox.model.measure.ProbeState;
import dev.signalbox.model.measure.Symptom;
import dev.signalbox.model.measure.TrunkCounts;
import dev.signalbox.model.measure.TrunkPicture;
import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.policy.Carrier;
import dev.signalbox.model.policy.ConversationLimits;
import dev.signalbox.model.policy.PathLimits;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.ProviderLimits;
import dev.signalbox.model.policy.Region;
import dev.signalbox.model.policy.Rules;
import dev.signalbox.model.policy.Thresholds;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.Now;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * The decision core on a workbench: a journal in memory, a clock that is set, trunks whose picture
 * is set.
 */
final class Bench {

    static final Target.Trunk A = new Target.Trunk("lab", "carrier-a");
    static final Target.Trunk B = new Target.Trunk("lab", "carrier-b");
    static final Target.Trunk C = new Target.Trunk("lab", "carrier-c");

    final List<JournalRecord> records = new ArrayList<>();
    final List<JournalEntry> entries = new ArrayList<>();
    final List<Step.Action> actions = new ArrayList<>();
    private final JournalCodec codec = new JournalCodec();
    private final Map<Target.Trunk, TrunkPicture> pictures = new LinkedHashMap<>();
    private Policy policy;
    private Decider decider;
    private Now now = new Now(5_000_000_000L, Instant.parse("2026-03-01T03:00:00Z"));
    private DecisionState state = DecisionState.empty("lab-1");
    private Bindings bindings = Bindings.NONE;

    Bench(Rules.Mode mode, Target.Trunk... trunks) {
        policy =
                new Policy(
                        "lab",
                        "00",
                        List.of(new Region("lab", "Lab", 0, 0, "EU", Region.Kind.CLOUD)),
                        List.of(
                                new Carrier("carrier-a", "Carrier A"),
                                new Carrier("carrier-b", "Carrier B"),
                                new Carrier("carrier-c", "Carrier C")),
                        java.util.Arrays.stream(trunks).map(Bench::trunk).toList(),
                        List.of(),
                        List.of(),
                        thresholds(),
                        new Rules(
                                mode,
                                mode,
                                Rules.Mode.OBSERVE,
                                Rules.Mode.OBSERVE,
                                Rules.Mode.OBSERVE));
        for (Target.Trunk trunk : trunks) {
            pictures.put(
                    trunk,
                    new TrunkPicture(
                            trunk,
                            TrunkCounts.NONE,
                            10,
                            2,
                            ProbeState.GOOD,
                            ProbeState.UNKNOWN,
                            List.of(),
                            now.nanos()));
        }
        decider = new Decider(policy, "lab", now.nanos());
        input(new Input.Started("lab", "boot-1", "test", "00", 0));
    }

    private static Thresholds thresholds() {
        Thresholds d = Thresholds.DEFAULTS;
        return new Thresholds(
                d.unansweredNeeded(),
                d.unansweredOf(),
                d.unansweredAfterMin(),
                d.rejectedNeeded(),
                d.rejectedOf(),
                d.rejectedRatio(),
                d.optionsInterval(),
                d.optionsDeadline(),
                d.optionsMisses(),
                d.optionsGood(),
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                3,
                Duration.ofSeconds(120),
                Duration.ofSeconds(10),
                PathLimits.DEFAULTS,
                ProviderLimits.DEFAULTS,
                ConversationLimits.DEFAULTS);
    }

    static Trunk trunk(Target.Trunk target) {
        int port = 5000 + target.carrier().hashCode() % 1000;
        return new Trunk(
                target,
                Trunk.Direction.OUTBOUND,
                "sip:192.0.2.1:" + port,
                IpEndpoint.of("192.0.2.1", port),
                Trunk.Transport.UDP,
                100,
                50,
                Trunk.Security.NONE,
                null);
    }

    Bench policyTrunks(UnaryOperator<Trunk> change) {
        policy =
                new Policy(
                        policy.fleet(),
                        policy.hash(),
                        policy.regions(),
                        policy.carriers(),
                        policy.trunks().stream().map(change).toList(),
                        List.of(),
                        policy.services(),
                        policy.thresholds(),
                        policy.rules());
        decider = new Decider(policy, "lab", now.nanos() - state.journalMillis() * 1_000_000L);
        return this;
    }

    DecisionState state() {
        return state;
    }

    Now now() {
        return now;
    }

    /** Lets time pass on both clocks, with fresh traffic, and asks the core. */
    Bench pass(Duration duration) {
        now = now.plus(duration);
        pictures.replaceAll(
                (_, p) ->
                        with(
                                p,
                                p.counts(),
                                p.options(),
                                p.testCall(),
                                refreshed(p.symptoms()),
                                now.nanos()));
        return ask();
    }

    /** Somebody sets the wall clock. */
    Bench wallJump(Duration jump) {
        now = new Now(now.nanos(), now.wall().plus(jump));
        return this;
    }

    /** Lets time pass without traffic and without asking. */
    Bench later(Duration duration) {
        now = now.plus(duration);
        return this;
    }

    /** What the fleet decided, from now on. */
    Bench bound(Bindings other) {
        bindings = other;
        return this;
    }

    private Input.Observed observed() {
        return new Input.Observed(Picture.ofTrunks(List.copyOf(pictures.values())), bindings);
    }

    /** A person plans something; nothing is done. */
    Plan plan(PlanKind kind, Target target) {
        return decider.plan(
                state,
                observed(),
                new HandPlan.Wish(kind, target, new Person("ada", Role.OPERATOR), "maintenance"),
                now);
    }

    /** The same, and it is started. */
    Bench byHand(PlanKind kind, Target target) {
        return input(new Input.SetHand(plan(kind, target), "00", List.of())).ask();
    }

    /** Asks the core without letting time pass. */
    Bench ask() {
        for (int i = 0; i < 20; i++) {
            int before = records.size();
            input(observed());
            if (records.size() == before) {
                return this;
            }
        }
        throw new AssertionError("the core never falls quiet: " + records);
    }

    Bench symptom(Target.Trunk trunk, Symptom.Kind kind, Symptom.Source source) {
        TrunkPicture was = pictureOf(trunk);
        List<Symptom> symptoms = new ArrayList<>(was.symptoms());
        symptoms.add(
                new Symptom(trunk, kind, source, now.nanos(), now.nanos(), 4, "seen by the test"));
        pictures.put(
                trunk,
                with(was, was.counts(), was.options(), was.testCall(), symptoms, now.nanos()));
        return this;
    }

    Bench well(Target.Trunk trunk) {
        TrunkPicture was = pictureOf(trunk);
        pictures.put(
                trunk,
                with(was, was.counts(), was.options(), was.testCall(), List.of(), now.nanos()));
        return this;
    }

    Bench probes(Target.Trunk trunk, ProbeState options, ProbeState testCall) {
        TrunkPicture was = pictureOf(trunk);
        pictures.put(
                trunk, with(was, was.counts(), options, testCall, was.symptoms(), now.nanos()));
        return this;
    }

    Bench calls(Target.Trunk trunk, int good, int failed) {
        TrunkPicture was = pictureOf(trunk);
        TrunkCounts counts =
                new TrunkCounts(
                        was.counts().attempts() + good + failed,
                        was.counts().progressed() + good,
                        was.counts().failed() + failed);
        pictures.put(
                trunk,
                with(was, counts, was.options(), was.testCall(), was.symptoms(), now.nanos()));
        return this;
    }

    Bench load(Target.Trunk trunk, int liveCalls) {
        TrunkPicture was = pictureOf(trunk);
        pictures.put(
                trunk,
                new TrunkPicture(
                        trunk,
                        was.counts(),
                        liveCalls,
                        was.callsPerSecond(),
                        was.options(),
                        was.testCall(),
                        was.symptoms(),
                        was.lastTrafficNanos()));
        return this;
    }

    /** The routers took the pending decision. */
    Bench confirm() {
        DecisionState.Pending pending = state.pending();
        if (pending == null) {
            throw new AssertionError("nothing to confirm; records: " + records);
        }
        return input(new Input.Applied(pending.decisionId(), pending.after(), 3));
    }

    /** The agent dies and starts again {@code down} later, its journal folded anew. */
    Bench restart(Duration down) {
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
        pictures.replaceAll(
                (_, p) ->
                        with(
                                p,
                                TrunkCounts.NONE,
                                p.options(),
                                p.testCall(),
                                List.of(),
                                now.nanos()));
        return input(new Input.Started("lab", "boot-2", "test", "00", 0));
    }

    Bench input(Input input) {
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

    private List<Symptom> refreshed(List<Symptom> symptoms) {
        return symptoms.stream()
                .map(
                        s ->
                                new Symptom(
                                        s.target(),
                                        s.kind(),
                                        s.source(),
                                        s.sinceNanos(),
                                        now.nanos(),
                                        s.samples(),
                                        s.detail()))
                .toList();
    }

    private TrunkPicture pictureOf(Target.Trunk trunk) {
        return Objects.requireNonNull(pictures.get(trunk));
    }

    private static TrunkPicture with(
            TrunkPicture was,
            TrunkCounts counts,
            ProbeState options,
            ProbeState testCall,
            List<Symptom> symptoms,
            long lastTrafficNanos) {
        return new TrunkPicture(
                was.trunk(),
                counts,
                was.liveCalls(),
                was.callsPerSecond(),
                options,
                testCall,
                symptoms,
                lastTrafficNanos);
    }
}
