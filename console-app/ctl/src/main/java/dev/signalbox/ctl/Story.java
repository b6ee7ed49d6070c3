package dev.signalbox.ctl;

import dev.signalbox.model.fleet.IncidentView;
import dev.signalbox.model.fleet.JournalLine;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.journal.DecisionState;
import dev.signalbox.model.journal.JournalFold;
import dev.signalbox.model.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why something is as it is in one region: what was seen of it, what was decided, and what was not.
 *
 * @param region as reported now
 * @param subject as reported now
 * @param incident open now, or null
 * @param decided the state that the region's journal folds to
 * @param lines the subject's records of the last thing that happened to it, oldest first; empty
 *     when nothing ever did
 */
record Story(
        RegionView region,
        Subject subject,
        @Nullable IncidentView incident,
        DecisionState decided,
        List<JournalLine> lines) {

    /**
     * The stories of all that a target means.
     *
     * @param journal the lines of all journals
     */
    static List<Story> of(Target target, List<RegionView> regions, List<JournalLine> journal) {
        List<Story> stories = new ArrayList<>();
        for (RegionView region : regions) {
            List<Subject> subjects = Subject.of(target, region);
            if (subjects.isEmpty()) {
                continue;
            }
            String journalId = region.agent().journalId();
            List<JournalLine> own =
                    journal.stream()
                            .filter(line -> line.entry().journalId().equals(journalId))
                            .toList();
            DecisionState decided = fold(journalId, own);
            for (Subject subject : subjects) {
                stories.add(
                        new Story(
                                region,
                                subject,
                                incident(region, subject.target()).orElse(null),
                                decided,
                                Episode.last(subject.target(), own)));
            }
        }
        return stories;
    }

    /** The diagnosis that holds, or null. */
    DecisionState.@Nullable OpenDiagnosis open() {
        return decided.diagnoses().get(subject.target());
    }

    /** What people call a provider in this region; its target's name when it is not reported. */
    String providerTitle(Target provider) {
        return region.senses().providers().stream()
                .filter(view -> view.target().equals(provider))
                .map(view -> view.title())
                .findFirst()
                .orElse(provider.id());
    }

    private static DecisionState fold(String journalId, List<JournalLine> lines) {
        DecisionState state = DecisionState.empty(journalId);
        for (JournalLine line : lines) {
            state = JournalFold.apply(state, line.entry(), line.record());
        }
        return state;
    }

    private static Optional<IncidentView> incident(RegionView region, Target target) {
        return region.incidents().stream()
                .filter(incident -> incident.target().equals(target))
                .findFirst();
    }
}
