package dev.signalbox.agent.measure;

import dev.signalbox.model.media.Codec;
import dev.signalbox.model.net.IpEndpoint;
import org.jspecify.annotations.Nullable;

/** Told what happens to calls while they are tracked; times are those of the messages. */
interface CallObserver {

    /** The first INVITE of an attempt. */
    void attempted(Call call, long nanos);

    /** The first provisional response other than 100. */
    void progressed(Call call, long nanos);

    /**
     * 2xx, or what proves that there was one.
     *
     * @param audio the first audio format of the answer, null when it does not tell
     */
    void answered(Call call, @Nullable Codec audio, long nanos);

    /** A final response of 300 or above; another may follow when the caller tries again. */
    void failed(Call call, int status, int q850Cause, long nanos);

    /** A BYE of an answered call, sent {@code by} this end. */
    void ended(Call call, IpEndpoint by, int q850Cause, long nanos);

    /** Nothing more will be told of the call. */
    default void forgotten(Call call) {}
}
