package dev.signalbox.agent.decide.fleet;

import dev.signalbox.model.quorum.FleetAnswer.Code;
import dev.signalbox.model.quorum.FleetAnswer.Refused;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.FleetRules.Ruling;
import dev.signalbox.model.quorum.RegionVerdict;
import dev.signalbox.model.quorum.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What observers say of regions, and what the fleet makes of it. */
final class WordRules {

    private WordRules() {}

    static Ruling say(Matter matter, FleetCommand.Say say) {
        Refused wrong = wrong(say);
        if (wrong != null) {
            return Matter.refused(wrong);
        }
        List<FleetRecord> records = new ArrayList<>();
        SortedMap<String, Word> words = new TreeMap<>(matter.state().words());
        SortedSet<String> about = new TreeSet<>();
        for (Word word : say.words()) {
            if (news(words.get(word.key()), word)) {
                words.put(word.key(), word);
                about.add(word.about());
                records.add(new FleetRecord.WordSaid(matter.at(), word));
            }
        }
        for (String region : about) {
            List<Word> of =
                    words.values().stream().filter(word -> word.about().equals(region)).toList();
            RegionVerdict was = matter.state().verdict(region);
            RegionVerdict verdict = Verdicts.of(was, of);
            if (verdict != was) {
                records.add(
                        new FleetRecord.RegionJudged(
                                matter.at(),
                                region,
                                verdict,
                                Verdicts.sentence(region, was, verdict, of, matter.state()::title),
                                of));
            }
        }
        return new Ruling(records, null);
    }

    /** Not having said anything is the same as not knowing. */
    private static boolean news(@Nullable Word known, Word word) {
        Word.Reach before = known == null ? Word.Reach.UNKNOWN : known.reach();
        return before != word.reach();
    }

    /** Nobody speaks for another, except to say that one is not heard of any more. */
    private static @Nullable Refused wrong(FleetCommand.Say say) {
        for (Word word : say.words()) {
            boolean own = word.observer().equals(word.about());
            boolean shape =
                    switch (word.view()) {
                        case OWN -> own;
                        case PEER -> !own;
                        case CARRIER -> true;
                    };
            boolean another =
                    word.view() != Word.View.CARRIER
                            && word.reach() != Word.Reach.UNKNOWN
                            && !word.observer().equals(say.ask().from());
            if (!shape || another) {
                return Matter.no(
                        Code.INVALID,
                        "The agent of "
                                + say.ask().from()
                                + " cannot say \""
                                + word.key()
                                + " "
                                + word.reach().text()
                                + "\": an agent speaks for itself and for the carriers it asks.");
            }
        }
        return null;
    }
}
