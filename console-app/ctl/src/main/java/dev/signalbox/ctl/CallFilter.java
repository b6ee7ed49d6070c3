package dev.signalbox.ctl;

import dev.signalbox.model.cause.Side;
import org.jspecify.annotations.Nullable;

/** Which calls are wanted; null means any. */
record CallFilter(
        @Nullable String region,
        @Nullable String service,
        @Nullable Side side,
        @Nullable String callId) {

    boolean wants(SeenCall call) {
        return (region == null || region.equals(call.region()))
                && (service == null || service.equals(call.verdict().service()))
                && (side == null || side == call.verdict().tag().side())
                && (callId == null || callId.equals(call.verdict().callId()));
    }
}
