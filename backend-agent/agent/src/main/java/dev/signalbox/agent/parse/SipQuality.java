package dev.signalbox.agent.parse;

import dev.signalbox.model.sip.MirroredSip;
import org.jspecify.annotations.Nullable;

/** What a SIP message says of the media of a call. */
final class SipQuality {

    private SipQuality() {}

    /**
     * {@link ParseResult.Quality}, a rejection of one that is broken, or null when it is silent.
     */
    static @Nullable ParseResult of(SipFields fields, MirroredSip frame) {
        return switch (fields.method) {
            case BYE ->
                    fields.rtpStatTo == 0
                            ? null
                            : RtpStat.parse(
                                    fields.bytes,
                                    fields.rtpStatFrom,
                                    fields.rtpStatTo,
                                    envelope(fields.callId.toString(), frame));
            // The Call-ID of these is their own: the body names the call.
            case PUBLISH, NOTIFY ->
                    fields.body > 0
                                    && fields.isRequest()
                                    && VqRtcpXr.begins(fields.bytes, fields.body, fields.end)
                            ? VqRtcpXr.parse(
                                    fields.bytes, fields.body, fields.end, envelope("", frame))
                            : null;
            case INVITE,
                    ACK,
                    CANCEL,
                    OPTIONS,
                    REGISTER,
                    PRACK,
                    UPDATE,
                    INFO,
                    REFER,
                    SUBSCRIBE,
                    MESSAGE,
                    OTHER ->
                    null;
        };
    }

    private static Envelope envelope(String callId, MirroredSip frame) {
        return new Envelope(callId, frame.source(), frame.destination(), frame.sentMicros());
    }
}
