package dev.signalbox.agent.decide.fleet.guard;

import dev.signalbox.agent.decide.fleet.guard.FleetGuard.Finding;
import dev.signalbox.agent.decide.fleet.guard.FleetGuard.Judge;
import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.model.quorum.TableChange;
import java.util.Collections;
import java.util.Objects;

/** One change per source and target at a time. */
final class SingleFlight implements Judge {

    @Override
    public Finding judge(Question question) {
        FleetState.Change own = question.own();
        String ownId = own == null ? "" : own.id();
        return question.state().changes().values().stream()
                .filter(Question::underWay)
                .filter(c -> !c.id().equals(ownId))
                .filter(
                        c ->
                                !Collections.disjoint(
                                        TableChange.regions(c, question.state()),
                                        question.touched()))
                .findFirst()
                .map(Objects::requireNonNull)
                .map(
                        c ->
                                Finding.hard(
                                        "%s is changed already by %s (asked for by %s)"
                                                .formatted(
                                                        question.title(c.plan().region()),
                                                        c.id(),
                                                        c.plan().by().name())))
                .orElseGet(
                        () ->
                                Finding.pass(
                                        "no other change touches "
                                                + question.titles(question.touched())));
    }
}
