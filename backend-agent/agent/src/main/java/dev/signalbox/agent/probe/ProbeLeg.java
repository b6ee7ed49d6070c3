package dev.signalbox.agent.probe;

import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.policy.Trunk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One probe's identity and the requests that belong to it, written as RFC 3261 wants them: CANCEL
 * and the ACK of a refusal repeat the INVITE's branch (9.1, 17.1.1.3), ACK and BYE of an answer go
 * to its Contact along its route set (12.2.1.1).
 *
 * @param trunk the trunk under probe
 * @param local where answers come to
 * @param user of the request URI: the test number, or empty for OPTIONS
 * @param id random, unguessable from outside; Call-ID, tag and branches are made of it
 */
record ProbeLeg(Trunk trunk, IpEndpoint local, String user, String id) {

    /** The user that all probes come from, so that everybody can tell them from callers. */
    static final String FROM_USER = "signalbox-test";

    String callId() {
        return id + "@" + host(local);
    }

    SipRequest options() {
        return request("OPTIONS", uri(), "1 OPTIONS", "", "", "Accept: application/sdp\r\n");
    }

    SipRequest invite() {
        String contact =
                "Contact: <sip:" + FROM_USER + "@" + local + transportParameter() + ">\r\n";
        SipRequest bare = request("INVITE", uri(), "1 INVITE", "", "", contact);
        return new SipRequest(bare.transport(), bare.head(), sdp());
    }

    SipRequest cancel() {
        return request("CANCEL", uri(), "1 CANCEL", "", "", "");
    }

    /** ACK of a final response that is no answer. */
    SipRequest ackRefusal(SipAnswer refusal) {
        return request("ACK", uri(), "1 ACK", refusal.toTag(), "", "");
    }

    /** ACK of an answer. */
    SipRequest ackAnswer(SipAnswer answer) {
        return inDialog("ACK", "1 ACK", answer);
    }

    SipRequest bye(SipAnswer answer) {
        return inDialog("BYE", "2 BYE", answer);
    }

    private SipRequest inDialog(String method, String cseq, SipAnswer answer) {
        List<String> routes = new ArrayList<>(answer.routes());
        Collections.reverse(routes);
        StringBuilder headers = new StringBuilder();
        routes.forEach(route -> headers.append("Route: ").append(route).append("\r\n"));
        String target = answer.contact() == null ? uri() : answer.contact();
        return request(
                method,
                target,
                cseq,
                answer.toTag(),
                method + answer.toTag().hashCode(),
                headers.toString());
    }

    private SipRequest request(
            String method,
            String target,
            String cseq,
            String toTag,
            String branchSuffix,
            String headers) {
        String head =
                method
                        + (" " + target + " SIP/2.0\r\n")
                        + ("Via: SIP/2.0/" + trunk.transport() + " " + local)
                        + (";branch=z9hG4bK" + id + branchSuffix + ";rport\r\n")
                        + "Max-Forwards: 70\r\n"
                        + ("From: <sip:" + FROM_USER + "@" + host(local) + ">;tag=" + id + "\r\n")
                        + ("To: <"
                                + uri()
                                + ">"
                                + (toTag.isEmpty() ? "" : ";tag=" + toTag)
                                + "\r\n")
                        + ("Call-ID: " + callId() + "\r\n")
                        + ("CSeq: " + cseq + "\r\n")
                        + headers
                        + "User-Agent: Signalbox\r\n";
        return new SipRequest(trunk.transport(), head, "");
    }

    private String uri() {
        return "sip:"
                + (user.isEmpty() ? "" : user + "@")
                + trunk.endpoint()
                + transportParameter();
    }

    private String transportParameter() {
        return trunk.transport() == Trunk.Transport.TCP ? ";transport=tcp" : "";
    }

    /** An offer that is honest: no media is sent or wanted (RFC 3264, 5.1), port 9 is discard. */
    private String sdp() {
        String family = local.isV4() ? "IP4 " : "IP6 ";
        return "v=0\r\n"
                + ("o=" + FROM_USER + " 1 1 IN " + family + local.address() + "\r\n")
                + "s=-\r\n"
                + ("c=IN " + family + local.address() + "\r\n")
                + "t=0 0\r\n"
                + "m=audio 9 RTP/AVP 8 0\r\n"
                + "a=inactive\r\n";
    }

    private static String host(IpEndpoint endpoint) {
        return endpoint.isV4() ? endpoint.address() : "[" + endpoint.address() + "]";
    }
}
