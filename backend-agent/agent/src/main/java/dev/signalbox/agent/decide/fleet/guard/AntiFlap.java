package dev.signalbox.agent.decide.fleet.guard;

import dev.signalbox.agent.decide.fleet.guard.FleetGuard.Finding;
import dev.signalbox.agent.decide.fleet.guard.FleetGuard.Judge;
import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.model.quorum.Phase;
import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** A region that was just emptied, or got its calls back, is left alone for a while. */
final class AntiFlap implements Judge {

    @Override
    public Finding judge(Question question) {
        String title = question.title(question.source());
        Instant now = question.picture().now().wall();
        Duration block = question.limits().antiFlap();
        return lastMove(question)
                .filter(at -> at.plus(block).isAfter(now))
                .map(
                        at ->
                                Finding.block(
                                        "%s's calls moved at %s, %s ago: left alone for %s"
                                                .formatted(
                                                        title,
                                                        Words.time(at),
                                                        Words.duration(Duration.between(at, now)),
                                                        Words.duration(block))))
                .orElseGet(
                        () ->
                                Finding.pass(
                                        title
                                                + "'s calls did not move in the last "
                                                + Words.duration(block)));
    }

    /** Not counting what this very change has done. */
    private static Optional<Instant> lastMove(Question question) {
        FleetState.Change own = question.own();
        String ownId = own == null ? "" : own.id();
        Optional<Instant> changed =
                question.state().changes().values().stream()
                        .filter(c -> !c.id().equals(ownId))
                        .filter(c -> c.stage() >= 0 || c.phase() == Phase.UNDONE)
                        .filter(c -> about(c, question.source()))
                        .map(FleetState.Change::stageAt)
                        .max(Instant::compareTo)
                        .map(Objects::requireNonNull);
        Instant emptied =
                own != null && own.stage() >= 0
                        ? null
                        : question.state().emptiedAt().get(question.source());
        return emptied != null && changed.filter(emptied::isBefore).isEmpty()
                ? Optional.of(emptied)
                : changed;
    }

    private static boolean about(FleetState.Change change, String region) {
        return change.plan().source() instanceof Target.Region(String name) && name.equals(region);
    }
}
