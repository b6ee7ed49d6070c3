package dev.signalbox.agent.decide.fleet.conduct;

import dev.signalbox.agent.decide.fleet.FleetPicture;
import dev.signalbox.agent.decide.fleet.guard.ChangedDoors;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.quorum.FleetState.Change;
import dev.signalbox.model.quorum.TableChange;
import dev.signalbox.model.route.FleetTable;
import dev.signalbox.model.target.Target;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A change under way, and what of it a conductor asks for. */
record Course(FleetPicture picture, Change change) {

    Plan plan() {
        return change.plan();
    }

    /** The region that is left, or gets its calls back. */
    String source() {
        return plan().region();
    }

    Policy policy() {
        return picture.policy();
    }

    String title(String region) {
        return policy().regionTitle(region);
    }

    /** Regions that get calls. */
    SortedSet<String> targets() {
        return regions(Plan.Move::to);
    }

    /** Regions that lose calls. */
    SortedSet<String> origins() {
        return regions(Plan.Move::from);
    }

    /** All regions that have to do with it. */
    SortedSet<String> touched() {
        FleetTable before = change.before();
        return TableChange.regions(plan(), before == null ? picture.state().table() : before);
    }

    private SortedSet<String> regions(Function<Plan.Move, Target> end) {
        SortedSet<String> names = new TreeSet<>();
        for (Plan.Move move : plan().moves()) {
            if (end.apply(move) instanceof Target.Region(String name)) {
                names.add(name);
            }
        }
        return names;
    }

    String targetTitles() {
        return targets().stream().map(this::title).collect(Collectors.joining(" and "));
    }

    Optional<RegionEntry> entry(String region) {
        return Optional.ofNullable(picture.regions().get(region));
    }

    /** Doors whose part of the table it changes. */
    SortedSet<String> doors() {
        FleetTable before = change.before();
        return ChangedDoors.between(
                before == null ? picture.state().table() : before, plan().table());
    }

    /** Share of the move that is done with the present stage, 0 to 1. */
    double stageRatio() {
        return change.stage() < 0 ? 0 : plan().stagesPercent().get(change.stage()) / 100.0;
    }

    /** Of the calls that have not moved yet before the present stage, the share that it moves. */
    double movedNowRatio() {
        int stage = change.stage();
        double done = stage < 1 ? 0 : plan().stagesPercent().get(stage - 1) / 100.0;
        return done >= 1 ? 0 : (stageRatio() - done) / (1 - done);
    }

    boolean lastStage() {
        return change.stage() == plan().stagesPercent().size() - 1;
    }
}
