package dev.signalbox.dashboards.words;

import dev.signalbox.model.ai.BreakerState;
import dev.signalbox.model.ai.CallResult;
import dev.signalbox.model.ai.Rung;
import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.fleet.ProviderView;

/** Providers, stages and the degradation ladder in the operator's words. */
public final class AiWords {

    private AiWords() {}

    /** A provider's state; {@code sharePercent} says how far a return has come. */
    public static String provider(ProviderView.State state, int sharePercent) {
        return switch (state) {
            case WELL -> "well";
            case INSUFFICIENT -> "too few calls";
            case SLOW -> "slow";
            case OVER_QUOTA -> "over quota";
            case FAILING -> "failing";
            case OPEN -> "breaker open";
            case TRIAL -> "one call tries it";
            case CLOSING -> "returning, " + sharePercent + " %";
        };
    }

    /** A stage as it is written in headings. */
    public static String stage(Stage stage) {
        return switch (stage) {
            case STT -> "STT";
            case LLM -> "LLM";
            case TTS -> "TTS";
            case REALTIME -> "Realtime";
        };
    }

    /** What the first response of a stage is. */
    public static String first(Stage stage) {
        return switch (stage) {
            case STT -> "first transcript";
            case LLM -> "first token";
            case TTS, REALTIME -> "first audio";
        };
    }

    /** A rung of the ladder in a word or two. */
    public static String rung(Rung rung) {
        return switch (rung) {
            case PRIMARY -> "primary";
            case DEGRADED -> "degraded";
            case HUMAN_QUEUE -> "human queue";
            case EMERGENCY -> "emergency";
        };
    }

    /** What callers meet on a rung. */
    public static String meaning(Rung rung) {
        return switch (rung) {
            case PRIMARY -> "AI handles all";
            case DEGRADED -> "AI greets and captures the intent, then a person";
            case HUMAN_QUEUE -> "straight to people";
            case EMERGENCY -> "overflow number";
        };
    }

    /** A breaker's state. */
    public static String breaker(BreakerState state) {
        return switch (state) {
            case CLOSED -> "closed: all calls pass";
            case OPEN -> "open: no new call passes";
            case TRIAL -> "trial: one call may try";
            case CLOSING -> "closing: part of the calls pass";
        };
    }

    /** How calls to a provider failed, in one short word. */
    public static String result(CallResult result) {
        return switch (result) {
            case OK -> "good";
            case SERVER_ERROR -> "5xx";
            case QUOTA -> "429";
            case TIMEOUT -> "timeout";
            case CONNECTION -> "no connection";
            case CLIENT_ERROR -> "4xx";
            case CANCELLED -> "given up";
            case OTHER_ERROR -> "other";
        };
    }
}
