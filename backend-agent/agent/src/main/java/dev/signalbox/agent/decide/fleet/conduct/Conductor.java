package dev.signalbox.agent.decide.fleet.conduct;

import dev.signalbox.agent.decide.fleet.FleetPicture;
import dev.signalbox.agent.decide.fleet.guard.FleetGuard;
import dev.signalbox.agent.decide.fleet.guard.GuardLimits;
import dev.signalbox.model.change.Scope;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.quorum.FleetState.Change;
import dev.signalbox.model.quorum.FleetState.Door;
import dev.signalbox.model.quorum.Phase;
import dev.signalbox.model.quorum.RegionVerdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The leader's hand: what to ask the quorum for next, from what is decided and seen. It decides
 * nothing; the quorum does when the command is applied. All it keeps is volatile and rebuilt at
 * first sight, so that a new leader goes on where the old one died. One thread.
 */
public final class Conductor {

    /** After a longer pause somebody else may have led: what was remembered counts no more. */
    private static final long GAP_NANOS_MAX = Duration.ofSeconds(3).toNanos();

    private final ConductLimits limits;
    private final GuardLimits guardLimits;
    private final Deputies deputies;
    private final Map<String, StageWatch> watches = new HashMap<>();
    private final Map<String, Long> askedNanos = new HashMap<>();
    private final HomeShares shares = new HomeShares();
    private long lookedNanos;

    public Conductor(ConductLimits limits, GuardLimits guardLimits) {
        this.limits = limits;
        this.guardLimits = guardLimits;
        this.deputies = new Deputies(limits);
    }

    /**
     * The commands to submit now, by the leader, a few times a second. Empty without a quorum; what
     * was asked for just now is not repeated.
     */
    public List<FleetCommand> next(FleetPicture picture) {
        if (!picture.inTouch()) {
            watches.clear();
            shares.forget();
            deputies.begin();
            return List.of();
        }
        long nanos = picture.now().nanos();
        if (nanos - lookedNanos > GAP_NANOS_MAX) {
            shares.forget();
            deputies.begin();
        }
        lookedNanos = nanos;
        shares.look(picture);
        List<FleetCommand> commands = new ArrayList<>(deputies.next(picture));
        for (Change change : picture.state().changes().values()) {
            step(new Course(picture, change)).ifPresent(commands::add);
        }
        watches.keySet().retainAll(picture.state().changes().keySet());
        return notAskedLately(picture, commands);
    }

    private List<FleetCommand> notAskedLately(FleetPicture picture, List<FleetCommand> commands) {
        long now = picture.now().nanos();
        askedNanos.values().removeIf(at -> now - at >= limits.askAgain().toNanos());
        return commands.stream()
                .filter(c -> askedNanos.putIfAbsent(c.ask().id(), now) == null)
                .toList();
    }

    private Optional<FleetCommand> step(Course course) {
        Change change = course.change();
        if (course.plan().scope() != Scope.FLEET) {
            return Optional.empty();
        }
        if (change.phase() == Phase.RUNNING) {
            return change.stage() < 0 ? Optional.of(decide(course, 0)) : stage(course);
        }
        watches.remove(change.id());
        boolean over =
                change.phase() == Phase.PROPOSED
                        && course.picture().now().wall().isAfter(change.expiresAt());
        return over
                ? Optional.of(
                        new FleetCommand.Discard(
                                ask(course, "discard"),
                                change.id(),
                                null,
                                "nobody started it in time"))
                : Optional.empty();
    }

    private Optional<FleetCommand> stage(Course course) {
        StageWatch watch = watch(course);
        Optional<String> silentDoor = unset(course);
        Arrived arrived = silentDoor.isPresent() ? new Arrived(0, 0, 0) : watch.arrived(course);
        Optional<String> breach = Breach.of(course, watch, arrived, limits);
        if (breach.isPresent()) {
            return hold(course, breach.get());
        }
        if (course.change().verified()) {
            return Optional.of(
                    course.lastStage()
                            ? complete(course)
                            : decide(course, course.change().stage() + 1));
        }
        boolean late = watch.millisSinceStage(course) > limits.stageMax().toMillis();
        if (silentDoor.isPresent()) {
            return late ? hold(course, silentDoor.get()) : Optional.empty();
        }
        Optional<String> unseen = unseen(course);
        if (unseen.isPresent()) {
            return late ? hold(course, unseen.get()) : Optional.empty();
        }
        long millis = watch.millisSinceSet(course);
        Optional<HomeShares.Share> before = shares.before(course.source());
        return switch (StageJudge.judge(course, arrived, before, millis, limits)) {
            case StageJudge.Ruling.Verified verified ->
                    Optional.of(
                            new FleetCommand.VerifyStage(
                                    ask(course, "verify"),
                                    course.change().id(),
                                    course.change().stage(),
                                    arrived.there(),
                                    arrived.failed(),
                                    verified.sentence()));
            case StageJudge.Ruling.Held held -> hold(course, held.reason());
            case StageJudge.Ruling.Waits _ ->
                    millis > StageJudge.waitMillis(course, arrived, millis, limits)
                            ? hold(course, StageJudge.nothingCame(course, arrived, millis))
                            : Optional.empty();
        };
    }

    private StageWatch watch(Course course) {
        StageWatch watch = watches.get(course.change().id());
        if (watch == null || !watch.continues(course, GAP_NANOS_MAX)) {
            watch = new StageWatch(course);
            watches.put(course.change().id(), watch);
        }
        watch.seen(course);
        return watch;
    }

    /** A door that does not hold the stage's table yet, in words. */
    private static Optional<String> unset(Course course) {
        long epoch = course.picture().state().table().epoch();
        for (String region : course.doors()) {
            Door door = course.picture().state().doors().get(region);
            if ((door == null || door.epoch() < epoch) && !holds(course, region)) {
                String problem = door == null ? "" : door.problem();
                return Optional.of(
                        "%s's front door does not hold epoch %d%s"
                                .formatted(
                                        course.title(region),
                                        epoch,
                                        problem.isEmpty() ? "" : ": " + problem));
            }
        }
        return Optional.empty();
    }

    /** Another change may have raised the epoch since; what counts is the door's own part. */
    private static boolean holds(Course course, String region) {
        FleetPicture.SeenDoor seen = course.picture().doors().get(region);
        return seen != null
                && seen.problem().isEmpty()
                && seen.reading().decisionId().equals(course.change().stageId())
                && seen.reading().shares().equals(course.picture().state().table().door(region));
    }

    /** A target of which nothing new is known: nothing is concluded from old counts. */
    private Optional<String> unseen(Course course) {
        for (String target : course.targets()) {
            RegionEntry entry = course.picture().regions().get(target);
            if (entry == null
                    || entry.stale()
                    || entry.ageMillis() > guardLimits.evidenceAgeMillisMax()) {
                return Optional.of("nothing new is known of " + course.title(target));
            }
        }
        return Optional.empty();
    }

    private FleetCommand decide(Course course, int stage) {
        return new FleetCommand.DecideStage(
                new Asking(course.picture()).ask("decide", course.change().id(), stage),
                course.change().id(),
                stage,
                course.picture().state().table().epoch(),
                FleetGuard.judgeAll(course.picture(), course.plan(), guardLimits));
    }

    private static Optional<FleetCommand> hold(Course course, String reason) {
        return Optional.of(
                new FleetCommand.Hold(ask(course, "hold"), course.change().id(), null, reason));
    }

    private static FleetCommand complete(Course course) {
        String kept =
                course.picture().state().verdict(course.source()) == RegionVerdict.LOST
                        ? "; " + course.title(course.source()) + " was still lost then"
                        : "";
        return new FleetCommand.Complete(
                ask(course, "complete"),
                course.change().id(),
                "all new calls that may move go to " + course.targetTitles() + kept);
    }

    private static FleetCommand.Ask ask(Course course, String kind) {
        return new Asking(course.picture())
                .ask(kind, course.change().id(), course.change().stage());
    }
}
