package dev.signalbox.agent;

import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.sip.ByteText;
import dev.signalbox.model.sip.MirroredSip;
import dev.signalbox.model.sip.SipMessage;
import dev.signalbox.model.sip.SipMethod;
import org.jspecify.annotations.Nullable;

/** What a message showed, to be kept and compared after the next one is read. */
public record SipCopy(
        int status,
        SipMethod method,
        String requestUser,
        String fromUser,
        int q850Cause,
        String callId,
        String fromTag,
        @Nullable String toTag,
        long cseq,
        String branch) {

    public static SipCopy of(SipMessage message) {
        boolean request = message.isRequest();
        return new SipCopy(
                message.status(),
                message.method(),
                request ? message.requestUser().toString() : "",
                request ? message.fromUser().toString() : "",
                message.q850Cause(),
                message.callId().toString(),
                message.fromTag().toString(),
                kept(message.toTag()),
                message.cseq(),
                message.branch().toString());
    }

    private static @Nullable String kept(ByteText text) {
        return text.isPresent() ? text.toString() : null;
    }

    /** With the frame around it. */
    public record Mirrored(
            IpEndpoint source, IpEndpoint destination, long sentMicros, SipCopy message) {

        public static Mirrored of(MirroredSip sip) {
            return new Mirrored(
                    sip.source(), sip.destination(), sip.sentMicros(), SipCopy.of(sip.message()));
        }
    }
}
