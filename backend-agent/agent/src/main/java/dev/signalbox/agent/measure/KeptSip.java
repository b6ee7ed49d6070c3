package dev.signalbox.agent.measure;

import dev.signalbox.model.media.Codec;
import dev.signalbox.model.sip.ByteText;
import dev.signalbox.model.sip.MirroredSip;
import dev.signalbox.model.sip.SipMessage;
import dev.signalbox.model.sip.SipMethod;
import dev.signalbox.model.sip.UriPlace;
import org.jspecify.annotations.Nullable;

/**
 * A message that outlives the next one.
 *
 * @param status see {@link SipMessage}, as all others
 */
record KeptSip(
        int status,
        SipMethod method,
        long cseq,
        ByteText callId,
        ByteText fromTag,
        ByteText toTag,
        ByteText branch,
        ByteText requestUser,
        ByteText fromUser,
        int q850Cause,
        @Nullable Codec audio)
        implements SipMessage {

    /** Only INVITEs are looked into, and none is kept. */
    @Override
    public ByteText header(String name) {
        return new ByteText();
    }

    @Override
    public ByteText host(UriPlace place) {
        return new ByteText();
    }

    /** A copy with the frame around it. */
    static MirroredSip of(MirroredSip sip) {
        SipMessage m = sip.message();
        MirroredSip kept =
                new MirroredSip(
                        new KeptSip(
                                m.status(),
                                m.method(),
                                m.cseq(),
                                m.callId().copy(),
                                m.fromTag().copy(),
                                m.toTag().copy(),
                                m.branch().copy(),
                                m.requestUser().copy(),
                                m.fromUser().copy(),
                                m.q850Cause(),
                                m.audio()));
        kept.set(sip);
        return kept;
    }
}
