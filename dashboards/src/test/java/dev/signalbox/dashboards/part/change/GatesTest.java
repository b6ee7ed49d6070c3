package dev.signalbox.dashboards.part.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.dashboards.scene.SceneChanges;
import dev.signalbox.dashboards.scene.SceneFleet;
import dev.signalbox.dashboards.scene.Scenes;
import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.fleet.FleetDecisions;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.RegionVerdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Why each action is off, before anybody is asked. */
class GatesTest {

    private final SceneFleet fleet = new SceneFleet().lost();

    @Test
    void aBlockAndAMissingApprovalKeepItFromStarting() {
        String id = fleet.propose(true);
        assertThat(off(id, SceneFleet.ADA, Act.START))
                .containsExactly(
                        "1 block (Freeze and brake)",
                        "1 approval missing, by somebody else than ada");
    }

    @Test
    void overruledAndApprovedItCanStart() {
        String id = fleet.propose(true);
        fleet.add(
                new FleetRecord.GuardOverridden(
                        SceneFleet.at(-60),
                        id,
                        "freeze_and_brake",
                        SceneFleet.ADA,
                        "works are over",
                        SceneFleet.at(840)),
                "");
        approve(id, SceneFleet.BEN, 840);
        assertThat(off(id, SceneFleet.ADA, Act.START)).isEmpty();
    }

    @Test
    void whoAskedCannotApproveUnderAnotherSpelling() {
        String id = fleet.propose(false);
        Person spelled = new Person(" ADA ", Role.APPROVER);
        assertThat(off(id, spelled, Act.APPROVE))
                .containsExactly("You asked for it: a second, different person has to approve");
        approve(id, spelled, 840);
        assertThat(off(id, SceneFleet.ADA, Act.START))
                .containsExactly("1 approval missing, by somebody else than ada");
    }

    @Test
    void anApprovalIsGivenOnceAndEnds() {
        String id = fleet.propose(false);
        assertThat(off(id, SceneFleet.BEN, Act.APPROVE)).isEmpty();
        approve(id, SceneFleet.BEN, 840);
        assertThat(off(id, SceneFleet.BEN, Act.APPROVE))
                .containsExactly("You have approved it until 03:26:44 UTC");
    }

    @Test
    void anApprovalWhoseTimeIsOverDoesNotCount() {
        String id = fleet.propose(false);
        approve(id, SceneFleet.BEN, -1);
        assertThat(off(id, SceneFleet.ADA, Act.START))
                .containsExactly("the approval's time is over: it has to be given again");
        assertThat(off(id, SceneFleet.BEN, Act.APPROVE)).isEmpty();
    }

    @Test
    void rolesAreSaid() {
        String id = fleet.propose(false);
        assertThat(off(id, new Person("eve", Role.VIEWER), Act.DISCARD))
                .containsExactly("You are viewer: this needs an operator");
        assertThat(off(id, new Person("eve", Role.OPERATOR), Act.APPROVE))
                .containsExactly("You are operator: this needs an approver");
    }

    @Test
    void aPlanFromAnotherEpochIsStale() {
        String stale = fleet.propose(false);
        String other = fleet.propose(false);
        fleet.started(other).stage(other, 0, -40, true);
        assertThat(off(stale, SceneFleet.ADA, Act.START))
                .anyMatch(words -> words.startsWith("stale: made from epoch 0, the fleet is at 1"))
                .anyMatch(words -> words.endsWith("is running on the same regions"));
    }

    @Test
    void aPlanFromBeforeAnotherVerdictIsStale() {
        String id = fleet.propose(false);
        assertThat(off(id, SceneFleet.ADA, Act.START)).noneMatch(w -> w.startsWith("stale"));
        fleet.found();
        assertThat(off(id, SceneFleet.ADA, Act.START))
                .contains(
                        "stale: since it was made eu-central is not lost or cut off any more; plan"
                                + " it anew");
        assertThat(off(id, new Person("grace", Role.APPROVER), Act.APPROVE))
                .anyMatch(w -> w.startsWith("stale"));
    }

    @Test
    void whatIsDoneCanBeUndoneForAQuarterOfAnHour() {
        String id = fleet.propose(false);
        fleet.started(id).stage(id, 0, -40, true);
        fleet.add(new FleetRecord.ChangeCompleted(SceneFleet.at(-10), id, "all arrived"), "");
        assertThat(undo(id, 859)).isEmpty();
        assertThat(undo(id, 860))
                .containsExactly("It was done more than 15 minutes ago: plan the return");
    }

    private List<String> undo(String id, int second) {
        Asker asker =
                new Asker(view(SceneFleet.ADA, true).fleet().standing(), "", SceneFleet.at(second));
        return Gates.of(fleet.change(id), fleet.state(), asker).getOrDefault(Act.UNDO, List.of());
    }

    @Test
    void aPlanWhoseTimeIsOverIsMadeAnew() {
        String id = fleet.propose(false);
        FleetView view = view(SceneFleet.ADA, true);
        Asker late = new Asker(view.fleet().standing(), "", SceneFleet.at(900));
        assertThat(Gates.of(fleet.change(id), fleet.state(), late).get(Act.START))
                .anyMatch(words -> words.equals("its time was over at 03:26:40 UTC: plan it anew"));
    }

    @Test
    void withoutAQuorumNothingIsDecided() {
        String id = fleet.propose(false);
        Asker alone = Asker.of(view(SceneFleet.ADA, false), "");
        assertThat(Gates.of(fleet.change(id), fleet.state(), alone).get(Act.DISCARD))
                .containsExactly("No quorum: 1 of 3 agents answer, so nothing new is decided");
    }

    @Test
    void intoARegionThatDiedMeanwhileNothingGoesOn() {
        String id = fleet.propose(false);
        fleet.started(id).stage(id, 0, -40, true);
        fleet.add(new FleetRecord.ChangeHeld(SceneFleet.at(-20), id, null, "breach"), "");
        fleet.add(
                new FleetRecord.RegionJudged(
                        SceneFleet.at(-10), "eu-west", RegionVerdict.LOST, "dead", List.of()),
                "");
        assertThat(off(id, SceneFleet.ADA, Act.RESUME))
                .containsExactly(
                        fleet.state().title("eu-west")
                                + "'s edge takes no calls: wait until it does, or undo the change");
        assertThat(off(id, SceneFleet.ADA, Act.UNDO)).isEmpty();
    }

    @Test
    void eachPhaseHasItsActions() {
        String id = fleet.propose(false);
        assertThat(off(id, SceneFleet.ADA, Act.HOLD)).containsExactly("It has not started yet");
        fleet.started(id).stage(id, 0, -40, true);
        assertThat(off(id, SceneFleet.ADA, Act.HOLD)).isEmpty();
        assertThat(off(id, SceneFleet.ADA, Act.UNDO)).isEmpty();
        assertThat(off(id, SceneFleet.ADA, Act.RESUME)).containsExactly("It is running");
        fleet.add(new FleetRecord.ChangeHeld(SceneFleet.at(-20), id, null, "breach"), "");
        assertThat(off(id, SceneFleet.ADA, Act.RESUME)).isEmpty();
        fleet.add(new FleetRecord.ChangeCompleted(SceneFleet.at(-10), id, "all arrived"), "");
        assertThat(off(id, SceneFleet.ADA, Act.HOLD)).containsExactly("It is over: done");
    }

    @Test
    void whereCommandsAreOffEverythingSaysSo() {
        FleetView view = SceneChanges.running();
        Asker replay = Asker.of(view, "This is a replay");
        var change = view.fleet().state().changes().values().iterator().next();
        assertThat(Gates.of(change, view.fleet().state(), replay).get(Act.HOLD))
                .containsExactly("This is a replay");
    }

    private void approve(String id, Person person, long until) {
        fleet.add(
                new FleetRecord.PlanApproved(
                        SceneFleet.at(-50),
                        id,
                        fleet.change(id).hash(),
                        person,
                        SceneFleet.at(until)),
                "");
    }

    private List<String> off(String id, Person you, Act act) {
        return Gates.of(fleet.change(id), fleet.state(), Asker.of(view(you, true), ""))
                .getOrDefault(act, List.of());
    }

    private FleetView view(Person you, boolean quorum) {
        FleetView calm = Scenes.calm();
        FleetDecisions decisions = fleet.decisions(you, quorum);
        return new FleetView(
                calm.at(),
                calm.headline(),
                calm.regions(),
                calm.connections(),
                calm.journal(),
                decisions);
    }
}
