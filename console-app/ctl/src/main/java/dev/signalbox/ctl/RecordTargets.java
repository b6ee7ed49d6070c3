package dev.signalbox.ctl;

import dev.signalbox.model.fleet.JournalLine;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.target.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which target a journal record is about. Some records name only a decision, so they are looked at
 * in order from a journal's beginning.
 */
final class RecordTargets {

    private final Map<String, Target> byDecision = new HashMap<>();

    /** Decisions about a provider's breaker, for the services they shift. */
    private final Map<String, JournalRecord.BreakerChanged> breakers = new HashMap<>();

    /** The target of the next record; empty when it is about none. */
    Optional<Target> target(JournalLine line) {
        return switch (line.record()) {
            case JournalRecord.DiagnosisOpened opened -> Optional.of(opened.target());
            case JournalRecord.DiagnosisClosed closed -> Optional.of(closed.target());
            case JournalRecord.HandSet hand -> Optional.of(hand.target());
            case JournalRecord.MoveRefused refused -> Optional.of(refused.target());
            case JournalRecord.MoveDecided decided -> {
                byDecision.put(line.entry().id(), decided.target());
                yield Optional.of(decided.target());
            }
            case JournalRecord.BreakerChanged changed -> {
                byDecision.put(line.entry().id(), changed.target());
                breakers.put(line.entry().id(), changed);
                yield Optional.of(changed.target());
            }
            case JournalRecord.BreakerApplied applied -> decided(applied.decisionId());
            case JournalRecord.MoveApplied applied -> decided(applied.decisionId());
            case JournalRecord.MoveFailed failed -> decided(failed.decisionId());
            case JournalRecord.RouteReasserted again -> decided(again.decisionId());
            case JournalRecord.AgentStarted _,
                    JournalRecord.BrakeSet _,
                    JournalRecord.BrakeReleased _ ->
                    Optional.empty();
        };
    }

    /** Whether a breaker changes the route of {@code service}. */
    static boolean shifts(JournalRecord.BreakerChanged changed, Target.Service service) {
        return changed.services().stream().anyMatch(s -> s.service().equals(service.name()));
    }

    /**
     * The lines that concern {@code target}; a region's and a carrier's trunks are theirs, and so
     * are a service's the decisions that change its route.
     */
    static List<JournalLine> about(Target target, List<JournalLine> lines) {
        RecordTargets targets = new RecordTargets();
        return lines.stream().filter(line -> targets.concerns(target, line)).toList();
    }

    /** Whether the next record concerns {@code target}. */
    boolean concerns(Target target, JournalLine line) {
        Optional<Target> about = target(line);
        return switch (target) {
            case Target.Region region -> line.region().equals(region.name());
            case Target.Carrier carrier ->
                    about.filter(
                                    t ->
                                            t instanceof Target.Trunk trunk
                                                    && trunk.carrier().equals(carrier.name()))
                            .isPresent();
            case Target.Service service ->
                    about.filter(target::equals).isPresent() || shifts(line, service);
            case Target.Trunk _, Target.Provider _, Target.Path _, Target.Dependency _ ->
                    about.filter(target::equals).isPresent();
        };
    }

    private boolean shifts(JournalLine line, Target.Service service) {
        JournalRecord.BreakerChanged changed =
                line.record() instanceof JournalRecord.BreakerApplied applied
                        ? breakers.get(applied.decisionId())
                        : breakers.get(line.entry().id());
        return changed != null && shifts(changed, service);
    }

    private Optional<Target> decided(String decisionId) {
        return Optional.ofNullable(byDecision.get(decisionId));
    }
}
