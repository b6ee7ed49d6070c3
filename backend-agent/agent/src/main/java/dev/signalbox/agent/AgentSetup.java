package dev.signalbox.agent;

import dev.signalbox.agent.act.KamailioRouter;
import dev.signalbox.agent.act.Router;
import dev.signalbox.agent.config.AgentConfig;
import dev.signalbox.agent.config.CausesFile;
import dev.signalbox.agent.decide.Input;
import dev.signalbox.agent.probe.Edge;
import dev.signalbox.agent.probe.SipProber;
import dev.signalbox.model.cause.CauseTable;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Rules;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.time.Now;
import dev.signalbox.model.time.NowSource;
import java.util.List;

/** What an agent's configuration makes of its parts; nothing here takes an address or a file. */
final class AgentSetup {

    private static final System.Logger LOG = System.getLogger(AgentSetup.class.getName());

    private AgentSetup() {}

    static CauseTable endings(AgentConfig config) {
        AgentConfig.WorkersConfig doors = config.workers();
        return doors == null ? CausesFile.builtIn() : doors.causes();
    }

    static List<String> peers(AgentConfig config) {
        AgentConfig.PathProbeConfig path = config.path();
        return path == null
                ? List.of()
                : path.peers().stream().map(AgentConfig.Peer::region).toList();
    }

    static List<Router> routers(AgentConfig config, List<Trunk> trunks) {
        return config.routers().stream()
                .<Router>map(r -> new KamailioRouter(r.name(), r.url(), r.lease(), trunks))
                .toList();
    }

    /** Without a router no trunk can be moved: the rules about them watch, and say so. */
    static Policy enforceable(AgentConfig config) {
        Policy policy = config.policy();
        Rules rules = policy.rules();
        Rules without =
                new Rules(
                        Rules.Mode.OBSERVE,
                        Rules.Mode.OBSERVE,
                        rules.providerFailing(),
                        rules.providerOverQuota(),
                        rules.providerSlow());
        if (!config.routers().isEmpty() || rules.equals(without)) {
            return policy;
        }
        LOG.log(
                System.Logger.Level.WARNING,
                "agent.yaml names no router: rules about trunks only observe");
        return policy.with(without);
    }

    static SipProber prober(
            AgentConfig config,
            List<Trunk> trunks,
            Mailbox mailbox,
            FleetNews news,
            NowSource clock) {
        return new SipProber(
                config.probeFrom(),
                trunks,
                Edge.others(config.policy(), config.region()),
                config.policy().thresholds(),
                mailbox::probed,
                news::edge,
                clock);
    }

    static StatusBoard statusBoard(AgentConfig config, Policy policy, String version, Now start) {
        return new StatusBoard(
                version,
                start.wall(),
                policy.rules(),
                config.routers().stream().map(AgentConfig.RouterConfig::name).toList());
    }

    static Input started(AgentConfig config, FoldedJournal folded, String bootId, String version) {
        return new Input.Started(
                config.region(), bootId, version, config.policy().hash(), folded.unsealedRecords());
    }
}
