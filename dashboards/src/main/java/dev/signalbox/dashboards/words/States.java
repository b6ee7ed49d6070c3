package dev.signalbox.dashboards.words;

import dev.signalbox.model.fleet.Severity;
import dev.signalbox.model.fleet.TrunkState;
import dev.signalbox.model.journal.DiagnosisCode;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.measure.ProbeState;
import dev.signalbox.model.policy.Trunk;

/** Enumerated states in the operator's words. */
public final class States {

    private States() {}

    /** A trunk's state; {@code sharePercent} says how far a return has come. */
    public static String trunk(TrunkState state, int sharePercent) {
        return switch (state) {
            case WELL -> "well";
            case INSUFFICIENT -> "too few calls";
            case SUSPECT -> "suspect";
            case FAILING -> "failing";
            case EXCLUDED -> "out of service";
            case RETURNING -> "returning, " + sharePercent + " %";
        };
    }

    /** A severity as one word. */
    public static String severity(Severity severity) {
        return switch (severity) {
            case WELL -> "well";
            case MINOR -> "minor";
            case MAJOR -> "major";
            case CRITICAL -> "critical";
        };
    }

    /** What probing says. */
    public static String probe(ProbeState state) {
        return switch (state) {
            case UNKNOWN -> "not known";
            case UNPROBEABLE -> "never replied";
            case GOOD -> "good";
            case FAILING -> "failing";
            case RECOVERING -> "answering again";
        };
    }

    /** Which way calls go. */
    public static String direction(Trunk.Direction direction) {
        return switch (direction) {
            case INBOUND -> "in";
            case OUTBOUND -> "out";
            case BOTH -> "in and out";
        };
    }

    /** What a guard said. */
    public static String verdict(GuardResult.Verdict verdict) {
        return switch (verdict) {
            case PASS -> "pass";
            case WARN -> "warn";
            case BLOCK -> "block";
            case HARD -> "stop";
        };
    }

    /** A journal record's kind in one or two words. */
    public static String kind(JournalRecord entry) {
        return switch (entry) {
            case JournalRecord.AgentStarted _ -> "start";
            case JournalRecord.DiagnosisOpened _ -> "diagnosis";
            case JournalRecord.DiagnosisClosed _ -> "cleared";
            case JournalRecord.MoveDecided _, JournalRecord.BreakerChanged _ -> "decided";
            case JournalRecord.MoveApplied _, JournalRecord.BreakerApplied _ -> "applied";
            case JournalRecord.MoveFailed _ -> "not taken";
            case JournalRecord.MoveRefused _ -> "refused";
            case JournalRecord.RouteReasserted _ -> "restored";
            case JournalRecord.HandSet _ -> "by hand";
            case JournalRecord.BrakeSet _ -> "brake set";
            case JournalRecord.BrakeReleased _ -> "brake off";
        };
    }

    /** As severe as the incident it opens. */
    private static Severity weight(DiagnosisCode code) {
        return switch (code) {
            case TRUNK_NOT_ANSWERING,
                    TRUNK_REJECTING,
                    INBOUND_STARVED,
                    PATH_DOWN,
                    PROVIDER_FAILING,
                    CALLERS_HEAR_SILENCE ->
                    Severity.CRITICAL;
            case PATH_POOR, PROVIDER_OVER_QUOTA, PROVIDER_SLOW, CALLERS_MISUNDERSTOOD ->
                    Severity.MAJOR;
            case DEPENDENCY_FAILING -> Severity.MINOR;
        };
    }

    /** How much a journal record asks for a person's eye. */
    public static Severity weight(JournalRecord entry) {
        return switch (entry) {
            case JournalRecord.DiagnosisOpened opened -> weight(opened.code());
            case JournalRecord.MoveFailed _,
                    JournalRecord.MoveRefused _,
                    JournalRecord.HandSet _,
                    JournalRecord.BrakeSet _ ->
                    Severity.MAJOR;
            case JournalRecord.RouteReasserted _ -> Severity.MINOR;
            case JournalRecord.AgentStarted _,
                    JournalRecord.DiagnosisClosed _,
                    JournalRecord.MoveDecided _,
                    JournalRecord.MoveApplied _,
                    JournalRecord.BreakerChanged _,
                    JournalRecord.BreakerApplied _,
                    JournalRecord.BrakeReleased _ ->
                    Severity.WELL;
        };
    }

    /** {@code last_usable_trunk} as {@code Last usable trunk}. */
    public static String named(String key) {
        String words = key.replace('_', ' ').replace('-', ' ');
        return words.isEmpty()
                ? words
                : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
