package dev.signalbox.agent.parse;

import dev.signalbox.model.media.Codec;
import dev.signalbox.model.sip.ByteText;
import dev.signalbox.model.sip.SipMessage;
import dev.signalbox.model.sip.SipMethod;
import dev.signalbox.model.sip.UriPlace;
import org.jspecify.annotations.Nullable;

/**
 * What {@link SipParser} found in the message it read last. Users of URIs and the audio format are
 * looked for when they are asked for, which is once a call.
 */
final class SipFields implements SipMessage {

    byte[] bytes = {};
    int end;
    int status;
    SipMethod method = SipMethod.OTHER;
    long cseq;
    int q850Cause;

    /** Where the headers begin. */
    int headersFrom;

    int requestUriFrom;
    int requestUriTo;
    int fromUriFrom;
    int fromUriTo;

    /** Value of an X-RTP-Stat header, 0 when there is none. */
    int rtpStatFrom;

    int rtpStatTo;

    /** Where the body begins, 0 when the message ended before. */
    int body;

    final ByteText callId = new ByteText();
    final ByteText fromTag = new ByteText();
    final ByteText toTag = new ByteText();
    final ByteText branch = new ByteText();
    private final ByteText requestUser = new ByteText();
    private final ByteText fromUser = new ByteText();
    private final ByteText asked = new ByteText();

    void clear(byte[] newBytes, int newEnd) {
        bytes = newBytes;
        end = newEnd;
        status = 0;
        method = SipMethod.OTHER;
        cseq = -1;
        q850Cause = 0;
        headersFrom = newEnd;
        requestUriFrom = 0;
        requestUriTo = 0;
        body = 0;
        rtpStatFrom = 0;
        rtpStatTo = 0;
        callId.clear();
        fromTag.clear();
        toTag.clear();
        branch.clear();
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public SipMethod method() {
        return method;
    }

    @Override
    public long cseq() {
        return cseq;
    }

    @Override
    public ByteText callId() {
        return callId;
    }

    @Override
    public ByteText fromTag() {
        return fromTag;
    }

    @Override
    public ByteText toTag() {
        return toTag;
    }

    @Override
    public ByteText branch() {
        return branch;
    }

    @Override
    public ByteText requestUser() {
        SipText.user(bytes, requestUriFrom, requestUriTo, requestUser);
        return requestUser;
    }

    @Override
    public ByteText fromUser() {
        SipText.user(bytes, fromUriFrom, fromUriTo, fromUser);
        return fromUser;
    }

    @Override
    public ByteText header(String name) {
        SipLookup.header(bytes, headersFrom, headersTo(), name, asked);
        return asked;
    }

    private int headersTo() {
        return body > 0 ? body : end;
    }

    @Override
    public ByteText host(UriPlace place) {
        switch (place) {
            case REQUEST_URI -> SipLookup.host(bytes, requestUriFrom, requestUriTo, asked);
            case FROM -> SipLookup.host(bytes, fromUriFrom, fromUriTo, asked);
            case TO -> hostOf("To");
            case CONTACT -> hostOf("Contact");
        }
        return asked;
    }

    private void hostOf(String header) {
        int value = SipLookup.header(bytes, headersFrom, headersTo(), header, asked);
        if (value >= 0) {
            SipLookup.hostOfAddress(bytes, value, value + asked.length(), asked);
        }
    }

    @Override
    public int q850Cause() {
        return q850Cause;
    }

    @Override
    public @Nullable Codec audio() {
        boolean answer = status >= 200 && status < 300 && method == SipMethod.INVITE;
        return answer && body > 0 ? Sdp.audio(bytes, body, end) : null;
    }
}
