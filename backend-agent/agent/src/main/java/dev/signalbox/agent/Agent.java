package dev.signalbox.agent;

import dev.signalbox.agent.act.KamailioRouter;
import dev.signalbox.agent.act.RouteKeeper;
import dev.signalbox.agent.act.Router;
import dev.signalbox.agent.config.AgentConfig;
import dev.signalbox.agent.decide.Decider;
import dev.signalbox.agent.decide.Input;
import dev.signalbox.agent.journal.SqliteJournal;
import dev.signalbox.agent.measure.Measures;
import dev.signalbox.agent.parse.HepParser;
import dev.signalbox.agent.probe.SipProber;
import dev.signalbox.agent.stream.StreamServer;
import dev.signalbox.agent.wire.UdpReceiver;
import dev.signalbox.model.fleet.AgentStatus.JournalCondition;
import dev.signalbox.model.journal.DecisionState;
import dev.signalbox.model.journal.JournalCodec;
import dev.signalbox.model.policy.Region;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.time.Now;
import dev.signalbox.model.time.NowSource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** A running agent: the stages, wired in the order in which data passes them. */
final class Agent implements AutoCloseable {

    private static final Duration ROUTER_POLL = Duration.ofSeconds(1);

    private final DataDirectory directory;
    private final SqliteJournal journal;
    private final UdpReceiver receiver;
    private final SipProber prober;
    private final RouteKeeper keeper;
    private final StreamServer stream;
    private final CoreLoop core;
    private final Thread coreThread;

    /**
     * Opens everything and starts.
     *
     * @throws IOException when an address, the data directory or the journal cannot be had, in
     *     words
     */
    Agent(AgentConfig config, String version, NowSource clock) throws IOException {
        Now start = clock.now();
        List<Trunk> trunks = config.policy().trunksOf(config.region());
        Region region = config.policy().region(config.region()).orElseThrow();
        JournalCodec codec = new JournalCodec();
        Mailbox mailbox = new Mailbox();

        directory = DataDirectory.lock(config.dataDirectory());
        journal = SqliteJournal.open(config.dataDirectory(), config.region(), start.wall());
        FoldedJournal folded = FoldedJournal.of(journal, codec);

        receiver = UdpReceiver.open(config.hep().listen());
        HepParser parser =
                new HepParser(config.hep().key(), config.hep().allow(), config.hep().privateLink());
        prober =
                new SipProber(
                        config.probeFrom(),
                        trunks,
                        config.policy().thresholds(),
                        mailbox::probed,
                        clock);
        Measures measures = new Measures(config.policy(), config.region(), start);
        Decider decider = new Decider(config.policy(), start.nanos());
        keeper = new RouteKeeper(routers(config, trunks), ROUTER_POLL, clock, mailbox::acted);
        DecisionLoop decisions = new DecisionLoop(decider, journal, codec, folded, keeper::wanted);
        StatusBoard status =
                new StatusBoard(
                        version,
                        start.wall(),
                        config.policy().rules(),
                        config.routers().stream().map(AgentConfig.RouterConfig::name).toList());

        core =
                new CoreLoop(
                        new CoreLoop.Parts(
                                clock,
                                mailbox,
                                receiver,
                                parser,
                                measures,
                                prober,
                                decider,
                                decisions,
                                directory,
                                new RegionReport(config.policy(), region),
                                status));
        stream = new StreamServer(config.consoleListen(), journal, mailbox);

        decisions.once(started(config, folded, start, version), start);
        resumeRoutes(decisions);
        coreThread = Thread.ofPlatform().name("core").unstarted(this::runCore);
    }

    void start() {
        keeper.start();
        prober.start();
        coreThread.start();
    }

    /** Where mirrored SIP is taken, with the port that was taken. */
    InetSocketAddress hepAddress() {
        return receiver.localAddress();
    }

    /** The port consoles connect to. */
    int consolePort() {
        return stream.port();
    }

    private static List<Router> routers(AgentConfig config, List<Trunk> trunks) {
        return config.routers().stream()
                .<Router>map(r -> new KamailioRouter(r.name(), r.url(), r.lease(), trunks))
                .toList();
    }

    private static Input started(
            AgentConfig config, FoldedJournal folded, Now start, String version) {
        return new Input.Started(
                config.region(),
                config.region() + "-" + start.wall().toEpochMilli(),
                version,
                config.policy().hash(),
                folded.unsealedRecords());
    }

    /**
     * Routers shall hold what the journal says. A decision that was never confirmed is applied
     * again with its id; a confirmed one is only looked after.
     */
    private void resumeRoutes(DecisionLoop decisions) {
        if (decisions.condition() == JournalCondition.BROKEN) {
            return;
        }
        DecisionState state = decisions.state();
        DecisionState.Pending pending = state.pending();
        if (pending != null) {
            keeper.wanted(pending.before(), pending.after(), pending.decisionId());
        } else {
            keeper.resume(state.routes(), state.routesDecisionId());
        }
    }

    private void runCore() {
        try {
            core.run(stream);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        core.stop();
        try {
            coreThread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        keeper.close();
        prober.close();
        stream.close();
        receiver.close();
        journal.close();
        directory.close();
    }
}
