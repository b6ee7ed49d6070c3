package dev.signalbox.agent.decide.fleet.guard;

import dev.signalbox.agent.decide.fleet.FleetPicture;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.change.Scope;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.model.quorum.Phase;
import dev.signalbox.model.quorum.RegionVerdict;
import dev.signalbox.model.quorum.TableChange;
import dev.signalbox.model.route.FleetTable;
import dev.signalbox.model.target.Target;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a guard is asked: may this plan go on, as the fleet looks now? The plan may be a draft, or a
 * change under way that is judged again for its next stage.
 */
record Question(FleetPicture picture, Plan plan, GuardLimits limits) {

    Question {
        if (plan.scope() != Scope.FLEET || !(plan.source() instanceof Target.Region)) {
            throw new IllegalArgumentException(
                    "a plan to "
                            + plan.kind().verb()
                            + " "
                            + plan.source()
                            + ": moves nothing between regions. Its region's own guards judge it");
        }
    }

    Policy policy() {
        return picture.policy();
    }

    FleetState state() {
        return picture.state();
    }

    /** The region that is left, or that gets its calls back. */
    String source() {
        return plan.source() instanceof Target.Region region ? region.name() : plan.region();
    }

    String title(String region) {
        return policy().regionTitle(region);
    }

    /** Titles in one phrase: {@code Dublin and Ashburn}. */
    String titles(Collection<String> regions) {
        return regions.stream().map(this::title).collect(Collectors.joining(" and "));
    }

    boolean sourceLost() {
        return state().verdict(source()) == RegionVerdict.LOST;
    }

    /** Regions that get calls. */
    SortedSet<String> targets() {
        return plan.moves().stream()
                .map(m -> name(m.to()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Regions that lose calls. */
    SortedSet<String> origins() {
        return plan.moves().stream()
                .map(m -> name(m.from()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** All regions that have to do with it. */
    SortedSet<String> touched() {
        return TableChange.regions(plan, before());
    }

    private static String name(Target target) {
        return switch (target) {
            case Target.Region region -> region.name();
            case Target.Trunk trunk -> trunk.region();
            case Target.Carrier carrier -> carrier.name();
            case Target.Provider provider -> provider.name();
            case Target.Path path -> path.to();
            case Target.Dependency dependency -> dependency.name();
            case Target.Service service -> service.name();
        };
    }

    Optional<RegionEntry> entry(String region) {
        return Optional.ofNullable(picture.regions().get(region));
    }

    Optional<RegionView> view(String region) {
        return entry(region).map(RegionEntry::view);
    }

    boolean fresh(RegionEntry entry) {
        return !entry.stale() && entry.ageMillis() <= limits.evidenceAgeMillisMax();
    }

    /** The change this plan is already under way as, null for a draft. */
    FleetState.@Nullable Change own() {
        Plan bare = plan.withGuards(List.of());
        return state().changes().values().stream()
                .filter(c -> underWay(c) && c.plan().withGuards(List.of()).equals(bare))
                .findFirst()
                .orElse(null);
    }

    static boolean underWay(FleetState.Change change) {
        return change.phase() == Phase.RUNNING || change.phase() == Phase.HELD;
    }

    /** The table its stages start from. */
    FleetTable before() {
        FleetState.Change own = own();
        FleetTable kept = own == null ? null : own.before();
        return kept == null ? state().table() : kept;
    }

    /** Doors whose part of the table it changes. */
    SortedSet<String> doors() {
        return ChangedDoors.between(before(), plan.table());
    }

    /** How much of its calls still has to move, 0 to 1: 1 for a draft. */
    double remainingRatio() {
        FleetState.Change own = own();
        return own == null || own.stage() < 0
                ? 1
                : 1 - plan.stagesPercent().get(own.stage()) / 100.0;
    }
}
