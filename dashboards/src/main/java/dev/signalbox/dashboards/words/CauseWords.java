package dev.signalbox.dashboards.words;

import dev.signalbox.model.cause.Side;
import dev.signalbox.model.cause.Tag;

/** Why calls ended, and what to do about it, in the operator's words. */
public final class CauseWords {

    private CauseWords() {}

    /** A side in one or two words. */
    public static String side(Side side) {
        return switch (side) {
            case INTENT -> "intent";
            case INFRASTRUCTURE -> "infrastructure";
            case CONFIGURATION -> "configuration";
            case OPERATOR -> "operator";
            case AMBIGUOUS -> "not clear";
            case UNKNOWN -> "unknown";
        };
    }

    /** A cause in a few words. */
    public static String tag(Tag tag) {
        return switch (tag) {
            case USER_HANGUP -> "caller hung up";
            case AGENT_DONE -> "done";
            case CALLEE_UNAVAILABLE -> "callee not reached";
            case BAD_NUMBER -> "wrong number";
            case MACHINE -> "answering machine";
            case MISUNDERSTOOD -> "misunderstood";
            case REPROMPT_LOOP -> "asked again and again";
            case HANDOFF_REQUESTED -> "wanted a person";
            case SPAM_BLOCKED -> "spam, blocked";
            case SIP_ROUTE -> "carrier or SIP road";
            case MEDIA -> "bad media";
            case AI_DOWN -> "AI provider failed";
            case AI_SLOW -> "AI provider slow";
            case AI_QUOTA -> "AI quota used up";
            case DEPENDENCY_TIMEOUT -> "dependency timed out";
            case PLATFORM -> "voice platform";
            case TRUNK_AUTH_QUOTA -> "trunk login or quota";
            case MISCONFIGURED -> "misconfigured";
            case PAYMENT -> "payment";
            case LIMITS -> "limits reached";
            case DRAINED -> "drained";
            case CANCELLED -> "cancelled";
            case DEPLOY -> "deployment";
            case SILENCE -> "silence";
            case TIME_LIMIT -> "time limit";
            case UNKNOWN -> "in no table";
        };
    }

    /** What the next move is; empty when nothing is to be done. */
    public static String next(Tag tag) {
        return switch (tag) {
            case USER_HANGUP, AGENT_DONE, CALLEE_UNAVAILABLE, MACHINE, SPAM_BLOCKED -> "";
            case BAD_NUMBER -> "Check the list of numbers that are dialled";
            case MISUNDERSTOOD ->
                    "Look at the last release: prompts, language, tools. No route is at fault";
            case REPROMPT_LOOP -> "Look at the turn that repeats: grammar, end of speech, prompt";
            case HANDOFF_REQUESTED -> "See what callers ask for that the service cannot do";
            case SIP_ROUTE -> "Another trunk; automation moves it when the trunk is found broken";
            case MEDIA -> "Look at the path's direction; serve from another region if it stays";
            case AI_DOWN -> "The next provider of the chain; its breaker does this by itself";
            case AI_SLOW -> "Another provider or model region; slow is not dead";
            case AI_QUOTA -> "Raise the quota, or spread calls over the chain";
            case DEPENDENCY_TIMEOUT -> "Ask the owner of the dependency; calls go on without it";
            case PLATFORM -> "Look at workers: restarts, memory, capacity";
            case TRUNK_AUTH_QUOTA -> "Check credentials and limits of the trunk at the carrier";
            case MISCONFIGURED -> "Undo the last change of settings";
            case PAYMENT -> "Pay, or raise the budget of the account";
            case LIMITS -> "Raise the limit of the platform";
            case DRAINED, CANCELLED, DEPLOY -> "Wanted: nothing to do";
            case SILENCE -> "Look at media and first audio of these calls";
            case TIME_LIMIT -> "See whether these calls hang or are only long";
            case UNKNOWN -> "Name these endings in causes.yaml";
        };
    }
}
