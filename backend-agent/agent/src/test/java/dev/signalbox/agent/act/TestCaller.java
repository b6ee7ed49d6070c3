package dev.signalbox.agent.act;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Rings numbers at an SBC on loopback, one call at a time. */
final class TestCaller implements AutoCloseable {

    private static final int ANSWER_MILLIS_MAX = 8000;

    private final DatagramSocket socket;
    private final InetSocketAddress sbc;
    private int calls;

    TestCaller(int sbcPort) throws IOException {
        sbc = new InetSocketAddress(InetAddress.getLoopbackAddress(), sbcPort);
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(ANSWER_MILLIS_MAX);
    }

    /** Sends an INVITE and returns its Call-ID at once. */
    String begin(String number) throws IOException {
        String callId = "c" + ++calls + "-" + socket.getLocalPort();
        send(request("INVITE", number, callId, ""));
        return callId;
    }

    /** Waits for the final response of a call and acknowledges it; its code. */
    int end(String number, String callId) throws IOException {
        while (true) {
            DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
            socket.receive(packet);
            String text =
                    new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII);
            int code = Integer.parseInt(text.substring(8, 11));
            if (code >= 200 && header(text, "Call-ID").equals(callId)) {
                String to = header(text, "To");
                send(request("ACK", number, callId, to.substring(to.indexOf(";tag="))));
                return code;
            }
        }
    }

    /** A whole call; its Call-ID. */
    String call(String number) throws IOException {
        String callId = begin(number);
        end(number, callId);
        return callId;
    }

    @Override
    public void close() {
        socket.close();
    }

    static String header(String text, String name) {
        for (String line : text.split("\r\n", -1)) {
            if (line.startsWith(name + ":")) {
                return line.substring(name.length() + 1).strip();
            }
        }
        return "";
    }

    private String request(String method, String number, String callId, String toTag) {
        String here = "127.0.0.1:" + socket.getLocalPort();
        return (method
                        + " sip:"
                        + number
                        + "@127.0.0.1:"
                        + sbc.getPort()
                        + " SIP/2.0\n"
                        + "Via: SIP/2.0/UDP "
                        + here
                        + ";branch=z9hG4bK"
                        + callId
                        + "\n"
                        + "From: <sip:caller@"
                        + here
                        + ">;tag="
                        + callId
                        + "\n"
                        + "To: <sip:"
                        + number
                        + "@127.0.0.1>"
                        + toTag
                        + "\n"
                        + "Call-ID: "
                        + callId
                        + "\n"
                        + "CSeq: 1 "
                        + method
                        + "\n"
                        + "Contact: <sip:caller@"
                        + here
                        + ">\n"
                        + "Max-Forwards: 70\n"
                        + "Content-Length: 0\n\n")
                .replace("\n", "\r\n");
    }

    private void send(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        socket.send(new DatagramPacket(bytes, bytes.length, sbc));
    }
}
