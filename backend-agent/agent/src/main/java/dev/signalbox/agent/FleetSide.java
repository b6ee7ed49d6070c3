package dev.signalbox.agent;

import dev.signalbox.agent.act.DoorFence;
import dev.signalbox.agent.act.DoorKeeper;
import dev.signalbox.agent.act.WebhookDoor;
import dev.signalbox.agent.config.AgentConfig;
import dev.signalbox.agent.decide.fleet.QuorumRules;
import dev.signalbox.agent.decide.fleet.conduct.ConductLimits;
import dev.signalbox.agent.decide.fleet.conduct.Conductor;
import dev.signalbox.agent.decide.fleet.guard.GuardLimits;
import dev.signalbox.agent.decide.fleet.plan.Planner;
import dev.signalbox.agent.journal.SqliteFleetStore;
import dev.signalbox.agent.peer.Peers;
import dev.signalbox.agent.probe.EdgeWatch;
import dev.signalbox.agent.quorum.PatientQuorum;
import dev.signalbox.agent.quorum.Quorum;
import dev.signalbox.agent.quorum.QuorumSettings;
import dev.signalbox.agent.quorum.RatisQuorum;
import dev.signalbox.agent.stream.JournalShelf;
import dev.signalbox.agent.stream.StreamServer;
import dev.signalbox.agent.trust.Trust;
import dev.signalbox.model.fleet.FleetStanding;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.journal.JournalSource;
import dev.signalbox.model.policy.ChangeLimits;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.time.NowSource;
import dev.signalbox.model.trust.Identity;
import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What makes an agent a member of its fleet, wired; alone it is a fleet of one. */
final class FleetSide implements AutoCloseable {

    private final Quorum quorum;
    private final Peers peers;
    private final DoorKeeper doors;
    private final FleetLoop loop;
    private final FleetDesk desk;
    private final JournalShelf shelf;
    private final String region;
    private volatile Consumer<FleetStanding> tell = _ -> {};
    private volatile Consumer<Peers.Heard> relay = _ -> {};

    /**
     * What it is made from.
     *
     * @param edgesNotAsked and why
     * @param trust who is believed, null where all is plain
     * @param fatal is told in words when nothing more can be kept: the agent has to halt
     */
    record Setting(
            AgentConfig config,
            Policy policy,
            String bootId,
            String version,
            NowSource clock,
            JournalSource journal,
            Mailbox mailbox,
            FleetNews news,
            Map<String, String> edgesNotAsked,
            Asks asks,
            Refusals refusals,
            @Nullable Trust trust,
            Consumer<String> fatal) {}

    /**
     * Opens everything; {@link #start} sets it going.
     *
     * @throws IOException in words when the store, the quorum's log or an address cannot be had
     */
    FleetSide(Setting setting) throws IOException {
        AgentConfig config = setting.config();
        Policy policy = setting.policy();
        region = config.region();
        Asks asks = setting.asks();
        Refusals refusals = setting.refusals();
        peers =
                new Peers(
                        consoles(config),
                        credentials(config),
                        setting.clock(),
                        heard -> relay.accept(heard));
        DoorFence fence;
        try {
            fence = DoorFence.open(config.dataDirectory());
            requireFree(config.fleet());
        } catch (IOException | RuntimeException e) {
            peers.close();
            throw e;
        }
        doors =
                new DoorKeeper(
                        doors(config, policy, setting.clock()),
                        fence,
                        region,
                        DoorKeeper.POLL,
                        setting.clock(),
                        setting.news()::door);
        quorum =
                new PatientQuorum(
                        region,
                        QuorumSettings.journalId(policy.fleet()),
                        fatal -> RatisQuorum.start(settings(setting), fatal));
        GuardLimits guards =
                GuardLimits.DEFAULTS.with(
                        policy.changes().targetGreen(), policy.changes().antiFlap());
        loop =
                new FleetLoop(
                        new FleetLoop.Parts(
                                policy,
                                region,
                                setting.bootId(),
                                setting.version(),
                                setting.clock(),
                                setting.news(),
                                quorum,
                                peers,
                                doors,
                                new EdgeWatch(policy.thresholds(), setting.edgesNotAsked()),
                                new Conductor(conduct(policy.changes()), guards),
                                new JournalCopies(region, setting.journal(), quorum, asks),
                                asks,
                                refusals,
                                setting.mailbox()::bound,
                                standing -> tell.accept(standing),
                                setting.fatal()));
        desk =
                new FleetDesk(
                        new Planner(guards),
                        quorum,
                        new RegionPlans(region, setting.clock().now().wall(), setting.mailbox()),
                        loop::picture,
                        asks,
                        refusals);
        shelf = new FleetShelf(region, setting.journal(), quorum);
    }

    FleetDesk desk() {
        return desk;
    }

    JournalShelf shelf() {
        return shelf;
    }

    /**
     * Begins to watch, to read doors and to take part; consoles are told through {@code stream}.
     */
    void start(StreamServer stream) {
        tell = stream::publish;
        relay = heard -> stream.relay(heard.view(), region, heard.nanos());
        loop.start();
    }

    /** The newest report of this agent's own region. */
    void report(RegionView view) {
        loop.report(view);
    }

    @Override
    public void close() {
        loop.close();
        doors.close();
        peers.close();
        quorum.close();
    }

    /** An address that is somebody else's does not get free by waiting. */
    private static void requireFree(AgentConfig.@Nullable FleetConfig fleet) throws IOException {
        if (fleet == null) {
            return;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(fleet.listen());
        } catch (IOException e) {
            throw new IOException(
                    "cannot listen at " + fleet.listen() + " (fleet.listen): " + e.getMessage(), e);
        }
    }

    private static QuorumSettings settings(Setting setting) throws IOException {
        AgentConfig config = setting.config();
        Policy policy = setting.policy();
        SqliteFleetStore store =
                SqliteFleetStore.open(
                        config.dataDirectory().resolve("fleet"),
                        QuorumSettings.journalId(policy.fleet()));
        Path log = config.dataDirectory().resolve("quorum");
        AgentConfig.FleetConfig fleet = config.fleet();
        if (fleet == null) {
            return QuorumSettings.alone(
                    policy.fleet(),
                    config.region(),
                    log,
                    new QuorumRules(),
                    store,
                    setting.clock());
        }
        Map<String, InetSocketAddress> others = new LinkedHashMap<>();
        fleet.members().forEach(member -> others.put(member.region(), member.quorum()));
        AgentConfig.TlsConfig tls = config.tls();
        Trust trust = setting.trust();
        return QuorumSettings.member(
                policy.fleet(),
                config.region(),
                fleet.listen(),
                others,
                log,
                tls == null || trust == null
                        ? null
                        : new QuorumSettings.Tls(tls.certificate(), tls.key(), trust.members()),
                new QuorumRules(),
                store,
                setting.clock());
    }

    private static Map<String, InetSocketAddress> consoles(AgentConfig config) {
        Map<String, InetSocketAddress> consoles = new LinkedHashMap<>();
        AgentConfig.FleetConfig fleet = config.fleet();
        if (fleet != null) {
            fleet.members().forEach(member -> consoles.put(member.region(), member.console()));
        }
        return consoles;
    }

    private static ChannelCredentials credentials(AgentConfig config) throws IOException {
        AgentConfig.TlsConfig tls = config.tls();
        if (tls == null) {
            return InsecureChannelCredentials.create();
        }
        try {
            return Identity.of(tls.certificate(), tls.key(), tls.agents()).credentials();
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static List<WebhookDoor> doors(AgentConfig config, Policy policy, NowSource clock) {
        return policy.doors().stream()
                .map(
                        door ->
                                new WebhookDoor(
                                        door.region(),
                                        door.url(),
                                        config.doorKey(),
                                        DoorKeeper.DEADLINE,
                                        clock))
                .toList();
    }

    private static ConductLimits conduct(ChangeLimits changes) {
        ConductLimits usual = ConductLimits.DEFAULTS;
        return new ConductLimits(
                changes.stageHold(),
                changes.stageCalls(),
                changes.stageWaitMax(),
                changes.stageMax(),
                usual.failedRatioMax(),
                usual.failedCallsMin(),
                usual.pddMillisMax(),
                usual.deputyAfter(),
                usual.backAfter(),
                usual.unknownAfter(),
                usual.askAgain());
    }
}
