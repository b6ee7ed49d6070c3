package dev.signalbox.model.cause;

import java.util.Locale;
import java.util.Optional;

/** The one cause of a call's ending, each on its side. */
public enum Tag {
    USER_HANGUP(Side.INTENT, false),
    AGENT_DONE(Side.INTENT, false),
    CALLEE_UNAVAILABLE(Side.INTENT, false),
    BAD_NUMBER(Side.INTENT, false),
    MACHINE(Side.INTENT, false),
    MISUNDERSTOOD(Side.INTENT, true),
    REPROMPT_LOOP(Side.INTENT, true),
    HANDOFF_REQUESTED(Side.INTENT, true),
    SPAM_BLOCKED(Side.INTENT, false),
    SIP_ROUTE(Side.INFRASTRUCTURE, true),
    MEDIA(Side.INFRASTRUCTURE, true),
    AI_DOWN(Side.INFRASTRUCTURE, true),
    AI_SLOW(Side.INFRASTRUCTURE, true),
    AI_QUOTA(Side.INFRASTRUCTURE, true),
    DEPENDENCY_TIMEOUT(Side.INFRASTRUCTURE, true),
    PLATFORM(Side.INFRASTRUCTURE, true),
    TRUNK_AUTH_QUOTA(Side.INFRASTRUCTURE, true),
    MISCONFIGURED(Side.CONFIGURATION, true),
    PAYMENT(Side.CONFIGURATION, true),
    LIMITS(Side.CONFIGURATION, true),
    DRAINED(Side.OPERATOR, false),
    CANCELLED(Side.OPERATOR, false),
    DEPLOY(Side.OPERATOR, false),
    SILENCE(Side.AMBIGUOUS, true),
    TIME_LIMIT(Side.AMBIGUOUS, true),
    UNKNOWN(Side.UNKNOWN, false);

    private final Side side;
    private final boolean failure;

    Tag(Side side, boolean failure) {
        this.side = side;
        this.failure = failure;
    }

    /** Whose fault it was. */
    public Side side() {
        return side;
    }

    /** True when the caller did not get what the call was for. */
    public boolean failure() {
        return failure;
    }

    /** As in files and JSON: {@code ai_down}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads {@link #text()}. */
    public static Optional<Tag> of(String text) {
        for (Tag tag : values()) {
            if (tag.text().equals(text)) {
                return Optional.of(tag);
            }
        }
        return Optional.empty();
    }
}
