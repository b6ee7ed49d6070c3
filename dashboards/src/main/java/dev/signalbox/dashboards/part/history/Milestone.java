package dev.signalbox.dashboards.part.history;

import dev.signalbox.model.change.Plan;
import dev.signalbox.model.fleet.FleetLine;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.RegionVerdict;
import dev.signalbox.model.target.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A moment after which the course of calls is read differently: routes changed, a region was lost,
 * somebody pulled the brake.
 *
 * @param at when it was decided
 * @param route whether calls go elsewhere from then on
 * @param applied whether routers or doors have taken it; true when there is nothing to take
 * @param words in a few words
 */
public record Milestone(Instant at, boolean route, boolean applied, String words) {

    /**
     * All of {@code view}, oldest first.
     *
     * @param changes those inside regions, as {@link RouteChange#in} found them
     */
    public static List<Milestone> in(FleetView view, List<RouteChange> changes) {
        Fleet fleet = new Fleet(view);
        List<Milestone> all = new ArrayList<>();
        for (RouteChange change : changes) {
            all.add(new Milestone(change.at(), true, change.applied(), change.words()));
        }
        view.fleet().lines().forEach(line -> fleet.of(line.record()).ifPresent(all::add));
        all.sort(Comparator.comparing(Milestone::at));
        return List.copyOf(all);
    }

    /** What one record of the fleet's journal needs from the others. */
    private static final class Fleet {

        private final Map<String, String> titles = new HashMap<>();
        private final Map<String, Plan> plans = new HashMap<>();

        /** The newest table that a door has taken. */
        private long epochTaken = -1;

        Fleet(FleetView view) {
            for (RegionEntry entry : view.regions()) {
                titles.put(entry.view().target().name(), entry.view().title());
            }
            view.fleet().state().changes().forEach((id, change) -> plans.put(id, change.plan()));
            for (FleetLine line : view.fleet().lines()) {
                if (line.record() instanceof FleetRecord.PlanMade made) {
                    plans.put(line.entry().id(), made.plan());
                } else if (line.record() instanceof FleetRecord.DoorSet set) {
                    epochTaken = Math.max(epochTaken, set.epoch());
                }
            }
        }

        Optional<Milestone> of(FleetRecord record) {
            return switch (record) {
                case FleetRecord.StageDecided stage ->
                        route(
                                stage.at(),
                                stage.after().epoch(),
                                source(stage.planId())
                                        + (back(stage.planId()) ? " back " : " away ")
                                        + stage.percent()
                                        + " %");
                case FleetRecord.ChangeUndone undone ->
                        route(
                                undone.at(),
                                undone.after().epoch(),
                                source(undone.planId()) + " undone");
                case FleetRecord.ChangeHeld held ->
                        sight(held.at(), source(held.planId()) + " held");
                case FleetRecord.RegionJudged judged ->
                        sight(judged.at(), region(judged.region()) + verdict(judged.verdict()));
                case FleetRecord.BrakeSet brake -> sight(brake.at(), "fleet brake on");
                case FleetRecord.BrakeReleased brake -> sight(brake.at(), "fleet brake off");
                case FleetRecord.MemberStarted _,
                        FleetRecord.WordSaid _,
                        FleetRecord.PlanMade _,
                        FleetRecord.PlanApproved _,
                        FleetRecord.GuardOverridden _,
                        FleetRecord.ChangeStarted _,
                        FleetRecord.StageVerified _,
                        FleetRecord.ChangeResumed _,
                        FleetRecord.ChangeCompleted _,
                        FleetRecord.PlanDiscarded _,
                        FleetRecord.DoorSet _,
                        FleetRecord.DoorFailed _,
                        FleetRecord.WriterNamed _,
                        FleetRecord.PinSet _,
                        FleetRecord.PinReleased _,
                        FleetRecord.AttemptRefused _ ->
                        Optional.empty();
            };
        }

        private Optional<Milestone> route(Instant at, long epoch, String words) {
            return Optional.of(new Milestone(at, true, epoch <= epochTaken, words));
        }

        private static Optional<Milestone> sight(Instant at, String words) {
            return Optional.of(new Milestone(at, false, true, words));
        }

        private static String verdict(RegionVerdict verdict) {
            return switch (verdict) {
                case LOST -> " lost";
                case ISOLATED -> " cut off";
                case PRESENT -> " present again";
            };
        }

        private boolean back(String planId) {
            Plan plan = plans.get(planId);
            return plan != null && plan.kind().back();
        }

        private String source(String planId) {
            Plan plan = plans.get(planId);
            return plan == null
                    ? "plan " + planId.substring(planId.lastIndexOf('/') + 1)
                    : plan.source() instanceof Target.Region source
                            ? region(source.name())
                            : plan.source().id();
        }

        private String region(String name) {
            return titles.getOrDefault(name, name);
        }
    }
}
