package dev.signalbox.analyze;

import dev.signalbox.agent.measure.LegCall;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How an attempt ended, in one word. */
public enum CallResult {
    ANSWERED,
    BUSY,
    /** It rang, or the callee was not there. */
    UNREACHED,
    DECLINED,
    /** The caller gave up. */
    CANCELLED,
    REDIRECTED,
    /** Credentials were asked for, and none came. */
    CHALLENGED,
    FAILED,
    /** The capture has no final response. */
    UNFINISHED;

    /** By the final response. */
    public static CallResult of(LegCall call) {
        int status = call.status();
        return switch (status) {
            case 0 -> UNFINISHED;
            case 486, 600 -> BUSY;
            case 480 -> UNREACHED;
            case 603 -> DECLINED;
            case 487 -> CANCELLED;
            case 401, 407 -> CHALLENGED;
            default -> status < 300 ? ANSWERED : status < 400 ? REDIRECTED : FAILED;
        };
    }

    /** From the answer to the BYE, milliseconds; null when one of them was not seen. */
    public static @Nullable Double durationMillis(LegCall call) {
        Long answered = call.answeredMicros();
        Long ended = call.endedMicros();
        return answered == null || ended == null ? null : Double.valueOf((ended - answered) / 1e3);
    }

    /** In small letters. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
