package dev.signalbox.agent;

import dev.signalbox.agent.Mailbox.Letter;
import dev.signalbox.agent.act.ActEvent;
import dev.signalbox.agent.decide.Bindings;
import dev.signalbox.agent.decide.Decider;
import dev.signalbox.agent.decide.HandPlan;
import dev.signalbox.agent.decide.Input;
import dev.signalbox.agent.journal.JournalUnwritableException;
import dev.signalbox.agent.parse.HepParser;
import dev.signalbox.agent.parse.ParseResult;
import dev.signalbox.agent.probe.SipProber;
import dev.signalbox.agent.probe.path.PathProbe;
import dev.signalbox.agent.stream.BrakeOutcome;
import dev.signalbox.agent.stream.CallBook;
import dev.signalbox.agent.wire.HepIntake;
import dev.signalbox.model.cause.CallVerdict;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.fleet.AgentStatus;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.journal.DecisionState;
import dev.signalbox.model.measure.Picture;
import dev.signalbox.model.measure.Symptom;
import dev.signalbox.model.net.Datagram;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.Now;
import dev.signalbox.model.time.NowSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The corridor, walked by one thread: wire -> parse -> measure -> decide -> journal -> act ->
 * stream. Whatever other threads have to say (probes, routers, people) waits in a bounded mailbox.
 */
final class CoreLoop {

    private static final System.Logger LOG = System.getLogger(CoreLoop.class.getName());

    /** Longest sleep, and so the longest a letter waits in the mailbox. */
    private static final Duration NAP = Duration.ofMillis(10);

    private static final int BATCH = 1_024;
    private static final int DATAGRAMS_PER_ROUND_MAX = 65_536;
    private static final long JUDGE_MILLIS = 100;
    private static final long REPORT_MILLIS = 250;

    /**
     * Starting the SIP stack takes a third of a second of a core, which the first pictures need
     * more.
     */
    private static final long PROBES_AFTER_MILLIS = 1_500;

    private static final long RETRY_MILLIS = 1_000;

    /** Rounds come a hundred times a second: after such a pause this agent was not running. */
    private static final long STOOD_MILLIS = 1_000;

    /** A fault that comes with every round is said this often. */
    private static final long FAULT_NANOS = 10_000_000_000L;

    private final NowSource clock;
    private final Mailbox mailbox;
    private final HepIntake intake;
    private final HepParser parser;
    private final Senses senses;
    private final @Nullable WorkerDoors workers;
    private final @Nullable PathProbe paths;
    private final CallBook calls;
    private final SipProber prober;
    private final Decider decider;
    private final DecisionLoop decisions;
    private final DataDirectory directory;
    private final RegionReport report;
    private final StatusBoard status;
    private final LongAdder sip;
    private final IntakeLag lag = new IntakeLag();

    private Bindings bindings = Bindings.NONE;
    private Picture picture = Picture.EMPTY;
    private final long bootNanos;
    private boolean probing;
    private long judgedNanos;
    private long reportedNanos;
    private long retriedNanos;
    private @Nullable Long walkedNanos;
    private long version;
    private long verdictSequence;
    private long faultNanos;
    private boolean faultSaid;
    private volatile boolean running = true;

    /** Everything the loop runs; {@link Agent} puts it together. */
    record Parts(
            NowSource clock,
            Mailbox mailbox,
            HepIntake intake,
            HepParser parser,
            Senses senses,
            @Nullable WorkerDoors workers,
            @Nullable PathProbe paths,
            CallBook calls,
            SipProber prober,
            Decider decider,
            DecisionLoop decisions,
            DataDirectory directory,
            RegionReport report,
            StatusBoard status) {}

    CoreLoop(Parts parts) {
        clock = parts.clock();
        mailbox = parts.mailbox();
        intake = parts.intake();
        parser = parts.parser();
        senses = parts.senses();
        workers = parts.workers();
        paths = parts.paths();
        calls = parts.calls();
        prober = parts.prober();
        bootNanos = clock.now().nanos();
        decider = parts.decider();
        decisions = parts.decisions();
        directory = parts.directory();
        report = parts.report();
        status = parts.status();
        sip = status.counter("sip");
    }

    /** Ends {@link #run} soon; any thread. */
    void stop() {
        running = false;
    }

    /** Walks the corridor until stopped. */
    void run(Consumer<RegionView> told) throws InterruptedException {
        while (running) {
            try {
                round(told);
            } catch (RuntimeException e) {
                // One bad round must not end the agent: the next one begins with fresh input.
                status.count("failed_rounds");
                fault("a round of the core failed", e);
                // A round that fails at once each time must not burn a core.
                LockSupport.parkNanos(NAP.toNanos());
            }
        }
    }

    /** Says a fault of ours, seldom enough not to fill the disk. */
    private void fault(String what, RuntimeException e) {
        // Not by the clock of the agent, which may be what is at fault.
        long nanos = System.nanoTime();
        if (!faultSaid || nanos - faultNanos >= FAULT_NANOS) {
            faultSaid = true;
            faultNanos = nanos;
            LOG.log(System.Logger.Level.ERROR, what, e);
        }
    }

    private void round(Consumer<RegionView> told) throws InterruptedException {
        takeDatagrams();
        if (workers != null) {
            workers.drainTo(senses);
        }
        Now now = clock.now();
        if (walkedNanos != null && now.millisSince(walkedNanos) > STOOD_MILLIS) {
            status.count("stood_still");
            senses.stood(now.nanos() - walkedNanos, now);
        }
        walkedNanos = now.nanos();
        boolean news = takeLetters(now);
        boolean symptomsChanged = senses.advance(now);
        if (symptomsChanged || news || now.millisSince(judgedNanos) >= JUDGE_MILLIS) {
            judge(now);
        }
        if (now.millisSince(retriedNanos) >= RETRY_MILLIS) {
            retriedNanos = now.nanos();
            decisions.retry(directory.hasRoom(), now);
        }
        if (symptomsChanged || now.millisSince(reportedNanos) >= REPORT_MILLIS) {
            report(told, now);
        }
        if (!probing && now.millisSince(bootNanos) >= PROBES_AFTER_MILLIS) {
            probing = true;
            prober.start();
        }
    }

    private void takeDatagrams() throws InterruptedException {
        long napNanos =
                Math.clamp(senses.nextDeadlineNanos() - clock.now().nanos(), 0, NAP.toNanos());
        if (!intake.await(Duration.ofNanos(napNanos))) {
            return;
        }
        // All that waits comes before the deadlines are judged: the answer to an INVITE may be in
        // it.
        int taken;
        int left = DATAGRAMS_PER_ROUND_MAX;
        do {
            taken = intake.drain(this::takeSafely, BATCH);
            // By the clock that the receivers read.
            lag.measured(taken, System.nanoTime());
            left -= taken;
        } while (taken >= BATCH && left > 0);
    }

    /** One bad packet must not take those behind it along. */
    private void takeSafely(Datagram datagram) {
        lag.taken(datagram);
        try {
            take(datagram);
        } catch (RuntimeException e) {
            status.count("failed_packets");
            fault("a packet could not be taken", e);
        }
    }

    private void take(Datagram datagram) {
        taken(parser.parse(datagram), datagram);
    }

    private void taken(ParseResult result, Datagram datagram) {
        switch (result) {
            case ParseResult.Parsed parsed -> {
                sip.increment();
                senses.accept(parsed.sip(), datagram.arrivalNanos());
                ParseResult quality = parsed.quality();
                if (quality != null) {
                    taken(quality, datagram);
                }
            }
            case ParseResult.Rtcp rtcp -> {
                status.count("rtcp");
                Now arrival = new Now(datagram.arrivalNanos(), clock.now().wall());
                senses.accept(rtcp.rtcp(), arrival);
            }
            case ParseResult.Quality quality -> {
                status.count(quality.report().source().name().toLowerCase(Locale.ROOT));
                Now arrival = new Now(datagram.arrivalNanos(), clock.now().wall());
                senses.accept(quality.report(), arrival);
            }
            case ParseResult.Log log -> {
                status.count("log");
                if (!log.callId().isEmpty()) {
                    status.count("log_of_call");
                }
            }
            case ParseResult.Ignored ignored -> status.count("ignored_" + ignored.kind().text());
            case ParseResult.Rejected rejected ->
                    status.count("rejected_" + rejected.reason().text());
        }
    }

    /** Reads the mailbox. @return true when something came that decisions rest on */
    private boolean takeLetters(Now now) {
        boolean news = false;
        for (Letter letter = mailbox.poll(); letter != null; letter = mailbox.poll()) {
            news = true;
            switch (letter) {
                case Letter.Probe probe -> senses.accept(probe.result(), now);
                case Letter.Path path -> senses.accept(path.interval(), now);
                case Letter.Followed followed -> followed(followed, now);
                case Letter.Act act -> acted(act.event(), now);
                case Letter.Task task -> task.work().accept(handDesk(now));
                case Letter.Bound bound -> {
                    bindings = bound.bindings();
                    senses.unheard(bindings.unheard(), now);
                }
                case Letter.Command command -> command(command, now);
            }
        }
        return news;
    }

    private void followed(Letter.Followed letter, Now now) {
        double tookMillis =
                decisions.state().breakers().values().stream()
                        .filter(b -> b.decisionId().equals(letter.decisionId()))
                        .mapToDouble(
                                b ->
                                        decider.journalMillis(decisions.state(), now)
                                                - b.stageSinceMillis())
                        .findFirst()
                        .orElse(0);
        double lagMillis = (now.nanos() - letter.nanos()) / 1_000_000.0;
        decisions.once(
                new Input.WorkersFollow(letter.decisionId(), Math.max(0, tookMillis - lagMillis)),
                now);
    }

    private void acted(ActEvent event, Now now) {
        switch (event) {
            case ActEvent.Applied a ->
                    decisions.once(
                            new Input.Applied(a.decisionId(), a.readBack(), a.tookMillis()), now);
            case ActEvent.Failed f -> {
                status.routerRefuses(f.router(), f.reason());
                decisions.once(new Input.ApplyFailed(f.decisionId(), f.router(), f.reason()), now);
            }
            case ActEvent.Reasserted r ->
                    decisions.once(
                            new Input.Reasserted(
                                    r.decisionId(), r.router(), r.reason(), r.readBack()),
                            now);
            case ActEvent.Reachable r -> status.router(r.router(), true, "");
            case ActEvent.Unreachable u -> status.router(u.router(), false, u.reason());
        }
    }

    private void command(Letter.Command letter, Now now) {
        try {
            String id = decisions.command(letter.input(), now);
            DecisionState.Brake brake = decisions.state().brake();
            letter.answer()
                    .complete(
                            new BrakeOutcome(
                                    id.isEmpty() ? null : id,
                                    brake == null
                                            ? null
                                            : new AgentStatus.BrakeView(
                                                    brake.by(), brake.reason(), brake.since())));
        } catch (JournalUnwritableException e) {
            letter.answer()
                    .completeExceptionally(
                            new IllegalStateException(
                                    "the journal cannot be written: " + e.getMessage(), e));
        } catch (RuntimeException e) {
            letter.answer().completeExceptionally(e);
            throw e;
        }
    }

    private void judge(Now now) {
        judgedNanos = now.nanos();
        senses.suspects(now).forEach(prober::suspect);
        picture = seen(now);
        decisions.observe(new Input.Observed(picture, bindings), now);
        prober.testCalls(excluded());
    }

    /** While calls are delivered elsewhere, nobody starves this region of them. */
    private Picture seen(Now now) {
        if (bindings.callsAway()) {
            senses.callsAway(now);
        }
        Picture all = senses.picture(now);
        return bindings.callsAway() ? all.without(Symptom.Kind.INBOUND_STARVED) : all;
    }

    private HandDesk handDesk(Now now) {
        return new HandDesk() {
            @Override
            public Plan plan(HandPlan.Wish wish) {
                picture = seen(now);
                return decider.plan(
                        decisions.state(), new Input.Observed(picture, bindings), wish, now);
            }

            @Override
            public String start(Plan plan, String planHash, List<String> overrides)
                    throws JournalUnwritableException {
                return decisions.command(new Input.SetHand(plan, planHash, overrides), now);
            }
        };
    }

    /** Trunks that new calls cannot vouch for. */
    private Set<Target.Trunk> excluded() {
        return decisions.state().routes().sharePercents().entrySet().stream()
                .filter(e -> e.getValue() == 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private List<Map<String, Long>> counters() {
        List<Map<String, Long>> counters = new ArrayList<>();
        counters.add(senses.counters());
        counters.add(lag.counters(System.nanoTime()));
        if (workers != null) {
            counters.add(workers.counters());
        }
        if (paths != null) {
            counters.add(paths.counters());
        }
        return counters;
    }

    private void tellVerdicts() {
        List<CallVerdict> fresh = senses.verdictsAfter(verdictSequence);
        if (!fresh.isEmpty()) {
            verdictSequence = fresh.getLast().sequence();
            calls.append(fresh);
        }
    }

    private void report(Consumer<RegionView> told, Now now) {
        reportedNanos = now.nanos();
        tellVerdicts();
        if (picture.trunks().isEmpty()) {
            picture = seen(now);
        }
        DecisionState state = decisions.state();
        told.accept(
                report.of(
                                state,
                                picture,
                                senses,
                                trunk -> decider.failing(state, picture, trunk, now),
                                status.of(decisions, intake, mailbox, counters()),
                                new RegionReport.Stamp(
                                        ++version, decider.journalMillis(state, now), now))
                        .withArrivals(senses.arrivals(now)));
    }
}
