package dev.signalbox.world.voice;

import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.world.traffic.CallPlan;
import dev.signalbox.world.traffic.Codec;

/**
 * The SIP messages (RFC 3261) of one call between two hosts, as text. A retry at the next carrier
 * is a leg of its own with the same Call-ID, From-tag and CSeq, as a proxy forks it.
 */
final class SipLeg {

    private static final long CSEQ_INVITE = 1;
    private static final long CSEQ_BYE = 2;

    private final CallPlan plan;
    private final IpEndpoint caller;
    private final IpEndpoint called;
    private final String branch;
    private final String toTag;

    /**
     * @param caller the host that sends the INVITE
     * @param called the host that gets it
     * @param attempt counts the legs of this call from 0
     */
    SipLeg(CallPlan plan, IpEndpoint caller, IpEndpoint called, int attempt) {
        this.plan = plan;
        this.caller = caller;
        this.called = called;
        String unique = Long.toHexString(plan.seed()) + "." + attempt;
        this.branch = "z9hG4bK" + unique;
        this.toTag = "t" + unique;
    }

    IpEndpoint caller() {
        return caller;
    }

    IpEndpoint called() {
        return called;
    }

    String invite() {
        return request("INVITE", branch, "", CSEQ_INVITE)
                + "Contact: <sip:"
                + plan.from()
                + "@"
                + caller
                + ">\r\nUser-Agent: voice-world\r\n"
                + body(sdp(caller));
    }

    String trying() {
        return response("100 Trying", "INVITE", CSEQ_INVITE, "") + body("");
    }

    /**
     * @param status 180, or 183 with early media
     */
    String ringing(int status) {
        String reason = status == 183 ? "183 Session Progress" : "180 Ringing";
        return response(reason, "INVITE", CSEQ_INVITE, toTag)
                + contact()
                + body(status == 183 ? sdp(called) : "");
    }

    String answer() {
        return response("200 OK", "INVITE", CSEQ_INVITE, toTag) + contact() + body(sdp(called));
    }

    String refusal(int status) {
        return response(SipReasons.of(status), "INVITE", CSEQ_INVITE, toTag) + body("");
    }

    /** For a refusal: hop by hop, with the INVITE's branch (RFC 3261 17.1.1.3). */
    String ackOfRefusal() {
        return request("ACK", branch, toTag, CSEQ_INVITE) + body("");
    }

    /** For an answer: a transaction of its own (RFC 3261 13.2.2.4). */
    String ackOfAnswer() {
        return request("ACK", branch + ".a", toTag, CSEQ_INVITE) + body("");
    }

    String cancel() {
        return request("CANCEL", branch, "", CSEQ_INVITE) + body("");
    }

    String cancelled() {
        return response("200 canceling", "CANCEL", CSEQ_INVITE, toTag) + body("");
    }

    /**
     * @param fromCaller who hangs up
     */
    String bye(boolean fromCaller) {
        return inDialog("BYE", fromCaller)
                + "Reason: Q.850;cause=16;text=\"Normal call clearing\"\r\n"
                + body("");
    }

    String byeAnswered(boolean fromCaller) {
        IpEndpoint sender = fromCaller ? caller : called;
        return "SIP/2.0 200 OK\r\n"
                + via(sender, branch + ".b")
                + parties(fromCaller)
                + cseq(CSEQ_BYE, "BYE")
                + body("");
    }

    private String inDialog(String method, boolean fromCaller) {
        IpEndpoint sender = fromCaller ? caller : called;
        IpEndpoint receiver = fromCaller ? called : caller;
        String user = fromCaller ? plan.to() : plan.from();
        return method
                + " sip:"
                + user
                + "@"
                + receiver
                + " SIP/2.0\r\n"
                + via(sender, branch + ".b")
                + "Max-Forwards: 69\r\n"
                + parties(fromCaller)
                + cseq(CSEQ_BYE, method);
    }

    private String parties(boolean fromCaller) {
        String callerParty = "<sip:" + plan.from() + "@" + caller + ">;tag=" + plan.fromTag();
        String calledParty = "<sip:" + plan.to() + "@" + called + ">;tag=" + toTag;
        return "From: "
                + (fromCaller ? callerParty : calledParty)
                + "\r\nTo: "
                + (fromCaller ? calledParty : callerParty)
                + "\r\nCall-ID: "
                + plan.callId()
                + "\r\n";
    }

    private String request(String method, String viaBranch, String tag, long cseq) {
        return method
                + " sip:"
                + plan.to()
                + "@"
                + called
                + " SIP/2.0\r\n"
                + via(caller, viaBranch)
                + "Max-Forwards: 69\r\n"
                + headers(tag)
                + cseq(cseq, method);
    }

    private String response(String status, String method, long cseq, String tag) {
        return "SIP/2.0 "
                + status
                + "\r\n"
                + via(caller, branch)
                + headers(tag)
                + cseq(cseq, method);
    }

    private String headers(String tag) {
        return "From: <sip:"
                + plan.from()
                + "@"
                + caller
                + ">;tag="
                + plan.fromTag()
                + "\r\nTo: <sip:"
                + plan.to()
                + "@"
                + called
                + ">"
                + (tag.isEmpty() ? "" : ";tag=" + tag)
                + "\r\nCall-ID: "
                + plan.callId()
                + "\r\n";
    }

    private String contact() {
        return "Contact: <sip:" + plan.to() + "@" + called + ">\r\n";
    }

    private static String via(IpEndpoint host, String branch) {
        return "Via: SIP/2.0/UDP " + host + ";branch=" + branch + "\r\n";
    }

    private static String cseq(long number, String method) {
        return "CSeq: " + number + " " + method + "\r\n";
    }

    /** All bodies are ASCII: characters are bytes. */
    private static String body(String sdp) {
        return (sdp.isEmpty() ? "" : "Content-Type: application/sdp\r\n")
                + "Content-Length: "
                + sdp.length()
                + "\r\n\r\n"
                + sdp;
    }

    private String sdp(IpEndpoint host) {
        Codec codec = plan.codec();
        int rtpPort = 16_384 + (int) (plan.index() % 8_000) * 2;
        return "v=0\r\no=- "
                + plan.index()
                + " 1 IN IP4 "
                + host.address()
                + "\r\ns=-\r\nc=IN IP4 "
                + host.address()
                + "\r\nt=0 0\r\nm=audio "
                + rtpPort
                + " RTP/AVP "
                + codec.payloadType()
                + " 101\r\na=rtpmap:"
                + codec.payloadType()
                + " "
                + codec.rtpMap()
                + "\r\na=rtpmap:101 telephone-event/8000\r\na=ptime:20\r\na=sendrecv\r\n";
    }
}
