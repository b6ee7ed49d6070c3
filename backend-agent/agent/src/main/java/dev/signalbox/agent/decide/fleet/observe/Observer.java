package dev.signalbox.agent.decide.fleet.observe;

import dev.signalbox.agent.decide.fleet.FleetPicture;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.measure.EdgeSight;
import dev.signalbox.model.quorum.Word;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** What this agent says of every region's edge. Looked at once a second or oftener. */
public final class Observer {

    private Observer() {}

    /** What is kept from look to look. */
    public static final class Memory {

        /** Before the first look. */
        public static final Memory EMPTY =
                new Memory(Habit.NONE, CarrierNews.NONE, new TreeMap<>());

        private final Habit habit;
        private final CarrierNews news;
        private final SortedMap<String, Steady> words;

        private Memory(Habit habit, CarrierNews news, SortedMap<String, Steady> words) {
            this.habit = habit;
            this.news = news;
            this.words = Collections.unmodifiableSortedMap(words);
        }

        /** This agent stood still: calls that nobody could see are not missing. */
        public Memory stood(long nanos) {
            return new Memory(habit.stood(nanos), news, words);
        }
    }

    /**
     * The outcome of a look.
     *
     * @param memory for the next one
     * @param words all that this agent says now, by key. A word is said, and changes its reach,
     *     only after three looks in a row. What this agent cannot tell is left out, so that what
     *     was said before stands
     */
    public record Look(Memory memory, List<Word> words) {
        public Look {
            words = List.copyOf(words);
        }
    }

    /**
     * Looks once.
     *
     * @param edges other regions' edges as this agent sees them
     */
    public static Look look(Memory before, FleetPicture picture, Collection<EdgeSight> edges) {
        RegionEntry own = picture.regions().get(picture.self());
        Habit habit =
                own == null
                        ? before.habit
                        : before.habit.looked(OwnEdge.total(own.view()), picture.now().nanos());
        CarrierNews news = before.news.looked(picture.doors(), picture.now());
        List<Word> seen = new ArrayList<>();
        OwnEdge.word(picture, habit, news, ownReach(before)).ifPresent(seen::add);
        seen.addAll(PeerEdges.words(picture, edges));
        seen.addAll(CarrierViews.words(picture, news));
        SortedMap<String, Steady> words = new TreeMap<>();
        for (Word word : seen) {
            Steady was = before.words.get(word.key());
            words.put(word.key(), was == null ? Steady.first(word) : was.looked(word));
        }
        return new Look(
                new Memory(habit, news, words),
                words.values().stream().map(Steady::word).filter(Objects::nonNull).toList());
    }

    private static Word.Reach ownReach(Memory memory) {
        return memory.words.values().stream()
                .map(Steady::word)
                .filter(Objects::nonNull)
                .filter(w -> w.view() == Word.View.OWN)
                .map(Word::reach)
                .findFirst()
                .orElse(Word.Reach.UNKNOWN);
    }
}
