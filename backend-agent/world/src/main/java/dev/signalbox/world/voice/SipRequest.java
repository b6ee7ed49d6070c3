package dev.signalbox.world.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A request as a carrier reads it: only what its response must repeat (RFC 3261 section 8.2.6).
 *
 * @param vias all Via values, topmost first
 */
record SipRequest(
        String method, List<String> vias, String from, String to, String callId, String cseq) {

    SipRequest {
        vias = List.copyOf(vias);
    }

    /** Reads a datagram; empty when it is no request with all the headers a response needs. */
    static Optional<SipRequest> read(String datagram) {
        String[] lines = datagram.split("\r?\n", -1);
        int space = lines[0].indexOf(' ');
        if (space <= 0 || lines[0].startsWith("SIP/")) {
            return Optional.empty();
        }
        List<String> vias = new ArrayList<>();
        String from = "";
        String to = "";
        String callId = "";
        String cseq = "";
        for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
            int colon = lines[i].indexOf(':');
            if (colon < 0) {
                continue;
            }
            String value = lines[i].substring(colon + 1).strip();
            switch (lines[i].substring(0, colon).strip().toLowerCase(Locale.ROOT)) {
                case "via", "v" -> vias.add(value);
                case "from", "f" -> from = value;
                case "to", "t" -> to = value;
                case "call-id", "i" -> callId = value;
                case "cseq" -> cseq = value;
                default -> {}
            }
        }
        if (vias.isEmpty()
                || from.isEmpty()
                || to.isEmpty()
                || callId.isEmpty()
                || cseq.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new SipRequest(lines[0].substring(0, space), vias, from, to, callId, cseq));
    }

    /** Branch of the topmost Via: a retransmission has the same one, and so has a CANCEL. */
    String branch() {
        String top = vias.getFirst();
        int at = top.indexOf(";branch=");
        if (at < 0) {
            return "";
        }
        int end = top.indexOf(';', at + 1);
        return top.substring(at + 8, end < 0 ? top.length() : end);
    }

    /** True inside a dialog. */
    boolean hasToTag() {
        return to.contains(";tag=");
    }

    /**
     * A response without body.
     *
     * @param toTag put on the To header when the request has none; empty for 100
     * @param extra further header lines, each ending with CR LF
     */
    String response(int status, String toTag, String extra) {
        StringBuilder text = new StringBuilder("SIP/2.0 ").append(SipReasons.of(status));
        text.append("\r\n");
        for (String via : vias) {
            text.append("Via: ").append(via).append("\r\n");
        }
        text.append("From: ").append(from).append("\r\nTo: ").append(to);
        if (!hasToTag() && !toTag.isEmpty()) {
            text.append(";tag=").append(toTag);
        }
        return text.append("\r\nCall-ID: ")
                .append(callId)
                .append("\r\nCSeq: ")
                .append(cseq)
                .append("\r\n")
                .append(extra)
                .append("Content-Length: 0\r\n\r\n")
                .toString();
    }
}
