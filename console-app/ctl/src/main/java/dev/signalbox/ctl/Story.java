package dev.signalbox.ctl;

import dev.signalbox.model.fleet.IncidentView;
import dev.signalbox.model.fleet.JournalLine;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.fleet.TrunkView;
import dev.signalbox.model.journal.DecisionState;
import dev.signalbox.model.journal.JournalFold;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why one trunk was moved, or was not.
 *
 * @param region as reported now
 * @param trunk as reported now
 * @param incident open now, or null
 * @param decided the state that the region's journal folds to
 * @param lines the trunk's records since its last diagnosis, oldest first; empty when there never
 *     was one
 */
record Story(
        RegionView region,
        TrunkView trunk,
        @Nullable IncidentView incident,
        DecisionState decided,
        List<JournalLine> lines) {

    /**
     * The stories of all trunks that a target means.
     *
     * @param journal the lines of all journals
     */
    static List<Story> of(Target target, List<RegionView> regions, List<JournalLine> journal) {
        List<Story> stories = new ArrayList<>();
        for (RegionView region : regions) {
            List<TrunkView> trunks = Targets.trunks(target, region);
            if (trunks.isEmpty()) {
                continue;
            }
            String journalId = region.agent().journalId();
            List<JournalLine> own =
                    journal.stream()
                            .filter(line -> line.entry().journalId().equals(journalId))
                            .toList();
            DecisionState decided = fold(journalId, own);
            for (TrunkView trunk : trunks) {
                stories.add(
                        new Story(
                                region,
                                trunk,
                                incident(region, trunk).orElse(null),
                                decided,
                                sinceLastDiagnosis(trunk.target(), own)));
            }
        }
        return stories;
    }

    /** The diagnosis that holds, or null. */
    DecisionState.@Nullable OpenDiagnosis open() {
        return decided.diagnoses().get(trunk.target());
    }

    private static DecisionState fold(String journalId, List<JournalLine> lines) {
        DecisionState state = DecisionState.empty(journalId);
        for (JournalLine line : lines) {
            state = JournalFold.apply(state, line.entry(), line.record());
        }
        return state;
    }

    private static Optional<IncidentView> incident(RegionView region, TrunkView trunk) {
        return region.incidents().stream()
                .filter(incident -> incident.target().equals(trunk.target()))
                .findFirst();
    }

    private static List<JournalLine> sinceLastDiagnosis(
            Target.Trunk trunk, List<JournalLine> lines) {
        List<JournalLine> since = new ArrayList<>();
        boolean diagnosed = false;
        for (JournalLine line : RecordTargets.about(trunk, lines)) {
            if (line.record() instanceof JournalRecord.DiagnosisOpened) {
                since.clear();
                diagnosed = true;
            }
            if (diagnosed) {
                since.add(line);
            }
        }
        return since;
    }
}
