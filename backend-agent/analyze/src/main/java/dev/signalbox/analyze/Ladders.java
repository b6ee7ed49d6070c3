package dev.signalbox.analyze;

import dev.signalbox.analyze.capture.Payloads;
import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.sip.MirroredSip;
import dev.signalbox.model.sip.SipMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The messages of some calls, to be drawn. Keeps nothing unless it was asked to. */
public final class Ladders {

    private static final int CALLS_MAX = 200;
    private static final int ARROWS_MAX = 300;
    private static final int FIRST_LINE_MAX = 200;

    /**
     * A message.
     *
     * @param label method and address, or status and reason
     * @param detail the method that a response is of, and whether there is a session description
     * @param failed a response of 400 or above
     */
    public record Arrow(
            long micros,
            IpEndpoint from,
            IpEndpoint to,
            String label,
            String detail,
            boolean failed) {}

    private final Map<String, List<Arrow>> byCall = new LinkedHashMap<>();
    private final @Nullable String only;
    private final boolean firstCalls;
    private final boolean numbers;

    /**
     * Nothing seen yet.
     *
     * @param only a Call-ID, null for none in particular
     * @param firstCalls keep the first calls of the capture too
     * @param numbers show phone numbers as they are
     */
    Ladders(@Nullable String only, boolean firstCalls, boolean numbers) {
        this.only = only;
        this.firstCalls = firstCalls;
        this.numbers = numbers;
    }

    void add(MirroredSip sip, byte[] bytes, int from, int length) {
        if (only == null && !firstCalls) {
            return;
        }
        SipMessage message = sip.message();
        boolean wanted = only != null && message.callId().is(only);
        if (!wanted && !firstCalls) {
            return;
        }
        String callId = message.callId().toString();
        List<Arrow> arrows = byCall.get(callId);
        if (arrows == null) {
            if (!wanted && byCall.size() >= CALLS_MAX) {
                return;
            }
            arrows = new ArrayList<>();
            byCall.put(callId, arrows);
        }
        if (arrows.size() < ARROWS_MAX) {
            arrows.add(arrow(sip, bytes, from, length));
        }
    }

    private Arrow arrow(MirroredSip sip, byte[] bytes, int from, int length) {
        SipMessage message = sip.message();
        String line = firstLine(bytes, from, length);
        String label =
                message.isRequest()
                        ? line.replaceFirst(" SIP/2.0$", "")
                                .replaceFirst(" sips?:", " ")
                                .replaceFirst(";.*", "")
                        : line.replaceFirst("^SIP/2.0 ", "");
        int body = Payloads.bodyStart(bytes, from, from + length);
        boolean session =
                body >= 0
                        && body + 2 < from + length
                        && bytes[body] == 'v'
                        && bytes[body + 1] == '=';
        String detail =
                (message.isRequest() ? "" : message.method().name()) + (session ? " SDP" : "");
        return new Arrow(
                sip.sentMicros(),
                sip.source(),
                sip.destination(),
                numbers ? label : maskedUser(label),
                detail.strip(),
                message.status() >= 400);
    }

    /** Hosts stay as they are: an address is no phone number. */
    private static String maskedUser(String label) {
        int at = label.indexOf('@');
        return at < 0 ? label : Numbers.masked(label.substring(0, at)) + label.substring(at);
    }

    private static String firstLine(byte[] bytes, int from, int length) {
        int at = from;
        int end = Math.min(from + length, from + FIRST_LINE_MAX);
        while (at < end && (bytes[at] == '\r' || bytes[at] == '\n')) {
            at++;
        }
        int start = at;
        while (at < end && bytes[at] >= ' ') {
            at++;
        }
        return new String(bytes, start, at - start, StandardCharsets.ISO_8859_1);
    }

    /** The messages of a call in the order of the capture; empty when it was not seen. */
    public List<Arrow> of(String callId) {
        return List.copyOf(byCall.getOrDefault(callId, List.of()));
    }

    /** Calls that were kept, in the order of the capture. */
    public List<String> callIds() {
        return List.copyOf(byCall.keySet());
    }
}
