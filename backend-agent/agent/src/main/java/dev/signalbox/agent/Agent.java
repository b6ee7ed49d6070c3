package dev.signalbox.agent;

import dev.signalbox.agent.act.RouteKeeper;
import dev.signalbox.agent.config.AgentConfig;
import dev.signalbox.agent.decide.Decider;
import dev.signalbox.agent.journal.SqliteJournal;
import dev.signalbox.agent.parse.HepParser;
import dev.signalbox.agent.probe.SipProber;
import dev.signalbox.agent.probe.path.PathProbe;
import dev.signalbox.agent.probe.path.Peer;
import dev.signalbox.agent.record.Recorder;
import dev.signalbox.agent.record.RecorderLimits;
import dev.signalbox.agent.record.RecordingFeed;
import dev.signalbox.agent.stream.CallBook;
import dev.signalbox.agent.stream.Entrance;
import dev.signalbox.agent.stream.JournalShelf;
import dev.signalbox.agent.stream.StreamServer;
import dev.signalbox.agent.trust.Trust;
import dev.signalbox.agent.trust.TrustFiles;
import dev.signalbox.agent.wire.HepIntake;
import dev.signalbox.model.fleet.AgentStatus.JournalCondition;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.journal.DecisionState;
import dev.signalbox.model.journal.JournalCodec;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Region;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.route.RouteTable;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.Now;
import dev.signalbox.model.time.NowSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A running agent: the stages, wired in the order in which data passes them. */
final class Agent implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Agent.class.getName());
    private static final Duration ROUTER_POLL = Duration.ofSeconds(1);

    /** Everything to be closed, the last first. */
    private final Deque<AutoCloseable> opened;

    private final HepIntake intake;
    private final SipProber prober;
    private final @Nullable PathProbe pathProbe;
    private final @Nullable WorkerDoors workers;
    private final RouteKeeper keeper;
    private final FleetSide fleet;
    private final StreamServer stream;
    private final @Nullable Trust trust;
    private final InetAddress consoleHost;
    private final CoreLoop core;
    private final Runnable coreDied;
    private final Thread coreThread;

    /**
     * Opens everything; {@link #start} sets it going.
     *
     * @param coreDied is run when the core ends without being asked to: an agent without its core
     *     would only renew leases, so it must not go on
     * @throws IOException when an address, the data directory or the journal cannot be had, in
     *     words; nothing stays open then
     */
    static Agent open(AgentConfig config, String version, NowSource clock, Runnable coreDied)
            throws IOException {
        Deque<AutoCloseable> opened = new ArrayDeque<>();
        try {
            return new Agent(config, version, clock, coreDied, opened);
        } catch (IOException | RuntimeException e) {
            closeAll(opened);
            throw e;
        }
    }

    private Agent(
            AgentConfig config,
            String version,
            NowSource clock,
            Runnable coreDied,
            Deque<AutoCloseable> opened)
            throws IOException {
        this.opened = opened;
        this.coreDied = coreDied;
        Now start = clock.now();
        String bootId = config.region() + "-" + start.wall().toEpochMilli();
        consoleHost = config.consoleListen().getAddress();
        Policy policy = AgentSetup.enforceable(config);
        List<Trunk> trunks = policy.trunksOf(config.region());
        Region region = policy.region(config.region()).orElseThrow();
        JournalCodec codec = new JournalCodec();
        Mailbox mailbox = new Mailbox();
        CallBook calls = new CallBook();

        DataDirectory directory = opened(DataDirectory.lock(config.dataDirectory()));
        SqliteJournal journal =
                opened(SqliteJournal.open(config.dataDirectory(), config.region(), start.wall()));
        FoldedJournal folded = FoldedJournal.of(journal, codec);

        intake = opened(intake(config.hep()));
        HepParser parser =
                new HepParser(config.hep().key(), config.hep().allow(), config.hep().privateLink());
        FleetNews news = new FleetNews();
        prober = opened(AgentSetup.prober(config, trunks, mailbox, news, clock));
        pathProbe = pathProbe(config, mailbox, clock);
        workers = workers(config, policy, mailbox, clock);
        Senses senses =
                new Senses(
                        policy,
                        config.region(),
                        AgentSetup.peers(config),
                        AgentSetup.endings(config),
                        start);
        Decider decider = new Decider(policy, config.region(), start.nanos());
        var routers = AgentSetup.routers(config, trunks);
        keeper = opened(new RouteKeeper(routers, ROUTER_POLL, clock, mailbox::acted));
        DecisionLoop.Actor actor = actor(trunks);
        DecisionLoop decisions = new DecisionLoop(decider, journal, codec, folded, actor);
        StatusBoard status = AgentSetup.statusBoard(config, policy, version, start);

        core =
                new CoreLoop(
                        new CoreLoop.Parts(
                                clock,
                                mailbox,
                                intake,
                                parser,
                                senses,
                                workers,
                                pathProbe,
                                calls,
                                prober,
                                decider,
                                decisions,
                                directory,
                                new RegionReport(policy, region, bootId),
                                status));
        Asks asks = new Asks(config.region(), bootId, clock);
        Refusals refusals = new Refusals(asks, clock);
        trust = trust(config, refusals, clock);
        fleet =
                opened(
                        new FleetSide(
                                new FleetSide.Setting(
                                        config,
                                        policy,
                                        bootId,
                                        version,
                                        clock,
                                        journal,
                                        mailbox,
                                        news,
                                        prober.edgesNotProbed(),
                                        asks,
                                        refusals,
                                        trust,
                                        this::halt)));
        stream =
                opened(
                        new StreamServer(
                                entrance(config),
                                bootId,
                                fleet.shelf(),
                                calls,
                                mailbox,
                                fleet.desk(),
                                clock));
        record(config, status, clock);

        // Only now: an agent that could not take its addresses has not begun a run.
        decisions.once(AgentSetup.started(config, folded, bootId, version), start);
        resumeRoutes(decisions, trunks);
        if (workers != null) {
            workers.tell(decisions.state().breakers(), decisions.state().unfollowed());
        }
        coreThread = Thread.ofPlatform().name("core").unstarted(this::runCore);
    }

    void start() throws IOException {
        keeper.start();
        fleet.start(stream);
        coreThread.start();
        if (pathProbe != null) {
            pathProbe.start();
        }
    }

    /** Where it can be reached, with the ports that were taken, by what for. */
    Map<String, InetSocketAddress> addresses() {
        Map<String, InetSocketAddress> addresses = new LinkedHashMap<>();
        addresses.put("console", new InetSocketAddress(consoleHost, stream.port()));
        addresses.put("hep", intake.udpAddress());
        put(addresses, "hepTcp", intake.tcpAddress());
        put(addresses, "hepTls", intake.tlsAddress());
        if (pathProbe != null) {
            addresses.put("path", pathProbe.localAddress());
        }
        if (workers != null) {
            addresses.put("otlp", workers.otlpAddress());
            addresses.put("http", workers.httpAddress());
        }
        return addresses;
    }

    private static HepIntake intake(AgentConfig.Hep hep) throws IOException {
        AgentConfig.HepTls tls = hep.tls();
        return HepIntake.open(
                hep.listen(),
                hep.tcp(),
                tls == null ? null : new HepIntake.Tls(tls.listen(), tls.certificate(), tls.key()));
    }

    private static void put(
            Map<String, InetSocketAddress> addresses,
            String name,
            @Nullable InetSocketAddress address) {
        if (address != null) {
            addresses.put(name, address);
        }
    }

    private DecisionLoop.Actor actor(List<Trunk> trunks) {
        return new DecisionLoop.Actor() {
            @Override
            public void setRoutes(RouteTable expected, RouteTable wanted, String decisionId) {
                keeper.wanted(known(expected, trunks), known(wanted, trunks), decisionId);
            }

            @Override
            public void tellWorkers(
                    SortedMap<Target.Provider, DecisionState.Breaker> breakers, String decisionId) {
                if (workers != null) {
                    workers.tell(breakers, decisionId);
                }
            }
        };
    }

    private @Nullable PathProbe pathProbe(AgentConfig config, Mailbox mailbox, NowSource clock)
            throws IOException {
        AgentConfig.PathProbeConfig path = config.path();
        if (path == null) {
            return null;
        }
        return opened(
                PathProbe.open(
                        path.listen(),
                        path.key().getBytes(StandardCharsets.UTF_8),
                        config.region(),
                        path.peers().stream()
                                .map(peer -> new Peer(peer.region(), peer.address()))
                                .toList(),
                        clock,
                        mailbox::probed));
    }

    private @Nullable WorkerDoors workers(
            AgentConfig config, Policy policy, Mailbox mailbox, NowSource clock)
            throws IOException {
        AgentConfig.WorkersConfig doors = config.workers();
        return doors == null
                ? null
                : opened(
                        WorkerDoors.open(doors, policy, config.region(), clock, mailbox::followed));
    }

    private <T extends AutoCloseable> T opened(T resource) {
        opened.addFirst(resource);
        return resource;
    }

    /**
     * The shares of trunks that the policy has. One that was taken out of it while it was excluded
     * is known to no router: its share is left to its lease.
     */
    private static RouteTable known(RouteTable table, List<Trunk> trunks) {
        SortedMap<Target.Trunk, Integer> shares = new TreeMap<>(table.sharePercents());
        shares.keySet().retainAll(trunks.stream().map(Trunk::target).toList());
        return new RouteTable(table.epoch(), shares);
    }

    /**
     * Routers shall hold what the journal says. A decision that was never confirmed is applied
     * again with its id; a confirmed one is only looked after.
     */
    private void resumeRoutes(DecisionLoop decisions, List<Trunk> trunks) {
        if (decisions.condition() == JournalCondition.BROKEN) {
            return;
        }
        DecisionState state = decisions.state();
        DecisionState.Pending pending = state.pending();
        if (pending != null) {
            keeper.wanted(
                    known(pending.before(), trunks),
                    known(pending.after(), trunks),
                    pending.decisionId());
        } else {
            keeper.resume(known(state.routes(), trunks), state.routesDecisionId());
        }
    }

    private void told(RegionView view) {
        stream.publish(view);
        fleet.report(view);
    }

    /** Nothing more can be kept: an agent that went on would forget what it acknowledges. */
    private void halt(String why) {
        LOG.log(System.Logger.Level.ERROR, "this agent ends: {0}", why);
        coreDied.run();
    }

    private @Nullable Trust trust(AgentConfig config, Refusals refusals, NowSource clock)
            throws IOException {
        AgentConfig.TlsConfig tls = config.tls();
        return tls == null
                ? null
                : opened(
                        Trust.open(
                                new TrustFiles(
                                        tls.certificate(),
                                        tls.key(),
                                        tls.agents(),
                                        tls.people(),
                                        tls.revoked()),
                                config.region(),
                                refusals::add,
                                clock));
    }

    private Entrance entrance(AgentConfig config) {
        return trust == null
                ? Entrance.plain(config.consoleListen())
                : Entrance.guarded(config.consoleListen(), trust.credentials(), trust.gate());
    }

    /** Keeps what consoles are told, for replay. */
    private void record(AgentConfig config, StatusBoard status, NowSource clock) {
        Recorder recorder =
                opened(
                        new Recorder(
                                config.dataDirectory(),
                                new RecorderLimits(
                                        config.recorder().keep(), config.recorder().bytesMax()),
                                () ->
                                        fleet.shelf().list().stream()
                                                .map(JournalShelf.Held::last)
                                                .toList(),
                                clock));
        status.recorder(() -> recorder.status().words());
        stream.watch(recorder.watcher());
        stream.recordings(opened(new RecordingFeed(recorder.file()))::add);
    }

    private void runCore() {
        try {
            core.run(this::told);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            // Also after an error such as a full heap, which ends the thread.
            coreDied.run();
        }
    }

    @Override
    public void close() {
        core.stop();
        try {
            coreThread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closeAll(opened);
    }

    /** Closes one after the other; what fails to close does not keep the others open. */
    private static void closeAll(Deque<AutoCloseable> opened) {
        for (AutoCloseable resource : opened) {
            try {
                resource.close();
            } catch (Exception e) {
                LOG.log(System.Logger.Level.WARNING, "closing " + resource, e);
            }
        }
    }
}
