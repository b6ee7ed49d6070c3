package dev.signalbox.world.bench.hep;

import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.world.bench.hep.Move.By;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The messages of one kind of call on one carrier's leg, as an SBC and a carrier write them. */
final class SipTexts {

    /** What comes after the set-up counts its own CSeqs, far from those of retries. */
    private static final int LATER_CSEQ = 100;

    private static final String N = MessageTemplate.NUMBER;

    private final IpEndpoint caller;
    private final IpEndpoint called;
    private final int carrier;
    private int inviteCseq = 1;

    private SipTexts(int carrier) {
        this.carrier = carrier;
        boolean inbound = carrier == BenchTrunks.INBOUND;
        caller = inbound ? BenchTrunks.endpoint(carrier) : BenchTrunks.SBC;
        called = inbound ? BenchTrunks.SBC : BenchTrunks.endpoint(carrier);
    }

    /**
     * Packets of all its messages in their order.
     *
     * @param carrier a place in {@link BenchTrunks#CARRIERS}
     * @param direct outside the heap
     */
    static MessageTemplate[] of(CallKind kind, int carrier, boolean direct) {
        SipTexts texts = new SipTexts(carrier);
        List<MessageTemplate> packets = new ArrayList<>();
        for (Move move : kind.moves()) {
            boolean byCaller = move.by == By.CALLER;
            packets.add(
                    MessageTemplate.of(
                            direct,
                            byCaller ? texts.caller : texts.called,
                            byCaller ? texts.called : texts.caller,
                            texts.text(move)));
        }
        return packets.toArray(MessageTemplate[]::new);
    }

    private String text(Move move) {
        if (move == Move.INVITE_WITH_CREDENTIALS) {
            inviteCseq++;
        }
        String body = move.isWithSession() ? session(move) : "";
        StringBuilder text = new StringBuilder();
        text.append(
                move.isRequest()
                        ? "%s sip:+496955500123@%s SIP/2.0\r\n"
                                .formatted(move.method, receiver(move))
                        : "SIP/2.0 %d %s\r\n".formatted(move.status, reason(move)));
        line(text, "Via: SIP/2.0/UDP %s;branch=z9hG4bK-%s-%s;rport", sender(move), N, branch(move));
        if (move.isRequest()) {
            line(text, "Max-Forwards: 69");
        }
        String callers = "\"Anna\" <sip:+4930555%04d@%s>;tag=c%s".formatted(carrier, caller, N);
        String calleds = "<sip:+496955500123@%s>%s".formatted(called, tag(move));
        boolean asked = isAskedByCalled(move);
        line(text, "From: %s", asked ? calleds : callers);
        line(text, "To: %s", asked ? callers : calleds);
        line(text, "Call-ID: 5f2a-%s-b7c1@%s", N, caller);
        line(text, "CSeq: %d %s", cseq(move), move.method);
        rest(text, move);
        line(text, "Content-Length: %d", body.length());
        return text.append("\r\n").append(body).toString();
    }

    private void rest(StringBuilder text, Move move) {
        line(text, "Contact: <sip:%s;transport=udp>", move.by == By.CALLER ? caller : called);
        line(text, "User-Agent: Bench SBC 4.2.1");
        if (move.method.equals("INVITE")) {
            line(
                    text,
                    "Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, PRACK, UPDATE, REFER, NOTIFY, INFO");
            line(text, "Supported: 100rel, timer, replaces");
        }
        switch (move) {
            case INVITE_WITH_CREDENTIALS ->
                    line(
                            text,
                            "Proxy-Authorization: Digest username=\"bench\", realm=\"carrier\","
                                    + " nonce=\"b2f1c6\", uri=\"sip:%s\", response=\"%s\"",
                            called,
                            "0123456789abcdef0123456789abcdef");
            case CHALLENGE ->
                    line(text, "Proxy-Authenticate: Digest realm=\"carrier\", nonce=\"b2f1c6\"");
            case BUSY -> line(text, "Reason: Q.850;cause=17;text=\"User busy\"");
            case NOT_FOUND -> line(text, "Reason: Q.850;cause=1;text=\"Unallocated number\"");
            case UNAVAILABLE -> line(text, "Reason: Q.850;cause=34;text=\"No circuit available\"");
            case BYE, BYE_OF_CALLED -> line(text, "Reason: Q.850;cause=16");
            case PRACK -> line(text, "RAck: 1 1 INVITE");
            case REFER -> line(text, "Refer-To: <sip:+496955500199@%s>", called);
            case NOTIFY -> line(text, "Event: refer");
            case INFO -> line(text, "Info-Package: dtmf");
            default -> {
                // Nothing of its own.
            }
        }
        if (move.isWithSession()) {
            line(text, "Content-Type: application/sdp");
        }
    }

    /**
     * RFC 3261 section 8.1.1.7: of the transaction, the INVITE's also for its CANCEL and failure.
     */
    private String branch(Move move) {
        return switch (move) {
            case ACK -> "ack";
            case FORK_ACK -> "forkack";
            case HOLD, HOLD_TAKEN -> "hold";
            case HOLD_ACK -> "holdack";
            case FORK_BYE, FORK_BYE_TAKEN -> "forkbye";
            default ->
                    switch (move.method) {
                        case "INVITE", "ACK", "CANCEL" -> "invite" + inviteCseq;
                        default -> move.method.toLowerCase(Locale.ROOT);
                    };
        };
    }

    private int cseq(Move move) {
        return switch (move) {
            case HOLD, HOLD_TAKEN, HOLD_ACK -> LATER_CSEQ;
            default ->
                    switch (move.method) {
                        case "INVITE", "ACK", "CANCEL" -> inviteCseq;
                        case "BYE" -> LATER_CSEQ + 9;
                        default -> LATER_CSEQ + 1;
                    };
        };
    }

    /** RFC 3261 section 12.2.1.1: where the called one asks, the two have changed places. */
    private static boolean isAskedByCalled(Move move) {
        return move.isRequest() == (move.by == By.CALLED);
    }

    /** Of the called one. */
    private static String tag(Move move) {
        if (move.isOutsideDialog()) {
            return "";
        }
        return ";tag=%s%s".formatted(move.isOfFork() ? "f" : "d", N);
    }

    /** Of the request. */
    private IpEndpoint sender(Move move) {
        return isAskedByCalled(move) ? called : caller;
    }

    private IpEndpoint receiver(Move move) {
        return move.by == By.CALLER ? called : caller;
    }

    private static String reason(Move move) {
        return switch (move.status) {
            case 100 -> "Trying";
            case 180 -> "Ringing";
            case 183 -> "Session Progress";
            case 200 -> "OK";
            case 202 -> "Accepted";
            case 404 -> "Not Found";
            case 407 -> "Proxy Authentication Required";
            case 480 -> "Temporarily Unavailable";
            case 486 -> "Busy Here";
            case 487 -> "Request Terminated";
            case 500 -> "Server Internal Error";
            case 503 -> "Service Unavailable";
            case 603 -> "Decline";
            default -> "Unknown";
        };
    }

    private String session(Move move) {
        IpEndpoint speaker = move.by == By.CALLER ? caller : called;
        return """
        v=0\r
        o=- 20518 20518 IN IP4 %1$s\r
        s=-\r
        c=IN IP4 %1$s\r
        t=0 0\r
        m=audio 20518 RTP/AVP 8 0 101\r
        a=rtpmap:8 PCMA/8000\r
        a=rtpmap:0 PCMU/8000\r
        a=rtpmap:101 telephone-event/8000\r
        a=fmtp:101 0-16\r
        a=ptime:20\r
        a=%2$s\r
        """
                .formatted(speaker.address(), move == Move.HOLD ? "sendonly" : "sendrecv");
    }

    @SuppressWarnings("AnnotateFormatMethod") // all of them are in this class, and tests write all
    private static void line(StringBuilder text, String format, Object... values) {
        text.append(format.formatted(values)).append("\r\n");
    }
}
