package dev.signalbox.dashboards.scene;

import static dev.signalbox.dashboards.scene.SceneFleet.at;

import dev.signalbox.model.change.Person;
import dev.signalbox.model.fleet.ArrivalsView;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.Headline;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.fleet.Severity;
import dev.signalbox.model.quorum.FleetRecord;
import java.util.ArrayList;
import java.util.List;

/** Fleets in the course of an evacuation. */
public final class SceneChanges {

    private SceneChanges() {}

    /** All is well and nobody has planned anything. */
    public static FleetView quiet() {
        FleetView calm = Scenes.calm();
        return new FleetView(
                calm.at(),
                calm.headline(),
                arriving(calm.regions(), 22, 21, 0),
                calm.connections(),
                calm.journal(),
                new SceneFleet().decisions(SceneFleet.ADA, true));
    }

    /** Frankfurt's edge is dead; nothing is planned yet. */
    public static FleetView lost() {
        return view(
                new SceneFleet().lost(),
                SceneFleet.ADA,
                true,
                "Frankfurt's edge takes no calls: its own agent, Dublin, Virginia and its carriers"
                        + " agree.",
                "132 calls/min hear silence since 01:31. Evacuation is offered; nothing has moved.");
    }

    /** A plan that a guard blocks, as the person who asked sees it. */
    public static FleetView blocked() {
        SceneFleet fleet = new SceneFleet().lost();
        fleet.propose(true);
        return view(
                fleet,
                SceneFleet.ADA,
                true,
                "Frankfurt's edge takes no calls. Its evacuation is planned and waits.",
                "1 guard blocks, 1 approval is missing. 132 calls/min hear silence.");
    }

    /** The same plan, as a second person sees it. */
    public static FleetView toApprove() {
        SceneFleet fleet = new SceneFleet().lost();
        fleet.propose(false);
        return view(
                fleet,
                SceneFleet.BEN,
                true,
                "Frankfurt's edge takes no calls. Its evacuation is planned and waits.",
                "1 approval is missing. 132 calls/min hear silence.");
    }

    /** Approved and overruled, and half of the calls are moved. */
    public static FleetView running() {
        SceneFleet fleet = new SceneFleet().lost();
        String id = fleet.propose(true);
        fleet.add(
                new FleetRecord.GuardOverridden(
                        at(-60),
                        id,
                        "freeze_and_brake",
                        SceneFleet.ADA,
                        "the carrier's works are over",
                        at(840)),
                "ada overrules Freeze and brake: the carrier's works are over.");
        fleet.started(id).stage(id, 0, -48, true).stage(id, 1, -9, true);
        return view(
                fleet,
                SceneFleet.ADA,
                true,
                "Frankfurt is being evacuated: 50 % of its movable calls go to Dublin.",
                "Stage 2 of 3. Clinic has no lawful target: 14 calls/min hear silence.");
    }

    /** Dublin does not bear it. */
    public static FleetView held() {
        SceneFleet fleet = new SceneFleet().lost();
        String id = fleet.propose(false);
        fleet.started(id).stage(id, 0, -48, true).stage(id, 1, -22, false);
        fleet.add(
                new FleetRecord.ChangeHeld(
                        at(-12),
                        id,
                        null,
                        "Dublin's answer ratio fell from 95.3 % to 71.0 % (n = 31)"),
                "Held: Dublin's answer ratio fell from 95.3 % to 71.0 %.");
        fleet.add(
                new FleetRecord.DoorFailed(
                        at(-10),
                        "eu-central",
                        "eu-west",
                        2,
                        "took epoch 2 and reads back epoch 1: somebody else writes it"),
                "Frankfurt's door does not hold epoch 2.");
        return view(
                fleet,
                SceneFleet.ADA,
                true,
                "The evacuation of Frankfurt is held at 50 %: Dublin's answer ratio fell to 71 %.",
                "Nothing more moves until somebody lets it go on or takes it back.");
    }

    /** All that may move is moved. */
    public static FleetView completed() {
        SceneFleet fleet = new SceneFleet().lost();
        String id = fleet.propose(false);
        fleet.started(id).stage(id, 0, -48, true).stage(id, 1, -36, true).stage(id, 2, -24, true);
        fleet.add(
                new FleetRecord.ChangeCompleted(
                        at(-12), id, "118 calls/min arrive in Dublin, none of 37 failed"),
                "Frankfurt is evacuated: 118 calls/min arrive in Dublin.");
        return view(
                fleet,
                SceneFleet.ADA,
                true,
                "Frankfurt is evacuated: its calls are answered in Dublin.",
                "Clinic has no lawful target: 14 calls/min hear silence.");
    }

    /** Its edge takes calls again, and nobody has sent them home. */
    public static FleetView back() {
        SceneFleet fleet = new SceneFleet().lost();
        String id = fleet.propose(false);
        fleet.started(id).stage(id, 0, -48, true).stage(id, 1, -36, true).stage(id, 2, -24, true);
        fleet.add(new FleetRecord.ChangeCompleted(at(-12), id, "all arrive"), "Done.");
        return view(
                fleet.found(),
                SceneFleet.ADA,
                true,
                "Frankfurt is back, and new calls of its numbers still go to Dublin.",
                "Plan its return when it shall have them again.");
    }

    /** Two of three agents are gone. */
    public static FleetView noQuorum() {
        SceneFleet fleet = new SceneFleet();
        FleetView seen =
                view(
                        fleet,
                        SceneFleet.ADA,
                        false,
                        "No quorum: 1 of 3 agents answers. Nothing new is decided.",
                        "Routers keep the last table.");
        return seen;
    }

    private static FleetView view(
            SceneFleet fleet, Person you, boolean quorum, String sentence, String reason) {
        FleetView moved = Scenes.moved();
        boolean broken = !fleet.state().verdicts().isEmpty();
        List<RegionEntry> regions = new ArrayList<>(Scenes.calm().regions());
        if (broken) {
            regions.set(0, dead(regions.getFirst()));
        }
        boolean moving = fleet.state().table().epoch() > 0;
        return new FleetView(
                moved.at(),
                new Headline(broken ? Severity.CRITICAL : Severity.MAJOR, sentence, reason),
                arriving(regions, broken ? 0 : 22, 21, moving ? 11 : 0),
                moved.connections(),
                moved.journal(),
                fleet.decisions(you, quorum));
    }

    private static List<RegionEntry> arriving(
            List<RegionEntry> regions, long frankfurt, long dublin, long moved) {
        List<RegionEntry> all = new ArrayList<>();
        for (RegionEntry entry : regions) {
            String name = entry.view().target().name();
            List<ArrivalsView> arrivals = new ArrayList<>();
            long own = name.equals("eu-central") ? frankfurt : name.equals("eu-west") ? dublin : 31;
            arrivals.add(new ArrivalsView(name, own, 50 * own, 48 * own, 0));
            if (name.equals("eu-west") && moved > 0) {
                arrivals.add(new ArrivalsView("eu-central", moved, 2 * moved, 2 * moved - 1, 0));
            }
            all.add(
                    new RegionEntry(
                            entry.view().withArrivals(arrivals), entry.ageMillis(), entry.stale()));
        }
        return all;
    }

    private static RegionEntry dead(RegionEntry entry) {
        RegionView view = entry.view();
        return new RegionEntry(
                new RegionView(
                        view.target(),
                        view.title(),
                        view.latitude(),
                        view.longitude(),
                        view.jurisdiction(),
                        view.bootId(),
                        view.version(),
                        view.measuredAt(),
                        Severity.CRITICAL,
                        "edge dead 01:31",
                        0,
                        0,
                        view.trunks(),
                        view.incidents(),
                        view.history(),
                        view.agent(),
                        view.senses()),
                entry.ageMillis(),
                false);
    }
}
