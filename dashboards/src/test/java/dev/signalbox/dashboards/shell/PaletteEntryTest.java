package dev.signalbox.dashboards.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.dashboards.part.change.ChangesModel;
import dev.signalbox.dashboards.part.change.PinWish;
import dev.signalbox.dashboards.scene.SceneChanges;
import dev.signalbox.dashboards.scene.SceneFleet;
import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.dashboards.words.Times;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.quorum.FleetRecord;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaletteEntryTest {

    @Test
    void aFewLettersFindTheBestFirst() {
        assertThat(Fuzzy.score("rl", "Route log"))
                .isGreaterThan(Fuzzy.score("rl", "Virginia trunk, late"));
        assertThat(Fuzzy.score("evfr", "Evacuate Frankfurt\u2026")).isPositive();
        assertThat(Fuzzy.score("xq", "Evacuate Frankfurt\u2026")).isZero();
        assertThat(Fuzzy.score("", "anything")).isPositive();
        List<PaletteEntry> all = PaletteEntry.of(SceneChanges.lost(), "");
        assertThat(PaletteEntry.matching(all, "evac frank").getFirst().title())
                .isEqualTo("Evacuate Frankfurt\u2026");
        assertThat(PaletteEntry.matching(all, "route").getFirst().goal())
                .isEqualTo(new Goal.Show(Place.ROUTES));
    }

    @Test
    void theEvacuationOfALostRegionComesFirstAndOnlyOpensItsForm() {
        PaletteEntry first = PaletteEntry.of(SceneChanges.lost(), "").getFirst();
        assertThat(first.title()).isEqualTo("Evacuate Frankfurt\u2026");
        assertThat(first.goal()).isInstanceOf(Goal.Wish.class);
        assertThat(first.keys()).isEqualTo("E");
    }

    @Test
    void whatIsOffSaysWhy() {
        assertThat(PaletteEntry.of(SceneChanges.quiet(), "This is a replay"))
                .filteredOn(entry -> entry.kind().equals("plan"))
                .isNotEmpty()
                .allMatch(entry -> entry.off().equals("This is a replay"));
    }

    @Test
    void everyPlaceHasItsKeyAndNoKeyIsThereTwice() {
        assertThat(Arrays.stream(Key.values()).map(Key::keys).toList()).doesNotHaveDuplicates();
        assertThat(Arrays.stream(Place.values()).map(place -> Key.of(place).words()).toList())
                .isEqualTo(Arrays.stream(Place.values()).map(Place::title).toList());
        assertThat(Arrays.stream(Place.values()).map(place -> Key.of(place).keys()).toList())
                .isEqualTo(
                        Arrays.stream(Place.values())
                                .map(place -> String.valueOf(place.key()))
                                .toList());
    }

    @Test
    void roleQuorumAndWhatNeedsAPersonStandInTheFrame() {
        Frame frame = Frame.of(SceneChanges.running(), "eu-central");
        assertThat(frame.role()).isEqualTo("ada  \u00b7  operator");
        assertThat(frame.standing()).isEqualTo("quorum 3 of 3, leader eu-west, epoch 2");
        assertThat(frame.badges()).containsEntry(Place.CHANGES, new Badge(2, Sign.CRITICAL));
        Frame alone = Frame.of(SceneChanges.noQuorum(), "eu-central");
        assertThat(alone.standing()).isEqualTo("no quorum: 1 of 3, no leader, epoch 0");
        assertThat(alone.standingSign()).isEqualTo(Sign.MAJOR);
    }

    @Test
    void everythingThatAutomationMovesCanBePinnedAndUnpinned() {
        FleetView quiet = SceneChanges.quiet();
        assertThat(PaletteEntry.matching(PaletteEntry.of(quiet, ""), "pin frank").getFirst())
                .satisfies(
                        entry -> {
                            assertThat(entry.title()).isEqualTo("Pin Frankfurt\u2026");
                            assertThat(entry.off()).isEmpty();
                            assertThat(entry.goal())
                                    .isEqualTo(
                                            new Goal.Pin(
                                                    new PinWish(
                                                            SceneFleet.FRANKFURT,
                                                            "Frankfurt",
                                                            true)));
                        });
        SceneFleet fleet = new SceneFleet();
        fleet.add(
                new FleetRecord.PinSet(
                        SceneFleet.at(-10),
                        SceneFleet.FRANKFURT,
                        SceneFleet.ADA,
                        "works",
                        SceneFleet.at(600)),
                "pinned");
        FleetView pinned =
                new FleetView(
                        quiet.at(),
                        quiet.headline(),
                        quiet.regions(),
                        quiet.connections(),
                        quiet.journal(),
                        fleet.decisions(SceneFleet.ADA, true));
        assertThat(PaletteEntry.matching(PaletteEntry.of(pinned, ""), "unpin").getFirst().title())
                .isEqualTo("Unpin Frankfurt\u2026");
        assertThat(
                        ChangesModel.of(pinned, ChangesModel.NO_CHANGE, null, "").offers().stream()
                                .map(ChangesModel.RegionOffer::pinned)
                                .filter(words -> !words.isEmpty()))
                .containsExactly(
                        "Pinned by ada until "
                                + Times.clock(SceneFleet.at(600))
                                + " UTC: \u201cworks\u201d.");
    }
}
