package dev.signalbox.agent.decide.fleet.guard;

import dev.signalbox.agent.decide.fleet.guard.FleetGuard.Finding;
import dev.signalbox.agent.decide.fleet.guard.FleetGuard.Judge;
import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.model.route.FleetTable;
import java.util.List;

/** Nothing moves without a majority, nor from a table that somebody else has changed since. */
final class QuorumAndEpoch implements Judge {

    @Override
    public Finding judge(Question question) {
        if (!question.picture().inTouch()) {
            return Finding.hard(
                    question.title(question.picture().self())
                            + "'s agent is out of touch with the majority: nothing new is decided");
        }
        if (question.plan().table() == null) {
            return Finding.hard("the plan does not say what the table becomes: make it anew");
        }
        String wanted = question.plan().basis().policyHash();
        if (!wanted.equals(question.policy().hash())) {
            return Finding.hard("the policy has changed since the plan was made: make it anew");
        }
        FleetState.Change own = question.own();
        return own == null ? draft(question) : underWay(question, own);
    }

    private static Finding draft(Question question) {
        long planned = question.plan().basis().epoch();
        long epoch = question.state().table().epoch();
        return planned == epoch
                ? sameEpoch(question)
                : Finding.hard(
                        "made from epoch %d, the table is at epoch %d: make it anew"
                                .formatted(planned, epoch));
    }

    /** Its own stages raise the epoch: what counts is that nobody else changed its doors. */
    private static Finding underWay(Question question, FleetState.Change own) {
        FleetTable before = question.before();
        FleetTable after = question.plan().table();
        FleetTable expected =
                own.stage() < 0 || after == null
                        ? before
                        : before.towards(after, question.plan().stagesPercent().get(own.stage()));
        FleetTable now = question.state().table();
        List<String> others =
                question.doors().stream()
                        .filter(door -> !now.door(door).equals(expected.door(door)))
                        .toList();
        return others.isEmpty()
                ? sameEpoch(question)
                : Finding.hard(
                        "somebody else changed the routes of %s since: epoch %d"
                                .formatted(question.titles(others), now.epoch()));
    }

    private static Finding sameEpoch(Question question) {
        long epoch = question.state().table().epoch();
        List<String> others =
                question.state().members().values().stream()
                        .filter(m -> !m.policyHash().equals(question.policy().hash()))
                        .map(FleetState.Member::region)
                        .toList();
        return others.isEmpty()
                ? Finding.pass("in touch with the majority, epoch " + epoch)
                : Finding.warn(
                        "in touch with the majority, epoch %d; %s started with another policy"
                                .formatted(epoch, question.titles(others)));
    }
}
