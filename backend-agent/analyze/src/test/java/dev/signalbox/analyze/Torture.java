package dev.signalbox.analyze;

import dev.signalbox.agent.parse.SipParser;
import dev.signalbox.agent.parse.SipResult;
import dev.signalbox.analyze.capture.CaptureBytes;
import dev.signalbox.analyze.capture.CaptureReader;
import dev.signalbox.analyze.capture.InternetLayer;
import dev.signalbox.analyze.capture.LinkLayer;
import dev.signalbox.analyze.capture.PayloadTaker;
import dev.signalbox.model.net.IpEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Messages that are made to break parsers, and what is made of them. */
final class Torture {

    private Torture() {}

    /** By collection and name: what the parser says of each message of the corpus. */
    static Map<String, String> got() throws IOException {
        Map<String, String> got = new LinkedHashMap<>();
        for (String folder : List.of("sip-torture", "sip-ipv6")) {
            try (Stream<Path> files = Files.list(Captured.path(folder))) {
                for (Path file : files.sorted().toList()) {
                    got.put(folder + "/" + file.getFileName(), said(Files.readAllBytes(file)));
                }
            }
        }
        protos(got);
        return got;
    }

    /** The datagrams of the PROTOS capture, numbered as they come. */
    private static void protos(Map<String, String> got) throws IOException {
        PayloadTaker taker =
                new PayloadTaker() {
                    private int number;

                    @Override
                    public void datagram(
                            byte[] bytes,
                            int from,
                            int length,
                            IpEndpoint source,
                            IpEndpoint destination,
                            long micros) {
                        byte[] payload = Arrays.copyOfRange(bytes, from, from + length);
                        got.put("c07-sip-r2/" + ++number, said(payload));
                    }

                    @Override
                    public void message(
                            byte[] bytes,
                            int from,
                            int length,
                            IpEndpoint source,
                            IpEndpoint destination,
                            long micros) {
                        throw new IllegalStateException("no TCP in it");
                    }
                };
        InternetLayer internet = new InternetLayer(taker);
        try (CaptureBytes bytes = new CaptureBytes(Captured.path("sip/c07-sip-r2.cap"))) {
            var read = new CaptureReader(bytes, new LinkLayer(internet), _ -> {}).read();
            if (read.problem() != null) {
                throw new IOException(read.problem());
            }
        }
        internet.finish();
    }

    /** {@code read INVITE}, {@code read 200} or {@code bad_sip: why}. */
    static String said(byte[] bytes) {
        SipParser parser = new SipParser();
        return switch (parser.parse(bytes, 0, bytes.length)) {
            case SipResult.Message(var message) ->
                    "read "
                            + (message.isRequest()
                                    ? message.method().name()
                                    : Integer.toString(message.status()));
            case SipResult.KeepAlive _ -> "keep-alive";
            case SipResult.Malformed(var reason, var detail) -> reason.text() + ": " + detail;
        };
    }
}
