package dev.signalbox.ctl;

import dev.signalbox.model.fleet.JournalLine;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.target.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The records of a journal that tell the last thing that happened to a target. */
final class Episode {

    private Episode() {}

    /**
     * The records about {@code target} since the last moment at which no diagnosis of it was open,
     * oldest first; empty when there never was a diagnosis. For a service, what befell the
     * providers it uses belongs to it as far as it changed its route.
     */
    static List<JournalLine> last(Target target, List<JournalLine> journal) {
        List<JournalLine> about =
                target instanceof Target.Service service
                        ? journal.stream().filter(concerning(service, journal)).toList()
                        : RecordTargets.about(target, journal);
        List<JournalLine> since = new ArrayList<>();
        Set<Target> open = new HashSet<>();
        boolean begun = false;
        boolean byHand = false;
        for (JournalLine line : about) {
            if (line.record() instanceof JournalRecord.HandSet hand) {
                if (hand.out() && !byHand && open.isEmpty()) {
                    since.clear();
                }
                byHand = hand.out();
                begun = true;
            }
            if (line.record() instanceof JournalRecord.DiagnosisOpened opened) {
                // A second diagnosis of the same thing takes the place of its first.
                open.remove(opened.target());
                if (open.isEmpty() && !byHand) {
                    since.clear();
                }
                open.add(opened.target());
                begun = true;
            }
            if (line.record() instanceof JournalRecord.DiagnosisClosed closed) {
                open.remove(closed.target());
            }
            if (begun) {
                since.add(line);
            }
        }
        return since;
    }

    private static Predicate<JournalLine> concerning(
            Target.Service service, List<JournalLine> journal) {
        Set<String> diagnoses = new HashSet<>();
        for (JournalLine line : journal) {
            if (line.record() instanceof JournalRecord.BreakerChanged changed
                    && RecordTargets.shifts(changed, service)) {
                diagnoses.add(changed.diagnosisId());
            }
        }
        RecordTargets own = new RecordTargets();
        return line -> own.concerns(service, line) || diagnoses.contains(diagnosis(line));
    }

    /** The diagnosis that a record opens, closes or refuses to act on; empty for others. */
    private static String diagnosis(JournalLine line) {
        return switch (line.record()) {
            case JournalRecord.DiagnosisOpened _ -> line.entry().id();
            case JournalRecord.DiagnosisClosed closed -> closed.diagnosisId();
            case JournalRecord.MoveRefused refused -> refused.diagnosisId();
            case JournalRecord.AgentStarted _,
                    JournalRecord.MoveDecided _,
                    JournalRecord.MoveApplied _,
                    JournalRecord.MoveFailed _,
                    JournalRecord.RouteReasserted _,
                    JournalRecord.BreakerChanged _,
                    JournalRecord.BreakerApplied _,
                    JournalRecord.HandSet _,
                    JournalRecord.BrakeSet _,
                    JournalRecord.BrakeReleased _ ->
                    "";
        };
    }
}
