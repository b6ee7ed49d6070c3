package dev.signalbox.agent.parse;

import dev.signalbox.agent.parse.ParseResult.Reason;
import dev.signalbox.model.sip.SipMessage;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads a SIP message (RFC 3261) for what {@link SipMessage} holds, in one pass over its headers.
 * Line ends may be CRLF or LF; of the body only the audio format of an answer is read. Bytes become
 * characters one to one (ISO 8859-1), so that identifiers compare as they were sent, whatever they
 * contain.
 *
 * <p>What call tracking reads must be sound; what it does not read (Content-Length, Max-Forwards,
 * dates, bodies) may be wrong: this is an observer, and the SBC has judged the message already.
 */
public final class SipParser {

    private static final byte CR = '\r';
    private static final byte LF = '\n';
    private static final long CSEQ_MAX = Integer.MAX_VALUE;

    /** Methods that occur all the time, to spare a string for each message. */
    private static final String[] METHODS = {
        "INVITE", "ACK", "BYE", "CANCEL", "OPTIONS", "REGISTER", "PRACK", "UPDATE", "INFO"
    };

    private final byte[] bytes;
    private final int end;
    private @Nullable SipResult problem;

    private String method = "";
    private String requestUser = "";
    private int status;
    private @Nullable String callId;
    private @Nullable String fromTag;
    private String fromUser = "";
    private boolean toSeen;
    private @Nullable String toTag;
    private long cseq = -1;
    private String cseqMethod = "";
    private boolean viaSeen;
    private String branch = "";
    private int q850Cause;
    private int body;

    private SipParser(byte[] bytes, int end) {
        this.bytes = bytes;
        this.end = end;
    }

    /** Reads the bytes from {@code from} to before {@code to}. Never throws. */
    public static SipResult parse(byte[] bytes, int from, int to) {
        return new SipParser(bytes, to).message(from);
    }

    private SipResult message(int from) {
        int at = from;
        // RFC 3261 section 7.5: empty lines before the start line are ignored.
        while (at < end && (bytes[at] == CR || bytes[at] == LF || bytes[at] == 0)) {
            at++;
        }
        if (at == end) {
            return new SipResult.KeepAlive();
        }
        int lineEnd = lineEnd(at);
        if (lineEnd < 0) {
            return malformed(Reason.NOT_SIP, "no line end");
        }
        startLine(at, withoutCr(at, lineEnd));
        if (problem == null) {
            headers(lineEnd + 1);
        }
        return problem != null ? problem : built();
    }

    private void headers(int from) {
        int line = from;
        while (problem == null) {
            if (line == end) {
                // Some senders leave the empty line out; every header is whole.
                return;
            }
            int lineEnd = lineEnd(line);
            if (lineEnd < 0) {
                malformed(Reason.TRUNCATED_SIP, "the last header has no line end");
                return;
            }
            if (withoutCr(line, lineEnd) == line) {
                body = lineEnd + 1;
                return;
            }
            // RFC 3261 section 7.3.1: a line that starts with white space goes on with the last.
            while (lineEnd + 1 < end && SipText.isBlank(bytes[lineEnd + 1])) {
                int next = lineEnd(lineEnd + 1);
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
        status = sound ? (int) SipText.number(bytes, code, code + 3, 699) : -1;
        if (status < 100) {
            malformed(Reason.NOT_SIP, "status line \"" + SipText.quote(bytes, from, to) + '"');
        }
    }

    private void requestLine(int from, int to) {
        int methodEnd = SipText.tokenEnd(bytes, from, to);
        int version = to - "SIP/2.0".length();
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
            if (SipText.isBlank(bytes[i]) || bytes[i] == '<' || bytes[i] == '>') {
                malformed(
                        Reason.BAD_SIP, "Request-URI \"" + SipText.quote(bytes, uri, uriEnd) + '"');
                return;
            }
        }
        method = methodName(from, methodEnd);
        requestUser = SipText.user(bytes, uri, uriEnd);
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
        int value = SipText.skipSpace(bytes, colon + 1, to);
        int valueEnd = SipText.trimEnd(bytes, value, to);
        switch (nameEnd - from) {
            case 1 -> compact(bytes[from] | 0x20, value, valueEnd);
            case 2 -> named(from, "To", 't', value, valueEnd);
            case 3 -> named(from, "Via", 'v', value, valueEnd);
            case 4 -> {
                named(from, "From", 'f', value, valueEnd);
                if (SipText.startsWith(bytes, from, nameEnd, "CSeq")) {
                    cseq(value, valueEnd);
                }
            }
            case 6 -> {
                if (SipText.startsWith(bytes, from, nameEnd, "Reason")) {
                    reason(value, valueEnd);
                }
            }
            case 7 -> named(from, "Call-ID", 'i', value, valueEnd);
            default -> {}
        }
    }

    private void named(int from, String name, int compact, int value, int valueEnd) {
        if (SipText.startsWith(bytes, from, from + name.length(), name)) {
            compact(compact, value, valueEnd);
        }
    }

    /** RFC 3261 section 7.3.3: one letter stands for the name. */
    private void compact(int letter, int from, int to) {
        switch (letter) {
            case 'i' -> {
                if (callId != null || from == to) {
                    malformed(Reason.BAD_SIP, callId == null ? "Call-ID is empty" : "two Call-IDs");
                }
                callId = SipText.text(bytes, from, to);
            }
            case 'f' -> {
                if (fromTag != null) {
                    malformed(Reason.BAD_SIP, "two From headers");
                }
                SipText.Address address = address("From", from, to);
                if (address != null) {
                    fromUser = address.user();
                    fromTag = address.tag() == null ? "" : address.tag();
                }
            }
            case 't' -> {
                if (toSeen) {
                    malformed(Reason.BAD_SIP, "two To headers");
                }
                toSeen = true;
                SipText.Address address = address("To", from, to);
                if (address != null) {
                    toTag = address.tag();
                }
            }
            case 'v' -> {
                // Only the topmost Via belongs to this hop.
                if (!viaSeen) {
                    viaSeen = true;
                    String value = SipText.parameter(bytes, from, to, "branch");
                    branch = value == null ? "" : value;
                }
            }
            default -> {}
        }
    }

    private SipText.@Nullable Address address(String name, int from, int to) {
        SipText.Address address = SipText.address(bytes, from, to);
        if (address == null) {
            malformed(Reason.BAD_SIP, name + " \"" + SipText.quote(bytes, from, to) + '"');
        }
        return address;
    }

    private void cseq(int from, int to) {
        int digits = from;
        while (digits < to && bytes[digits] >= '0' && bytes[digits] <= '9') {
            digits++;
        }
        int name = SipText.skipSpace(bytes, digits, to);
        long number = SipText.number(bytes, from, digits, CSEQ_MAX);
        if (cseq >= 0
                || number < 0
                || name == digits
                || name == to
                || SipText.tokenEnd(bytes, name, to) != to) {
            malformed(
                    Reason.BAD_SIP,
                    cseq >= 0 ? "two CSeqs" : "CSeq \"" + SipText.quote(bytes, from, to) + '"');
            return;
        }
        cseq = number;
        cseqMethod = methodName(name, to);
    }

    /** RFC 3326: {@code Reason: SIP;cause=200, Q.850;cause=16;text="..."}. */
    private void reason(int from, int to) {
        int at = from;
        while (at < to && q850Cause == 0) {
            int next = SipText.listItemEnd(bytes, at, to);
            int protocol = SipText.skipSpace(bytes, at, next);
            int protocolEnd = SipText.tokenEnd(bytes, protocol, next);
            if (protocolEnd - protocol == 5
                    && SipText.startsWith(bytes, protocol, protocolEnd, "Q.850")) {
                String cause = SipText.parameter(bytes, protocolEnd, next, "cause");
                if (cause != null) {
                    byte[] digits = cause.getBytes(StandardCharsets.ISO_8859_1);
                    q850Cause = (int) Math.max(0, SipText.number(digits, 0, digits.length, 127));
                }
            }
            at = next + 1;
        }
    }

    private SipResult built() {
        if (callId == null || fromTag == null || !toSeen || cseq < 0) {
            String missing =
                    callId == null ? "Call-ID" : fromTag == null ? "From" : toSeen ? "CSeq" : "To";
            return malformed(Reason.BAD_SIP, "no " + missing);
        }
        if (method.isEmpty()) {
            return new SipResult.Message(
                    new SipMessage.Response(
                            status,
                            q850Cause,
                            audioClockHz(),
                            callId,
                            fromTag,
                            toTag,
                            cseq,
                            cseqMethod,
                            branch));
        }
        if (!method.equals(cseqMethod)) {
            return malformed(Reason.BAD_SIP, "method " + method + " and CSeq method " + cseqMethod);
        }
        return new SipResult.Message(
                new SipMessage.Request(
                        method,
                        requestUser,
                        fromUser,
                        q850Cause,
                        callId,
                        fromTag,
                        toTag,
                        cseq,
                        cseqMethod,
                        branch));
    }

    private int audioClockHz() {
        boolean answer = status >= 200 && status < 300 && cseqMethod.equals("INVITE");
        return answer && body > 0 ? Sdp.audioClockHz(bytes, body, end) : 0;
    }

    private String methodName(int from, int to) {
        for (String known : METHODS) {
            if (known.length() == to - from && SipText.equals(bytes, from, known)) {
                return known;
            }
        }
        return SipText.text(bytes, from, to);
    }

    /** Where the line's LF stands, or -1. */
    private int lineEnd(int from) {
        return SipText.indexOf(bytes, from, end, LF);
    }

    private int withoutCr(int from, int lineEnd) {
        return lineEnd > from && bytes[lineEnd - 1] == CR ? lineEnd - 1 : lineEnd;
    }

    private SipResult malformed(Reason reason, String detail) {
        SipResult.Malformed result = new SipResult.Malformed(reason, detail);
        if (problem == null) {
            problem = result;
        }
        return result;
    }
}
