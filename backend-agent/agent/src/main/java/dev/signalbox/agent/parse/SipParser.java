package dev.signalbox.agent.parse;

import dev.signalbox.agent.parse.ParseResult.Reason;
import dev.signalbox.agent.parse.SipResult.KeepAlive;
import dev.signalbox.agent.parse.SipResult.Malformed;
import dev.signalbox.model.sip.MirroredSip;
import dev.signalbox.model.sip.SipMessage;
import org.jspecify.annotations.Nullable;

/**
 * Reads SIP messages (RFC 3261) for what {@link SipMessage} shows, each in one pass over its
 * headers and without making objects. Line ends may be CRLF or LF; of the body only the audio
 * format of an answer is read.
 *
 * <p>What call tracking reads must be sound; what it does not read (Content-Length, Max-Forwards,
 * dates, bodies) may be wrong: this is an observer, and the SBC has judged the message already.
 *
 * <p>Used by one thread. The message belongs to the parser and is another one after the next call.
 */
public final class SipParser {

    private static final byte CR = '\r';
    private static final byte LF = '\n';
    private static final long CSEQ_MAX = Integer.MAX_VALUE;
    private static final KeepAlive KEEP_ALIVE = new KeepAlive();
    private static final int VERSION_LENGTH = "SIP/2.0".length();
    private static final int Q850_CAUSE_MAX = 127;

    private final SipFields fields = new SipFields();
    private final SipResult.Message message = new SipResult.Message(fields);

    private byte[] bytes = {};
    private int end;
    private @Nullable Malformed problem;
    private int methodFrom;
    private int methodTo;
    private boolean fromSeen;
    private boolean toSeen;
    private boolean viaSeen;

    /** Where every message is put that {@link #parse} finds sound. */
    public SipMessage message() {
        return fields;
    }

    /**
     * What the message that was read last says of the media of a call: the vq-rtcpxr body of a
     * PUBLISH or NOTIFY, the X-RTP-Stat header of a BYE.
     *
     * @param frame around that message
     * @return a report, a rejection of one that is broken, or null when the message is silent
     */
    public @Nullable ParseResult quality(MirroredSip frame) {
        return SipQuality.of(fields, frame);
    }

    /** Reads the bytes from {@code from} to before {@code to}. Never throws. */
    public SipResult parse(byte[] newBytes, int from, int to) {
        bytes = newBytes;
        end = to;
        problem = null;
        fromSeen = false;
        toSeen = false;
        viaSeen = false;
        fields.clear(newBytes, to);
        int at = from;
        // RFC 3261 section 7.5: empty lines before the start line are ignored.
        while (at < end && (bytes[at] == CR || bytes[at] == LF || bytes[at] == 0)) {
            at++;
        }
        if (at == end) {
            return KEEP_ALIVE;
        }
        int lineEnd = SipText.indexOf(bytes, at, end, LF);
        if (lineEnd < 0) {
            return malformed(Reason.NOT_SIP, "no line end");
        }
        startLine(at, withoutCr(at, lineEnd));
        if (problem == null) {
            fields.headersFrom = lineEnd + 1;
            headers(lineEnd + 1);
        }
        if (problem == null) {
            checkWhole();
        }
        return problem == null ? message : problem;
    }

    private void headers(int from) {
        int line = from;
        while (problem == null) {
            if (line == end) {
                // Some senders leave the empty line out; every header is whole.
                return;
            }
            int lineEnd = SipText.indexOf(bytes, line, end, LF);
            if (lineEnd < 0) {
                malformed(Reason.TRUNCATED_SIP, "the last header has no line end");
                return;
            }
            if (withoutCr(line, lineEnd) == line) {
                fields.body = lineEnd + 1;
                return;
            }
            // RFC 3261 section 7.3.1: a line that starts with white space goes on with the last.
            while (lineEnd + 1 < end && SipText.isBlank(bytes[lineEnd + 1])) {
                int next = SipText.indexOf(bytes, lineEnd + 1, end, LF);
                if (next < 0) {
                    malformed(Reason.TRUNCATED_SIP, "the last header has no line end");
                    return;
                }
                lineEnd = next;
            }
            header(line, withoutCr(line, lineEnd));
            line = lineEnd + 1;
        }
    }

    private void startLine(int from, int to) {
        if (SipText.startsWith(bytes, from, to, "SIP/")) {
            statusLine(from, to);
        } else {
            requestLine(from, to);
        }
    }

    private void statusLine(int from, int to) {
        int code = from + "SIP/2.0 ".length();
        boolean sound =
                SipText.startsWith(bytes, from, to, "SIP/2.0 ")
                        && to - code >= 3
                        && (to - code == 3 || bytes[code + 3] == ' ');
        fields.status = sound ? (int) SipText.number(bytes, code, code + 3, 699) : -1;
        if (fields.status < 100) {
            malformed(Reason.NOT_SIP, "status line \"" + SipText.quote(bytes, from, to) + '"');
        }
    }

    private void requestLine(int from, int to) {
        int methodEnd = SipText.tokenEnd(bytes, from, to);
        int version = to - VERSION_LENGTH;
        boolean sound =
                methodEnd > from
                        && version > methodEnd + 2
                        && SipText.startsWith(bytes, version, to, "SIP/2.0")
                        && bytes[methodEnd] == ' '
                        && bytes[version - 1] == ' ';
        if (!sound) {
            malformed(Reason.NOT_SIP, "start line \"" + SipText.quote(bytes, from, to) + '"');
            return;
        }
        int uri = methodEnd + 1;
        int uriEnd = version - 1;
        for (int i = uri; i < uriEnd; i++) {
            byte b = bytes[i];
            if (b == ' ' || b == '\t' || b == '<' || b == '>') {
                malformed(
                        Reason.BAD_SIP, "Request-URI \"" + SipText.quote(bytes, uri, uriEnd) + '"');
                return;
            }
        }
        methodFrom = from;
        methodTo = methodEnd;
        fields.requestUriFrom = uri;
        fields.requestUriTo = uriEnd;
    }

    private void header(int from, int to) {
        int colon = SipText.indexOf(bytes, from, to, ':');
        int nameEnd = colon;
        while (nameEnd > from && SipText.isBlank(bytes[nameEnd - 1])) {
            nameEnd--;
        }
        if (colon < 0 || nameEnd == from) {
            malformed(Reason.BAD_SIP, "header \"" + SipText.quote(bytes, from, to) + '"');
            return;
        }
        // The first letter rules most headers out: none but these are read.
        switch (bytes[from] | 0x20) {
            case 'c' -> {
                if (isNamed(from, nameEnd, "Call-ID")) {
                    callId(colon, to);
                } else if (isNamed(from, nameEnd, "CSeq")) {
                    cseq(colon, to);
                }
            }
            case 'i' -> {
                if (nameEnd - from == 1) {
                    callId(colon, to);
                }
            }
            case 'f' -> {
                if (nameEnd - from == 1 || isNamed(from, nameEnd, "From")) {
                    from(colon, to);
                }
            }
            case 't' -> {
                if (nameEnd - from == 1 || isNamed(from, nameEnd, "To")) {
                    to(colon, to);
                }
            }
            case 'v' -> {
                if (nameEnd - from == 1 || isNamed(from, nameEnd, "Via")) {
                    via(colon, to);
                }
            }
            case 'r' -> {
                if (isNamed(from, nameEnd, "Reason")) {
                    reason(colon, to);
                }
            }
            case 'x' -> {
                if (isNamed(from, nameEnd, "X-RTP-Stat")) {
                    fields.rtpStatFrom = colon + 1;
                    fields.rtpStatTo = to;
                }
            }
            default -> {}
        }
    }

    private boolean isNamed(int from, int nameEnd, String name) {
        return nameEnd - from == name.length() && SipText.startsWith(bytes, from, nameEnd, name);
    }

    private void callId(int colon, int lineEnd) {
        int from = SipText.skipSpace(bytes, colon + 1, lineEnd);
        int to = SipText.trimEnd(bytes, from, lineEnd);
        boolean twice = fields.callId.isPresent();
        if (twice || from == to) {
            malformed(Reason.BAD_SIP, twice ? "two Call-IDs" : "Call-ID is empty");
        }
        fields.callId.set(bytes, from, to);
    }

    private void from(int colon, int lineEnd) {
        if (fromSeen) {
            malformed(Reason.BAD_SIP, "two From headers");
        }
        fromSeen = true;
        int parameters = address("From", colon, lineEnd);
        if (parameters >= 0) {
            fields.fromUriFrom = uriFrom;
            fields.fromUriTo = uriTo;
            SipText.parameter(bytes, parameters, lineEnd, "tag", fields.fromTag);
        }
    }

    private void to(int colon, int lineEnd) {
        if (toSeen) {
            malformed(Reason.BAD_SIP, "two To headers");
        }
        toSeen = true;
        int parameters = address("To", colon, lineEnd);
        if (parameters >= 0) {
            SipText.parameter(bytes, parameters, lineEnd, "tag", fields.toTag);
        }
    }

    private int uriFrom;
    private int uriTo;

    /**
     * A name-addr or addr-spec (RFC 3261 section 20.10); its URI stands between {@link #uriFrom}
     * and {@link #uriTo}.
     *
     * @return where its parameters begin, -1 when quotes or brackets do not close
     */
    private int address(String name, int colon, int to) {
        int from = SipText.skipSpace(bytes, colon + 1, to);
        int at = from;
        uriFrom = from;
        uriTo = -1;
        while (at < to && bytes[at] != ';') {
            int next = SipText.skip(bytes, at, to);
            if (next < 0) {
                malformed(
                        Reason.BAD_SIP,
                        name + " \"" + SipText.quote(bytes, from, trimmed(to)) + '"');
                return -1;
            }
            if (bytes[at] == '<') {
                uriFrom = at + 1;
                uriTo = next - 1;
            }
            at = next;
        }
        if (uriTo < 0) {
            uriTo = at;
        }
        return at;
    }

    private int trimmed(int to) {
        return SipText.trimEnd(bytes, 0, to);
    }

    private void via(int colon, int to) {
        // Only the topmost Via belongs to this hop.
        if (!viaSeen) {
            viaSeen = true;
            SipText.parameter(bytes, colon + 1, to, "branch", fields.branch);
        }
    }

    private void cseq(int colon, int lineEnd) {
        int from = SipText.skipSpace(bytes, colon + 1, lineEnd);
        int to = SipText.trimEnd(bytes, from, lineEnd);
        int digits = from;
        while (digits < to && bytes[digits] >= '0' && bytes[digits] <= '9') {
            digits++;
        }
        int name = SipText.skipSpace(bytes, digits, to);
        long number = SipText.number(bytes, from, digits, CSEQ_MAX);
        boolean twice = fields.cseq >= 0;
        boolean sound =
                number >= 0
                        && name > digits
                        && name < to
                        && SipText.tokenEnd(bytes, name, to) == to;
        if (twice || !sound) {
            malformed(
                    Reason.BAD_SIP,
                    twice ? "two CSeqs" : "CSeq \"" + SipText.quote(bytes, from, to) + '"');
            return;
        }
        fields.cseq = number;
        fields.method = SipText.method(bytes, name, to);
        cseqMethodFrom = name;
        cseqMethodTo = to;
    }

    private int cseqMethodFrom;
    private int cseqMethodTo;

    /** RFC 3326: {@code Reason: SIP;cause=200, Q.850;cause=16;text="..."}. */
    private void reason(int colon, int to) {
        int at = colon + 1;
        while (at < to && fields.q850Cause == 0) {
            int next = SipText.listItemEnd(bytes, at, to);
            int protocol = SipText.skipSpace(bytes, at, next);
            int protocolEnd = SipText.tokenEnd(bytes, protocol, next);
            if (isNamed(protocol, protocolEnd, "Q.850")) {
                long cause =
                        SipText.numberParameter(bytes, protocolEnd, next, "cause", Q850_CAUSE_MAX);
                fields.q850Cause = (int) Math.max(0, cause);
            }
            at = next + 1;
        }
    }

    private void checkWhole() {
        if (!fields.callId.isPresent() || !fromSeen || !toSeen || fields.cseq < 0) {
            String missing =
                    !fields.callId.isPresent()
                            ? "Call-ID"
                            : !fromSeen ? "From" : toSeen ? "CSeq" : "To";
            malformed(Reason.BAD_SIP, "no " + missing);
        } else if (fields.isRequest() && !sameMethods()) {
            malformed(
                    Reason.BAD_SIP,
                    "method "
                            + SipText.quote(bytes, methodFrom, methodTo)
                            + " and CSeq method "
                            + SipText.quote(bytes, cseqMethodFrom, cseqMethodTo));
        }
    }

    private boolean sameMethods() {
        int length = methodTo - methodFrom;
        if (length != cseqMethodTo - cseqMethodFrom) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[methodFrom + i] != bytes[cseqMethodFrom + i]) {
                return false;
            }
        }
        return true;
    }

    private int withoutCr(int from, int lineEnd) {
        return lineEnd > from && bytes[lineEnd - 1] == CR ? lineEnd - 1 : lineEnd;
    }

    /** The first problem stands. */
    private Malformed malformed(Reason reason, String detail) {
        if (problem == null) {
            problem = new Malformed(reason, detail);
        }
        return problem;
    }
}
