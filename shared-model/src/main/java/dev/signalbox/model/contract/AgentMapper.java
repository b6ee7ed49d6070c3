package dev.signalbox.model.contract;

import dev.signalbox.model.fleet.AgentStatus;
import dev.signalbox.model.policy.Rules;
import dev.signalbox.v1.Router;
import java.util.TreeMap;

/** How an agent itself is, both ways; the part of {@link ContractMapper} for it. */
final class AgentMapper {

    private AgentMapper() {}

    static dev.signalbox.v1.AgentStatus toContract(AgentStatus view) {
        dev.signalbox.v1.AgentStatus.Builder agent =
                dev.signalbox.v1.AgentStatus.newBuilder()
                        .setVersion(view.version())
                        .setStartedAt(ContractMapper.timestamp(view.startedAt()))
                        .setJournalId(view.journalId())
                        .setJournalSequence(view.journalSequence())
                        .setJournal(ContractEnums.toContract(view.journal()))
                        .setJournalDetail(view.journalDetail())
                        .setRouteEpoch(view.routeEpoch())
                        .setTrunkNotAnswering(
                                ContractEnums.toContract(view.rules().trunkNotAnswering()))
                        .setTrunkRejecting(ContractEnums.toContract(view.rules().trunkRejecting()))
                        .setProviderFailing(
                                ContractEnums.toContract(view.rules().providerFailing()))
                        .setProviderOverQuota(
                                ContractEnums.toContract(view.rules().providerOverQuota()))
                        .setProviderSlow(ContractEnums.toContract(view.rules().providerSlow()))
                        .putAllIntake(view.intake())
                        .setRecorderTrouble(view.recorderTrouble());
        AgentStatus.BrakeView brake = view.brake();
        if (brake != null) {
            agent.setBrake(ContractMapper.toContract(brake));
        }
        for (AgentStatus.RouterView router : view.routers()) {
            agent.addRouters(
                    Router.newBuilder()
                            .setName(router.name())
                            .setReachable(router.reachable())
                            .setDetail(router.detail()));
        }
        return agent.build();
    }

    static AgentStatus fromContract(dev.signalbox.v1.AgentStatus agent) {
        return new AgentStatus(
                agent.getVersion(),
                ContractMapper.instant(agent.getStartedAt()),
                agent.getJournalId(),
                agent.getJournalSequence(),
                ContractEnums.fromContract(agent.getJournal()),
                agent.getJournalDetail(),
                agent.getRouteEpoch(),
                new Rules(
                        ContractEnums.fromContract(agent.getTrunkNotAnswering()),
                        ContractEnums.fromContract(agent.getTrunkRejecting()),
                        ContractEnums.fromContract(agent.getProviderFailing()),
                        ContractEnums.fromContract(agent.getProviderOverQuota()),
                        ContractEnums.fromContract(agent.getProviderSlow())),
                agent.hasBrake() ? ContractMapper.fromContract(agent.getBrake()) : null,
                new TreeMap<>(agent.getIntakeMap()),
                agent.getRoutersList().stream()
                        .map(
                                router ->
                                        new AgentStatus.RouterView(
                                                router.getName(),
                                                router.getReachable(),
                                                router.getDetail()))
                        .toList(),
                agent.getRecorderTrouble());
    }
}
