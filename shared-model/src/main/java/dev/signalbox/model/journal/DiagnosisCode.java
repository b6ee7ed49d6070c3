package dev.signalbox.model.journal;

import java.util.Locale;

/** Named verdicts. Their text form is lower case and stays the same for ever. */
public enum DiagnosisCode {
    /** New INVITEs get no response at all. */
    TRUNK_NOT_ANSWERING,
    /** New INVITEs are refused by the carrier. */
    TRUNK_REJECTING,
    /** A carrier brings no calls although its trunk's own rate says it should. */
    INBOUND_STARVED,
    /** Media between two regions suffers in one direction. */
    PATH_POOR,
    /** Nothing comes through between two regions. */
    PATH_DOWN,
    /** Calls to an AI provider fail. */
    PROVIDER_FAILING,
    /** An AI provider lives and refuses for quota or rate. */
    PROVIDER_OVER_QUOTA,
    /** An AI provider lives and answers late. */
    PROVIDER_SLOW,
    /** Calls to a dependency fail: conversations go on without it. */
    DEPENDENCY_FAILING,
    /** Callers of a service are misunderstood: no road is at fault, and nothing moves. */
    CALLERS_MISUNDERSTOOD,
    /** Callers of a service hear nothing in the agent's turn. */
    CALLERS_HEAR_SILENCE;

    /** As in records and JSON: {@code trunk_rejecting}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** False for what only people can mend: it raises a finding and moves nothing. */
    public boolean movesRoutes() {
        return switch (this) {
            case TRUNK_NOT_ANSWERING,
                    TRUNK_REJECTING,
                    PROVIDER_FAILING,
                    PROVIDER_OVER_QUOTA,
                    PROVIDER_SLOW ->
                    true;
            case INBOUND_STARVED,
                    PATH_POOR,
                    PATH_DOWN,
                    DEPENDENCY_FAILING,
                    CALLERS_MISUNDERSTOOD,
                    CALLERS_HEAR_SILENCE ->
                    false;
        };
    }
}
