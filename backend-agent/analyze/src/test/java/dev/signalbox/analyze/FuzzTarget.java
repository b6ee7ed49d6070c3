package dev.signalbox.analyze;

import dev.signalbox.agent.measure.LegCalls;
import dev.signalbox.agent.parse.HepParser;
import dev.signalbox.agent.parse.ParseResult;
import dev.signalbox.agent.parse.SipParser;
import dev.signalbox.agent.parse.SipResult;
import dev.signalbox.analyze.capture.CaptureBytes;
import dev.signalbox.analyze.capture.CaptureReader;
import dev.signalbox.analyze.capture.InternetLayer;
import dev.signalbox.analyze.capture.LinkLayer;
import dev.signalbox.analyze.rtp.SdpBook;
import dev.signalbox.model.media.Codec;
import dev.signalbox.model.net.Datagram;
import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.sip.MirrorTrust;
import dev.signalbox.model.sip.MirroredSip;
import dev.signalbox.model.sip.SipMessage;
import dev.signalbox.model.sip.UriPlace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What is fuzzed: each takes any bytes and must neither throw nor make more of them than there is.
 */
enum FuzzTarget {
    HEP {
        @Override
        void take(byte[] bytes) {
            read(new HepParser(null, List.of(SENDER.address()), false), bytes, INFLATED_MAX);
        }
    },
    SIP {
        @Override
        void take(byte[] bytes) {
            SipParser parser = new SipParser();
            if (check(parser.parse(bytes, 0, bytes.length))) {
                ask(parser, bytes.length);
            }
        }
    },
    SDP {
        @Override
        void take(byte[] bytes) {
            byte[] answer = joined(ANSWER, bytes);
            SipParser parser = new SipParser();
            require(check(parser.parse(answer, 0, answer.length)), "the answer is sound");
            Codec audio = parser.message().audio();
            int hertz = audio == null ? 8_000 : audio.clockHz();
            require(hertz >= 1_000 && hertz <= 192_000, "clock " + hertz);
            require(audio == null || audio.name().length() <= 32, "name of the format");
            new SdpBook().read("c", bytes, 0, bytes.length);
        }
    },
    RTCP_JSON {
        @Override
        void take(byte[] bytes) {
            hepOf(5, bytes);
        }
    },
    VQ_RTCPXR {
        @Override
        void take(byte[] bytes) {
            hepOf(0x35, bytes);
            hepOf(0x35, joined("VQSessionReport\r\nCallID:c\r\nLocalMetrics:\r\n", bytes));
        }
    },
    PCAP {
        @Override
        void take(byte[] bytes) {
            CallBook book = new CallBook();
            LegCalls calls = new LegCalls(book::add);
            Intake intake = new Intake(calls, new Ladders(null, true, false));
            InternetLayer internet = new InternetLayer(intake);
            try (CaptureBytes capture =
                    new CaptureBytes(
                            Channels.newChannel(new ByteArrayInputStream(bytes)), bytes.length)) {
                new CaptureReader(capture, new LinkLayer(internet), _ -> {}).read();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            internet.finish();
            calls.finish();
            intake.streams.reports(false);
            require(intake.sipMessages <= bytes.length, "messages " + intake.sipMessages);
            require(book.calls().size() <= intake.sipMessages, "calls");
            require(intake.rtcp.reports().size() <= bytes.length / 4, "reports");
            require(intake.said.reports().size() <= bytes.length / 4, "said");
            require(intake.rejectedByReason.size() < 64, "reasons");
        }
    };

    private static final IpEndpoint SENDER = IpEndpoint.of("127.0.0.1", 9);
    private static final int INFLATED_MAX = 256 << 10;
    private static final int DETAIL_MAX = 400;
    private static final int DATAGRAM_MAX = 65_507;
    private static final String ANSWER =
            "SIP/2.0 200 OK\nf: <sip:a@b>;tag=1\nt: <sip:c@d>;tag=2\ni: c\nCSeq: 1 INVITE\n\n";

    /** Takes one input; throws {@link AssertionError} when it makes more of it than there is. */
    abstract void take(byte[] bytes);

    /** As in commands: {@code rtcp-json}. */
    String text() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    private static void hepOf(int protocol, byte[] payload) {
        if (payload.length < DATAGRAM_MAX - 200) {
            byte[] packet = MadeHep.packet(protocol, "fuzzed", payload);
            read(
                    new HepParser(null, List.of(SENDER.address()), false),
                    packet,
                    Math.max(payload.length, 1));
        }
    }

    private static void read(HepParser parser, byte[] bytes, int textMax) {
        Datagram datagram = new Datagram(bytes, SENDER, 1);
        check(parser.parse(datagram), parser, textMax);
    }

    private static void check(ParseResult result, HepParser parser, int textMax) {
        switch (result) {
            case ParseResult.Parsed(var sip, var quality) -> {
                require(parser.mirroredBytes().length() <= INFLATED_MAX, "text");
                ask(sip.message(), parser.mirroredBytes().length());
                if (quality != null) {
                    check(quality, parser, textMax);
                }
            }
            case ParseResult.Rtcp(var rtcp) -> require(rtcp.blocks().size() <= 31, "blocks");
            case ParseResult.Quality(var report) -> {
                require(report.sides().size() <= 2, "sides");
                require(
                        report.callId().length() <= Math.max(textMax, "fuzzed".length()),
                        "Call-ID");
                report.sides().forEach(s -> require(s.figures().size() <= 9, "figures"));
            }
            case ParseResult.Log(String callId, int length) ->
                    require(length <= textMax && callId.length() <= textMax, "log");
            case ParseResult.Ignored _ -> {}
            case ParseResult.Rejected(var _, String detail) ->
                    require(detail.length() <= DETAIL_MAX, detail);
        }
    }

    private static boolean check(SipResult result) {
        if (result instanceof SipResult.Malformed(var _, String detail)) {
            require(detail.length() <= DETAIL_MAX, detail);
        }
        return result instanceof SipResult.Message;
    }

    private static void ask(SipParser parser, int lengthMax) {
        ask(parser.message(), lengthMax);
        MirroredSip frame = new MirroredSip(parser.message());
        frame.set(SENDER, SENDER, 1, MirrorTrust.PLAIN, 0);
        ParseResult quality = parser.quality(frame);
        if (quality instanceof ParseResult.Rejected(var _, String detail)) {
            require(detail.length() <= DETAIL_MAX, detail);
        }
    }

    /** All that can be asked of a message. */
    private static void ask(SipMessage message, int lengthMax) {
        require(
                message.status() == 0 || (message.status() >= 100 && message.status() < 700),
                "code");
        require(message.cseq() >= 0, "CSeq");
        require(!message.callId().isEmpty(), "Call-ID");
        require(message.callId().length() <= lengthMax, "Call-ID");
        require(message.fromTag().length() + message.branch().length() <= 2 * lengthMax, "tags");
        require(message.q850Cause() >= 0 && message.q850Cause() <= 127, "cause");
        require(message.fromUser().length() <= lengthMax, "user");
        require(message.requestUser().length() <= lengthMax, "user");
        require(message.header("Subject").length() <= lengthMax, "header");
        for (UriPlace place : UriPlace.values()) {
            require(message.host(place).length() <= lengthMax, "host");
        }
    }

    private static byte[] joined(String first, byte[] second) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(first.getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(second);
        return out.toByteArray();
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
