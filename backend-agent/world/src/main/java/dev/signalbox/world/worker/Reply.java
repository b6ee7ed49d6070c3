package dev.signalbox.world.worker;

import dev.signalbox.model.cause.Tag;

/** What a provider makes of one call to it. */
sealed interface Reply {

    /**
     * It answers.
     *
     * @param firstMillis until the first token, audio or transcript
     * @param slow several times its usual time
     */
    record Answered(long firstMillis, boolean slow) implements Reply {}

    /**
     * It does not.
     *
     * @param afterMillis until the worker knows
     * @param errorType value of {@code error.type}
     * @param httpStatus 0 when there was no HTTP response
     * @param cause what that is, for a call that breaks down over it
     */
    record Failed(long afterMillis, String errorType, int httpStatus, Tag cause) implements Reply {}
}
