package dev.signalbox.agent.decide.fleet.observe;

import dev.signalbox.agent.decide.fleet.FleetPicture;
import dev.signalbox.agent.decide.fleet.FleetPicture.SeenDoor;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.journal.JournalSentences;
import dev.signalbox.model.policy.Door;
import dev.signalbox.model.policy.Region;
import dev.signalbox.model.quorum.RegionVerdict;
import dev.signalbox.model.quorum.Word;
import dev.signalbox.model.quorum.Word.Reach;
import dev.signalbox.model.route.DoorReading;
import java.util.ArrayList;
import java.util.List;

/**
 * What those who deliver calls see of the edges, asked at the front doors. Every agent reads every
 * door; the one that writes a door speaks for it, and while that one is not heard of the first of
 * the others by the policy's order: two that differ would only contradict each other.
 */
final class CarrierViews {

    /** A door that was read longer ago says nothing. */
    static final long AGE_MILLIS_MAX = 5_000;

    /** Calls in a row that were not taken; one or two may be a caller's or a network's accident. */
    static final long SILENT_CALLS_MIN = 3;

    /**
     * A door goes on telling of the last calls it delivered. Not taken once, they say nothing any
     * more after this, when nothing new was seen.
     */
    static final long NEWS_MILLIS_MAX = 60_000;

    private CarrierViews() {}

    static List<Word> words(FleetPicture picture, CarrierNews news) {
        List<Word> words = new ArrayList<>();
        for (Door door : picture.policy().doors()) {
            if (speaker(picture, door.region()).equals(picture.self())) {
                words.addAll(words(picture, news, door.region()));
            }
        }
        return words;
    }

    /** The region whose agent speaks for a door. */
    private static String speaker(FleetPicture picture, String door) {
        String writer = picture.state().writer(door);
        if (heard(picture, writer)) {
            return writer;
        }
        return picture.policy().regions().stream()
                .map(Region::name)
                .filter(region -> heard(picture, region))
                .findFirst()
                .orElse(picture.self());
    }

    private static boolean justBegan(FleetPicture picture) {
        RegionEntry own = picture.regions().get(picture.self());
        return own == null
                || own.view()
                        .agent()
                        .startedAt()
                        .plusMillis(AGE_MILLIS_MAX)
                        .isAfter(picture.now().wall());
    }

    private static boolean heard(FleetPicture picture, String region) {
        RegionEntry entry = picture.regions().get(region);
        return region.equals(picture.self()) || (entry != null && !entry.stale());
    }

    private static List<Word> words(FleetPicture picture, CarrierNews news, String door) {
        SeenDoor seen = picture.doors().get(door);
        if (seen == null && justBegan(picture)) {
            // It is about to be read; what was said before stands.
            return List.of();
        }
        if (seen == null) {
            return List.of(word(door, door, Reach.UNKNOWN, "its front door was never read", 0));
        }
        boolean old = seen.ageMillis() > AGE_MILLIS_MAX;
        List<Word> words = new ArrayList<>();
        seen.reading()
                .edges()
                .forEach(
                        (about, edge) -> {
                            if (picture.policy().region(about).isPresent()) {
                                words.add(
                                        old
                                                ? old(door, about, seen)
                                                : newest(picture, news, door, about, edge));
                            }
                        });
        return words;
    }

    /**
     * What was not taken long ago says nothing of now. Of a region that is lost it stands: no call
     * is sent there any more, and what speaks for it again are its own agent and its peers.
     */
    private static Word newest(
            FleetPicture picture,
            CarrierNews news,
            String door,
            String about,
            DoorReading.Edge edge) {
        long oldMillis = news.oldMillis(door, about, picture.now().nanos());
        return past(picture, news, door, about, edge)
                ? word(
                        door,
                        about,
                        Reach.UNKNOWN,
                        "carriers delivered no call there for "
                                + oldMillis / 1_000
                                + " s; the last "
                                + edge.calls()
                                + " were not taken",
                        0)
                : word(door, about, edge);
    }

    /** Calls that were not taken, too long ago to say anything of a region that is not lost. */
    static boolean past(
            FleetPicture picture,
            CarrierNews news,
            String door,
            String about,
            DoorReading.Edge edge) {
        return !edge.answers()
                && edge.calls() > 0
                && news.oldMillis(door, about, picture.now().nanos()) > NEWS_MILLIS_MAX
                && picture.state().verdict(about) != RegionVerdict.LOST;
    }

    private static Word old(String door, String about, SeenDoor seen) {
        String problem = seen.problem().isEmpty() ? "" : ": " + seen.problem();
        return word(
                door,
                about,
                Reach.UNKNOWN,
                "the front door was not read for " + seen.ageMillis() / 1_000 + " s" + problem,
                0);
    }

    private static Word word(String door, String about, DoorReading.Edge edge) {
        String calls = edge.calls() == 1 ? "1 call" : edge.calls() + " calls";
        if (edge.calls() == 0) {
            return word(door, about, Reach.UNKNOWN, "carriers delivered no call there yet", 0);
        }
        if (edge.answers()) {
            return word(
                    door,
                    about,
                    Reach.ANSWERS,
                    "carriers deliver: "
                            + calls
                            + " taken since "
                            + JournalSentences.clock(edge.since()),
                    samples(edge));
        }
        return word(
                door,
                about,
                edge.calls() >= SILENT_CALLS_MIN ? Reach.SILENT : Reach.UNKNOWN,
                "carriers cannot deliver: "
                        + calls
                        + " not taken since "
                        + JournalSentences.clock(edge.since()),
                samples(edge));
    }

    private static int samples(DoorReading.Edge edge) {
        return (int) Math.min(Integer.MAX_VALUE, edge.calls());
    }

    private static Word word(String door, String about, Reach reach, String sentence, int samples) {
        return new Word(door, Word.View.CARRIER, about, reach, sentence, samples);
    }
}
