package dev.signalbox.dashboards.part.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.dashboards.part.change.ChangeModel.StageState;
import dev.signalbox.dashboards.scene.SceneChanges;
import dev.signalbox.dashboards.scene.SceneFleet;
import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.fleet.FleetView;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ChangesModelTest {

    @Test
    void aLostRegionIsOfferedFirstAndOnlyItsEvacuation() {
        ChangesModel model = ChangesModel.of(SceneChanges.lost(), "", null, "");
        ChangesModel.RegionOffer first = model.offers().getFirst();
        assertThat(first.title()).isEqualTo("Frankfurt");
        assertThat(first.lost()).isTrue();
        assertThat(first.sign()).isEqualTo(Sign.CRITICAL);
        assertThat(first.words()).startsWith("Frankfurt's edge takes no calls");
        assertThat(first.choice(PlanKind.EVACUATE_REGION).off()).isEmpty();
        assertThat(first.choice(PlanKind.DRAIN_REGION).off()).contains("evacuate it");
        assertThat(first.choice(PlanKind.RETURN_REGION).off())
                .isEqualTo("All its calls are handled at home");
        assertThat(model.shown()).isNull();
    }

    @Test
    void whoMayNotPinReadsWhyBesideTheButton() {
        assertThat(ChangesModel.of(SceneChanges.quiet(), "", null, "").offers())
                .extracting(ChangesModel.RegionOffer::pinOff)
                .containsOnly("");
        assertThat(ChangesModel.of(SceneChanges.quiet(), "", null, "It is over").offers())
                .extracting(ChangesModel.RegionOffer::pinOff)
                .containsOnly("It is over");
    }

    @Test
    void regionsStayWhereTheyAreHoweverBadTheyGet() {
        ChangesModel calm = ChangesModel.of(SceneChanges.quiet(), "", null, "");
        ChangesModel held = ChangesModel.of(SceneChanges.held(), ChangesModel.NO_CHANGE, null, "");
        assertThat(calm.offers())
                .extracting(ChangesModel.RegionOffer::title)
                .isSorted()
                .isEqualTo(titles(held.offers()));
    }

    @Test
    void aRegionThatIsLostDoesNotJumpUnderAMouse() {
        List<ChangesModel.RegionOffer> shown =
                ChangesModel.of(SceneChanges.quiet(), "", null, "").offers();
        List<ChangesModel.RegionOffer> fresh =
                ChangesModel.of(SceneChanges.lost(), "", null, "").offers();
        assertThat(titles(fresh)).isNotEqualTo(titles(shown));
        assertThat(titles(ChangesModel.inOrderOf(shown, fresh))).isEqualTo(titles(shown));
        assertThat(ChangesModel.inOrderOf(List.of(), fresh)).isEqualTo(fresh);
    }

    private static List<String> titles(List<ChangesModel.RegionOffer> offers) {
        return offers.stream().map(ChangesModel.RegionOffer::title).toList();
    }

    @Test
    void guardsAreShownAsTheyWereJudgedLast() {
        assertThat(shown(SceneChanges.blocked()).guards())
                .extracting(ChangeModel.GuardRow::word)
                .contains("block");
        ChangeModel running = shown(SceneChanges.running());
        assertThat(running.guards()).extracting(ChangeModel.GuardRow::word).doesNotContain("block");
        assertThat(running.guardSum()).contains("before stage 2, ");
    }

    @Test
    void aHeldChangeWaitsForNoCalls() {
        assertThat(shown(SceneChanges.held()).progress())
                .endsWith("Held before calls were seen where they were sent.");
    }

    @Test
    void nothingReturnsIntoADeadRegion() {
        ChangesModel model =
                ChangesModel.of(SceneChanges.completed(), ChangesModel.NO_CHANGE, null, "");
        ChangesModel.RegionOffer first =
                model.offers().stream()
                        .filter(offer -> offer.title().equals("Frankfurt"))
                        .findFirst()
                        .orElseThrow();
        assertThat(first.lost()).as("its calls have gone already").isFalse();
        assertThat(first.words()).endsWith("its calls go 100 % to Dublin");
        assertThat(first.choice(PlanKind.RETURN_REGION).off())
                .isEqualTo("Its edge takes no calls: nothing returns into a dead region");
        assertThat(model.over()).extracting(ChangesModel.Brief::phase).containsExactly("done");
        assertThat(model.open()).isEmpty();
    }

    @Test
    void oneChangeAtATimeOnARegion() {
        ChangesModel model = ChangesModel.of(SceneChanges.running(), "", null, "");
        assertThat(model.offers().getFirst().choice(PlanKind.EVACUATE_REGION).off())
                .isEqualTo("Evacuate Frankfurt is running: one change at a time on a region");
        assertThat(model.open())
                .extracting(ChangesModel.Brief::phase)
                .containsExactly("running at 50 %");
    }

    @Test
    void whatIsOpenIsShownUnlessThePersonWantsTheList() {
        assertThat(ChangesModel.of(SceneChanges.blocked(), "", null, "").shown()).isNotNull();
        assertThat(
                        ChangesModel.of(SceneChanges.blocked(), ChangesModel.NO_CHANGE, null, "")
                                .shown())
                .isNull();
    }

    @Test
    void whoWouldHearSilenceComesFirstAndWhatBlocksBeforeWhatPasses() {
        ChangeModel model = shown(SceneChanges.blocked());
        assertThat(model.title()).isEqualTo("Evacuate Frankfurt");
        assertThat(model.loud())
                .isEqualTo(
                        "1 kind of calls has no lawful target: Clinic. Their callers hear"
                                + " silence until the edge is back.");
        assertThat(model.sign()).isEqualTo(Sign.CRITICAL);
        assertThat(model.moves())
                .isEqualTo(
                        "118 calls/min of 2 services to Dublin (100 %). No live call is touched.");
        assertThat(model.guards())
                .extracting(ChangeModel.GuardRow::word)
                .startsWith("block", "warn", "warn", "warn", "pass")
                .hasSize(17);
        assertThat(model.guards().getFirst().overrideOff()).isEmpty();
        assertThat(model.approvals())
                .extracting(ChangeModel.ApprovalRow::who)
                .containsExactly("ada", "waiting");
        assertThat(model.loads().getFirst().source()).isTrue();
        assertThat(model.off(Act.APPROVE))
                .isEqualTo("you asked for it: a second, different person has to approve");
    }

    @Test
    void stagesSayHowFarTheyAre() {
        assertThat(shown(SceneChanges.running()).stages())
                .extracting(ChangeModel.StageStep::state)
                .containsExactly(StageState.VERIFIED, StageState.VERIFIED, StageState.AHEAD);
        ChangeModel held = shown(SceneChanges.held());
        assertThat(held.stages())
                .extracting(ChangeModel.StageStep::state)
                .containsExactly(StageState.VERIFIED, StageState.HELD, StageState.AHEAD);
        assertThat(held.loud()).startsWith("Held: Dublin's answer ratio fell");
        assertThat(held.doors()).contains("somebody else writes it");
        assertThat(shown(SceneChanges.running()).guards())
                .filteredOn(row -> row.name().equals("freeze_and_brake"))
                .first()
                .extracting(ChangeModel.GuardRow::overruled)
                .asString()
                .startsWith("overruled by ada");
    }

    @Test
    void aPlanIsAskedForWithAReasonAndTheRegionsName() {
        PlanWish wish =
                new PlanWish(
                        PlanKind.EVACUATE_REGION, SceneFleet.FRANKFURT, "eu-central", "Frankfurt");
        assertThat(wish.heading()).isEqualTo("Evacuate Frankfurt");
        assertThat(wish.off(" ", "eu-central")).isEqualTo("Say why: the reason is journaled");
        assertThat(wish.off("dead", "eu-west"))
                .isEqualTo("Type eu-central to confirm which region");
        assertThat(wish.off("dead", " EU-Central ")).isEmpty();
        assertThat(wish.off("dead", "frankfurt")).isEmpty();
        PlanWish drain =
                new PlanWish(
                        PlanKind.DRAIN_REGION, SceneFleet.FRANKFURT, "eu-central", "Frankfurt");
        assertThat(drain.off("works", "")).isEmpty();
    }

    private static ChangeModel shown(FleetView view) {
        String id = view.fleet().state().changes().firstKey();
        return Objects.requireNonNull(ChangesModel.of(view, id, null, "").shown());
    }

    @Test
    void aPlanThatIsStaleIsListedAsSuch() {
        SceneFleet fleet = new SceneFleet().lost();
        fleet.propose(false);
        assertThat(open(fleet).phase()).isEqualTo("planned");
        fleet.found();
        assertThat(open(fleet).phase()).isEqualTo("planned, stale");
        assertThat(open(fleet).sign()).isEqualTo(Sign.WELL);
    }

    private static ChangesModel.Brief open(SceneFleet fleet) {
        FleetView quiet = SceneChanges.quiet();
        FleetView view =
                new FleetView(
                        quiet.at(),
                        quiet.headline(),
                        quiet.regions(),
                        quiet.connections(),
                        quiet.journal(),
                        fleet.decisions(SceneFleet.ADA, true));
        return ChangesModel.of(view, ChangesModel.NO_CHANGE, null, "").open().getFirst();
    }
}
