package dev.signalbox.agent.decide.fleet.observe;

import dev.signalbox.agent.decide.fleet.FleetPicture;
import dev.signalbox.model.measure.EdgeSight;
import dev.signalbox.model.policy.Region;
import dev.signalbox.model.quorum.Word;
import dev.signalbox.model.quorum.Word.Reach;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * This agent's words about the edges of the other regions. When none of several answers it says
 * nothing: then it is more likely this agent that is cut off.
 */
final class PeerEdges {

    private PeerEdges() {}

    static List<Word> words(FleetPicture picture, Collection<EdgeSight> sights) {
        boolean alone =
                sights.size() > 1 && sights.stream().allMatch(s -> s.reach() == Reach.SILENT);
        Map<String, EdgeSight> byRegion =
                sights.stream().collect(Collectors.toMap(EdgeSight::region, Function.identity()));
        List<Word> words = new ArrayList<>();
        for (Region region : picture.policy().regions()) {
            if (region.edge() == null || region.name().equals(picture.self())) {
                continue;
            }
            EdgeSight sight = byRegion.get(region.name());
            if (sight != null) {
                word(picture, region, sight, alone).ifPresent(words::add);
            }
        }
        return words;
    }

    private static Optional<Word> word(
            FleetPicture picture, Region about, EdgeSight sight, boolean alone) {
        Word seen = word(picture, about, sight.reach(), sight.sentence(), sight.samples());
        if (alone) {
            String sentence =
                    sight.sentence()
                            + "; nor does any other edge answer, so it may be this agent that is"
                            + " cut off";
            return Optional.of(word(picture, about, Reach.UNKNOWN, sentence, sight.samples()));
        }
        boolean neverAnswered = sight.reach() == Reach.UNKNOWN && sight.samples() > 0;
        Word before = picture.state().words().get(seen.key());
        if (!neverAnswered || before == null || before.reach() == Reach.UNKNOWN) {
            return Optional.of(seen);
        }
        // An earlier run had answers from there, so it is not the wrong place that is asked.
        return sight.samples() < picture.policy().thresholds().optionsMisses()
                ? Optional.empty()
                : Optional.of(
                        word(
                                picture,
                                about,
                                Reach.SILENT,
                                "its edge answered before; "
                                        + sight.samples()
                                        + " OPTIONS missed since this agent began",
                                sight.samples()));
    }

    private static Word word(
            FleetPicture picture, Region about, Reach reach, String sentence, int samples) {
        return new Word(picture.self(), Word.View.PEER, about.name(), reach, sentence, samples);
    }
}
