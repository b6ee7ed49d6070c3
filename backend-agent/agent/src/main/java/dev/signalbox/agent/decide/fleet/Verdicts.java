package dev.signalbox.agent.decide.fleet;

import dev.signalbox.model.quorum.FleetSentences;
import dev.signalbox.model.quorum.RegionVerdict;
import dev.signalbox.model.quorum.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What follows from all words about one region. A region is lost only when those who deliver its
 * calls and several agents agree. What the carriers see is needed and is nobody's second voice: an
 * agent reads it at the front door, often the very agent that speaks for itself. So a fleet of one
 * never loses its only region, a fleet of two only when both agents say so; a cut between agents
 * alone moves nothing.
 */
final class Verdicts {

    /** So many different agents have to say that a region's edge takes no calls. */
    static final int AGENTS_MIN = 2;

    private Verdicts() {}

    /**
     * What the fleet holds of the region.
     *
     * @param was what it held before
     * @param words the newest of every observer about this region
     */
    static RegionVerdict of(RegionVerdict was, List<Word> words) {
        long peers = words.stream().filter(w -> w.view() == Word.View.PEER).count();
        long silent = count(words, Word.View.PEER, Word.Reach.SILENT);
        boolean ownSilent = count(words, Word.View.OWN, Word.Reach.SILENT) > 0;
        boolean ownGone = count(words, Word.View.OWN, Word.Reach.UNKNOWN) > 0;
        if (count(words, Word.View.CARRIER, Word.Reach.SILENT) > 0 && agentsAgree(was, words)) {
            return RegionVerdict.LOST;
        }
        if (count(words, Word.View.CARRIER, Word.Reach.ANSWERS) > 0
                && (ownSilent || ownGone || 2 * silent > peers)) {
            return RegionVerdict.ISOLATED;
        }
        return RegionVerdict.PRESENT;
    }

    /**
     * It takes several agents to lose a region. One that is not heard of any more has taken nothing
     * back: what is lost stays so while one still says it and none says otherwise.
     */
    private static boolean agentsAgree(RegionVerdict was, List<Word> words) {
        long silent = agents(words, Word.Reach.SILENT);
        return silent >= AGENTS_MIN
                || (was == RegionVerdict.LOST
                        && silent > 0
                        && agents(words, Word.Reach.ANSWERS) == 0);
    }

    /** Different agents that say so of what they see themselves. */
    private static long agents(List<Word> words, Word.Reach reach) {
        return words.stream()
                .filter(w -> w.view() != Word.View.CARRIER && w.reach() == reach)
                .map(Word::observer)
                .distinct()
                .count();
    }

    /** Why, for operators, in the words of {@code title}. */
    static String sentence(
            String region,
            RegionVerdict was,
            RegionVerdict verdict,
            List<Word> words,
            UnaryOperator<String> title) {
        String name = title.apply(region);
        return switch (verdict) {
            case LOST ->
                    name
                            + "'s edge takes no calls: "
                            + FleetSentences.list(who(words, Word.Reach.SILENT, title))
                            + " agree.";
            case ISOLATED -> isolated(name, words, title);
            case PRESENT -> present(name, was, words, title);
        };
    }

    private static String isolated(String name, List<Word> words, UnaryOperator<String> title) {
        String who;
        if (count(words, Word.View.OWN, Word.Reach.UNKNOWN) > 0) {
            who = name + "'s agent is not heard of";
        } else if (count(words, Word.View.OWN, Word.Reach.SILENT) > 0) {
            who = name + "'s own agent finds its edge silent";
        } else {
            List<Word> peers = words.stream().filter(w -> w.view() == Word.View.PEER).toList();
            List<String> silent = who(peers, Word.Reach.SILENT, title);
            who =
                    FleetSentences.list(silent)
                            + (silent.size() == 1 ? " does" : " do")
                            + " not reach "
                            + name
                            + "'s edge";
        }
        return who + ", but its carriers still deliver calls there: nothing moves.";
    }

    private static String present(
            String name, RegionVerdict was, List<Word> words, UnaryOperator<String> title) {
        List<String> answering = who(words, Word.Reach.ANSWERS, title);
        if (answering.isEmpty()) {
            return "Nothing says any more that "
                    + name
                    + (was == RegionVerdict.LOST ? "'s edge takes no calls." : " is cut off.");
        }
        return (was == RegionVerdict.LOST
                        ? name + "'s edge takes calls again: "
                        : name + " is in touch again: ")
                + FleetSentences.list(answering)
                + (answering.size() == 1 && !answering.contains("its carriers")
                        ? " says so."
                        : " say so.");
    }

    /** Who says so: {@code its own agent, Dublin, its carriers}. */
    private static List<String> who(
            List<Word> words, Word.Reach reach, UnaryOperator<String> title) {
        List<String> names = new ArrayList<>();
        for (Word.View view : Word.View.values()) {
            words.stream()
                    .filter(word -> word.view() == view && word.reach() == reach)
                    .map(
                            word ->
                                    switch (word.view()) {
                                        case OWN -> "its own agent";
                                        case PEER -> title.apply(word.observer());
                                        case CARRIER -> "its carriers";
                                    })
                    .filter(name -> !names.contains(name))
                    .forEach(names::add);
        }
        return names;
    }

    private static long count(List<Word> words, Word.View view, Word.Reach reach) {
        return words.stream().filter(w -> w.view() == view && w.reach() == reach).count();
    }
}
