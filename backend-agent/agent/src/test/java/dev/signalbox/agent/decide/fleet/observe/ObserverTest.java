package dev.signalbox.agent.decide.fleet.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.journal.JournalSentences;
import dev.signalbox.model.measure.EdgeSight;
import dev.signalbox.model.quorum.Word;
import dev.signalbox.model.quorum.Word.Reach;
import dev.signalbox.model.quorum.Word.View;
import dev.signalbox.model.route.FleetTable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ObserverTest {

    private final Fleet fleet = new Fleet();

    @Test
    void aRegionWhoseCallsComeAnswers() {
        fleet.run(60, 5);

        assertThat(fleet.own()).isEqualTo(Reach.ANSWERS);
        assertThat(fleet.word(View.OWN, "eu-central").sentence())
                .isEqualTo("last call 0 s ago, usual are 5.0 calls/s");
    }

    @Test
    void silentTakesBothRoutersAwayAndCallsMissing() {
        fleet.routers(true, true);
        fleet.run(60, 5);

        fleet.routers(false, false);
        fleet.run(5, 0);
        Word word = fleet.word(View.OWN, "eu-central");

        assertThat(word.reach()).isEqualTo(Reach.SILENT);
        assertThat(word.sentence())
                .isEqualTo("0 of 2 routers answer, last call 5 s ago, usual are 5.0 calls/s");
    }

    @Test
    void callsThatCameWhileThisAgentStoodAreNotMissing() {
        fleet.routers(true);
        fleet.run(60, 5);

        fleet.routers(false);
        fleet.stand(60).run(3, 0);

        assertThat(fleet.own()).isEqualTo(Reach.ANSWERS);
        assertThat(fleet.run(6, 0).own()).as("missing since").isEqualTo(Reach.SILENT);
    }

    @Test
    void routersAloneDoNotMakeItSilent() {
        fleet.routers(true);
        fleet.run(60, 5);
        fleet.routers(false);

        assertThat(fleet.run(60, 5).own()).isEqualTo(Reach.ANSWERS);
    }

    @Test
    void missingCallsAloneDoNotMakeItSilent() {
        fleet.routers(true, false);
        fleet.run(60, 5);

        assertThat(fleet.run(600, 0).own()).isEqualTo(Reach.ANSWERS);
    }

    @Test
    void whenCallsWereMovedAwayTheirMissingMeansNothing() {
        fleet.routers(true);
        fleet.run(60, 5);
        fleet.table(
                FleetTable.DEFAULT
                        .with("eu-central", "bookings", new TreeMap<>(Map.of("eu-west", 100)))
                        .with("eu-central", "support", new TreeMap<>(Map.of("eu-west", 100)))
                        .atEpoch(4));

        fleet.routers(false);

        fleet.run(600, 0);
        assertThat(fleet.says(View.OWN, "eu-central")).isFalse();
    }

    @Test
    void onceSilentItStaysSoWhenItsCallsAreMovedAndEndsWithARouter() {
        fleet.routers(true);
        fleet.run(60, 5);
        fleet.routers(false);
        assertThat(fleet.run(6, 0).own()).isEqualTo(Reach.SILENT);

        fleet.table(
                FleetTable.DEFAULT
                        .with("eu-central", "bookings", new TreeMap<>(Map.of("eu-west", 100)))
                        .with("eu-central", "support", new TreeMap<>(Map.of("eu-west", 100)))
                        .atEpoch(4));
        assertThat(fleet.run(600, 0).own()).isEqualTo(Reach.SILENT);

        fleet.routers(true);
        assertThat(fleet.run(2, 0).own()).isEqualTo(Reach.SILENT);
        assertThat(fleet.run(1, 0).own()).isEqualTo(Reach.ANSWERS);
    }

    @Test
    void aRegionWithoutCallsAndRoutersCannotTell() {
        fleet.routers(false);

        fleet.run(600, 0);

        assertThat(fleet.says(View.OWN, "eu-central")).isFalse();
        fleet.routers(true);
        assertThat(fleet.run(3, 0).word(View.OWN, "eu-central").sentence())
                .isEqualTo("1 of 1 routers answer, no call was seen yet");
    }

    @Test
    void aRegionThatDiesSoonAfterItsAgentBeganSaysSo() {
        fleet.routers(true);
        fleet.run(12, 4);
        assertThat(fleet.own()).isEqualTo(Reach.ANSWERS);

        fleet.routers(false);
        assertThat(fleet.run(6, 0).own()).isEqualTo(Reach.SILENT);
    }

    @Test
    void anAgentThatBeginsWhenItsEdgeIsDeadBelievesItsFrontDoor() {
        fleet.routers(false);
        fleet.door("eu-central", false, 2);
        fleet.run(20, 0);
        assertThat(fleet.says(View.OWN, "eu-central")).isFalse();

        fleet.door("eu-central", false, 6);
        Word word = fleet.run(4, 0).word(View.OWN, "eu-central");
        assertThat(word.reach()).isEqualTo(Reach.SILENT);
        assertThat(word.sentence())
                .isEqualTo(
                        "its router does not answer, no call was seen yet, 6 calls at its front door not taken");
    }

    @Test
    void callsThatWereNotTakenAloneDoNotMakeItSilent() {
        fleet.routers(true);
        fleet.door("eu-central", false, 60);

        assertThat(fleet.run(20, 0).own()).isEqualTo(Reach.ANSWERS);

        fleet.routers(false);
        fleet.door("eu-central", true, 60);
        fleet.run(20, 0);
        assertThat(fleet.says(View.OWN, "eu-central")).isFalse();
        fleet.door("eu-central", false, 60);
        fleet.doorIsOld("eu-central", 5_001, "nothing listens there");
        fleet.run(20, 0);
        assertThat(fleet.says(View.OWN, "eu-central")).isFalse();
    }

    @Test
    void oneOrTwoLooksChangeNoWord() {
        fleet.sight("eu-west", Reach.ANSWERS);
        fleet.sight("us-east", Reach.ANSWERS);
        fleet.run(2, 5);
        assertThat(fleet.says(View.PEER, "eu-west")).isFalse();
        assertThat(fleet.run(1, 5).word(View.PEER, "eu-west").reach()).isEqualTo(Reach.ANSWERS);

        for (int i = 0; i < 20; i++) {
            fleet.sight("eu-west", Reach.SILENT);
            assertThat(fleet.run(2, 5).word(View.PEER, "eu-west").reach()).isEqualTo(Reach.ANSWERS);
            fleet.sight("eu-west", Reach.ANSWERS);
            fleet.run(1, 5);
        }
        fleet.sight("eu-west", Reach.SILENT);
        Word word = fleet.run(3, 5).word(View.PEER, "eu-west");
        assertThat(word)
                .isEqualTo(
                        new Word(
                                "eu-central",
                                View.PEER,
                                "eu-west",
                                Reach.SILENT,
                                "its edge: SILENT",
                                3));
    }

    @Test
    void anAgentThatSeesNoEdgeAtAllDoubtsItself() {
        fleet.sight("eu-west", Reach.SILENT);
        fleet.sight("us-east", Reach.SILENT);

        fleet.run(3, 5);

        assertThat(fleet.word(View.PEER, "eu-west").reach()).isEqualTo(Reach.UNKNOWN);
        assertThat(fleet.word(View.PEER, "us-east").sentence())
                .endsWith("it may be this agent that is cut off");
    }

    @Test
    void ofAFleetOfTwoTheOtherEdgeIsBelievedSilent() {
        fleet.sight("eu-west", Reach.SILENT);

        assertThat(fleet.run(3, 5).word(View.PEER, "eu-west").reach()).isEqualTo(Reach.SILENT);
        // Was not asked yet.
        assertThat(fleet.says(View.PEER, "us-east")).isFalse();
    }

    @Test
    void anEdgeThatNeverAnsweredIsUnknownUnlessAnEarlierRunHadAnswers() {
        never("eu-west", 100);
        assertThat(fleet.run(3, 5).word(View.PEER, "eu-west").reach()).isEqualTo(Reach.UNKNOWN);
        fleet.sight("eu-west", Reach.ANSWERS);
        fleet.run(3, 5).restart();

        never("eu-west", 2);
        fleet.run(9, 5);
        assertThat(fleet.says(View.PEER, "eu-west")).isFalse();
        never("eu-west", 3);
        Word word = fleet.run(3, 5).word(View.PEER, "eu-west");

        assertThat(word.reach()).isEqualTo(Reach.SILENT);
        assertThat(word.sentence())
                .isEqualTo("its edge answered before; 3 OPTIONS missed since this agent began");
    }

    @Test
    void aNewRunSaysNothingBeforeItKnows() {
        fleet.routers(true);
        fleet.door("eu-central", true, 12);
        fleet.sight("eu-west", Reach.ANSWERS);
        fleet.run(60, 5).restart();

        assertThat(fleet.run(2, 5).words()).isEmpty();
        assertThat(fleet.run(1, 5).words())
                .filteredOn(w -> w.observer().equals("eu-central"))
                .extracting(Word::reach)
                .containsOnly(Reach.ANSWERS);
    }

    private void never(String region, int asked) {
        fleet.sights.put(region, new EdgeSight(region, Reach.UNKNOWN, "never", asked));
    }

    @Test
    void carriersSayWhatTheFrontDoorSees() {
        fleet.door("eu-central", false, 12);

        assertThat(fleet.run(3, 5).word(View.CARRIER, "eu-central"))
                .isEqualTo(
                        new Word(
                                "eu-central",
                                View.CARRIER,
                                "eu-central",
                                Reach.SILENT,
                                "carriers cannot deliver: 12 calls not taken since "
                                        + JournalSentences.clock(Fleet.NOON),
                                12));
        fleet.door("eu-central", true, 1);
        assertThat(fleet.run(3, 5).word(View.CARRIER, "eu-central").sentence())
                .isEqualTo(
                        "carriers deliver: 1 call taken since "
                                + JournalSentences.clock(Fleet.NOON));
    }

    @Test
    void callsThatWereNotTakenLongAgoSayNothingOfNow() {
        fleet.door("eu-central", false, 4);
        fleet.run(10, 5);
        assertThat(fleet.word(View.CARRIER, "eu-central").reach()).isEqualTo(Reach.SILENT);

        fleet.run(60, 5);
        Word word = fleet.word(View.CARRIER, "eu-central");
        assertThat(word.reach()).isEqualTo(Reach.UNKNOWN);
        assertThat(word.sentence())
                .isEqualTo("carriers delivered no call there for 70 s; the last 4 were not taken");

        fleet.door("eu-central", false, 5);
        fleet.run(10, 5);
        assertThat(fleet.word(View.CARRIER, "eu-central").reach())
                .as("one more that is not taken is news")
                .isEqualTo(Reach.SILENT);
    }

    @Test
    void toAnAgentThatBeginsCallsOfLongAgoAreNoNews() {
        fleet.run(300, 5);
        fleet.restart();
        fleet.routers(false);
        fleet.door("eu-central", false, 16);

        for (int i = 0; i < 70; i++) {
            fleet.run(1, 0);
            assertThat(fleet.words())
                    .filteredOn(w -> w.view() != View.PEER)
                    .extracting(Word::reach)
                    .as("second %d", i)
                    .doesNotContain(Reach.SILENT);
        }
        fleet.door("eu-central", false, 17);
        assertThat(fleet.run(4, 0).word(View.CARRIER, "eu-central").reach())
                .as("one more that is not taken is news")
                .isEqualTo(Reach.SILENT);
    }

    @Test
    void ofALostRegionWhatCarriersSaidStands() {
        fleet.door("eu-central", false, 4);
        fleet.lost("eu-central");
        fleet.run(300, 0);
        assertThat(fleet.word(View.CARRIER, "eu-central").reach()).isEqualTo(Reach.SILENT);
    }

    @Test
    void twoCallsThatWereNotTakenProveNothing() {
        fleet.door("eu-central", false, 2);

        assertThat(fleet.run(9, 5).word(View.CARRIER, "eu-central").reach())
                .isEqualTo(Reach.UNKNOWN);
    }

    @Test
    void aDoorThatIsNotReadSaysNothing() {
        fleet.door("eu-central", true, 12);
        fleet.run(3, 5);

        fleet.doorIsOld("eu-central", 5_001, "nothing listens there");
        Word word = fleet.run(3, 5).word(View.CARRIER, "eu-central");

        assertThat(word.reach()).isEqualTo(Reach.UNKNOWN);
        assertThat(word.sentence())
                .isEqualTo("the front door was not read for 5 s: nothing listens there");
    }

    @Test
    void onlyTheWriterOfADoorSpeaksForIt() {
        fleet.stale.put("eu-west", false);
        fleet.stale.put("us-east", false);
        fleet.door("eu-central", true, 12);
        fleet.door("eu-west", false, 12);

        assertThat(carriers()).containsExactly("eu-central");

        fleet.writer("eu-west", "eu-central");
        fleet.writer("eu-central", "eu-west");
        assertThat(carriers()).containsExactly("eu-west");
    }

    @Test
    void theFirstThatIsHeardSpeaksForAWriterThatIsNot() {
        fleet.stale.put("eu-west", true);
        fleet.door("eu-west", false, 12);

        assertThat(carriers()).as("it is about to read the others").containsExactly("eu-west");
        fleet.run(1, 5);
        // us-east was never heard of either.
        assertThat(carriers()).containsExactly("eu-central", "eu-west", "us-east");
        assertThat(fleet.word(View.CARRIER, "eu-west").reach()).isEqualTo(Reach.SILENT);
        assertThat(fleet.word(View.CARRIER, "us-east").sentence())
                .isEqualTo("its front door was never read");
    }

    private List<String> carriers() {
        return fleet.run(3, 5).words().stream()
                .filter(w -> w.view() == View.CARRIER)
                .map(Word::observer)
                .toList();
    }
}
