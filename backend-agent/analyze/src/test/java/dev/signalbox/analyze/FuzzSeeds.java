package dev.signalbox.analyze;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the fuzzer starts from: messages of the tests, and the corpus where it is there. */
final class FuzzSeeds {

    private static final String INVITE =
            """
            INVITE sip:+4930555@192.0.2.20 SIP/2.0\r
            Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK-1\r
            From: "Anna" <sip:anna@example.com>;tag=a1\r
            To: <sip:+4930555@192.0.2.20>\r
            Call-ID: call-1@192.0.2.10\r
            CSeq: 7 INVITE\r
            Contact: <sip:anna@[2001:db8::1]:5060;transport=tcp>\r
            Reason: SIP;cause=200, Q.850;cause=16;text="x"\r
            \r
            """;
    private static final String BYE =
            INVITE.replace("INVITE", "BYE")
                    .replace("Contact", "X-RTP-Stat: PS=9;PR=8;PL=1,0;JI=2.5,1\r\nContact");
    private static final String SDP =
            """
            v=0\r
            o=- 1 1 IN IP4 192.0.2.10\r
            c=IN IP6 2001:db8::1\r
            t=0 0\r
            m=audio 30000 RTP/AVP 96 0 101\r
            a=rtpmap:96 opus/48000/2\r
            a=rtpmap:101 telephone-event/8000\r
            a=sendrecv\r
            m=video 0 RTP/AVP 31\r
            """;
    private static final String RTCP =
            """
            {"sender_information":{"ntp_timestamp_sec":1,"packets":"42"},"type":200,"report_blocks":
            [{"source_ssrc":7,"fraction_lost":13,"ia_jitter":80,"packets_lost":16777215,"lsr":-127}]}
            """;
    private static final String VQ =
            """
            VQAlertReport: Type=NLR Severity=Critical Dir=local\r
            CallID: 6dg37f1890463\r
            LocalMetrics:\r
            SessionDesc:PT=18 PD=G729 SR=8000\r
             PLC=3 SSUP=on\r
            PacketLoss:NLR=10.0 JDR=2.0\r
            Delay:RTD=200 ESD=140 IAJ=2\r
            QualityEst:MOSLQ=3.5 MOSCQ=3.7\r
            RemoteMetrics:\r
            PacketLoss:NLR=5.0 JDR=2.0\r
            """;

    private FuzzSeeds() {}

    static List<byte[]> of(FuzzTarget target) throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        switch (target) {
            case HEP -> {
                seeds.add(MadeHep.packet(1, "", bytes(INVITE)));
                seeds.add(MadeHep.packet(5, "call", bytes(RTCP)));
                seeds.add(MadeHep.packet(0x23, "", bytes(VQ)));
                seeds.add(MadeHep.packet(100, "call", bytes("a line")));
                files("hep", ".bin", seeds);
            }
            case SIP -> {
                seeds.add(bytes(INVITE + SDP));
                seeds.add(bytes(BYE));
                seeds.add(bytes(INVITE.replace("INVITE", "PUBLISH") + VQ));
                files("sip-torture", "", seeds);
                files("sip-ipv6", "", seeds);
                files("vq-rtcpxr", "", seeds);
            }
            case SDP -> seeds.add(bytes(SDP));
            case RTCP_JSON -> {
                seeds.add(bytes(RTCP));
                seeds.add(bytes("{\"report_blocks\":[{},{}]}"));
            }
            case VQ_RTCPXR -> seeds.add(bytes(VQ));
            case PCAP -> {
                seeds.add(
                        new MadePcap()
                                .sip(1, 2, INVITE + SDP)
                                .udp(1, 30_000, 2, 9060, MadeHep.packet(5, "c", bytes(RTCP)))
                                .sip(2, 1, BYE)
                                .bytes());
                files("sip", "sip-over-tcp.pcap", seeds);
                files("sip", "ndpi_rtcp_multiple_pkts_in_the_same_datagram.pcap", seeds);
                files("sip", "sip-auth-failure.pcapng", seeds);
                files("hep", "hep.pcap", seeds);
                files("rtp", "G723_1.a.rtp", seeds);
            }
        }
        return seeds;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void files(String folder, String ending, List<byte[]> into) throws IOException {
        @Nullable Path corpus = Captured.corpus();
        if (corpus == null) {
            return;
        }
        try (Stream<Path> files = Files.list(corpus.resolve(folder))) {
            for (Path file : files.filter(f -> f.toString().endsWith(ending)).sorted().toList()) {
                into.add(Files.readAllBytes(file));
            }
        }
    }
}
