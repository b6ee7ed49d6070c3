package dev.signalbox.analyze;

import dev.signalbox.agent.measure.LegCalls;
import dev.signalbox.agent.parse.HepParser;
import dev.signalbox.agent.parse.ParseResult;
import dev.signalbox.agent.parse.SipParser;
import dev.signalbox.agent.parse.SipResult;
import dev.signalbox.analyze.capture.PayloadTaker;
import dev.signalbox.analyze.capture.Payloads;
import dev.signalbox.analyze.rtp.Rtcp;
import dev.signalbox.analyze.rtp.RtcpReport;
import dev.signalbox.analyze.rtp.RtpStreams;
import dev.signalbox.analyze.rtp.SaidReports;
import dev.signalbox.analyze.rtp.SdpBook;
import dev.signalbox.model.media.MirroredRtcp;
import dev.signalbox.model.net.Datagram;
import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.sip.MirrorTrust;
import dev.signalbox.model.sip.MirroredSip;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tells SIP, HEP, RTCP and RTP apart and hands each to who reads it: the agent's own parsers. */
final class Intake implements PayloadTaker {

    private static final int SIP_PORT = 5_060;
    private static final int SIPS_PORT = 5_061;
    private static final int FRACTION_WHOLE = 256;
    private static final int REASONS_MAX = 64;

    /** A capture has no allow-list: whoever sent it is let in under this address. */
    private static final IpEndpoint READER = IpEndpoint.of("127.0.0.1", 0);

    private final SipParser sipParser = new SipParser();
    private final MirroredSip direct = new MirroredSip(sipParser.message());
    private final HepParser hepParser = new HepParser(null, List.of(READER.address()), false);
    private final Datagram hepDatagram = new Datagram();
    private final SdpBook book = new SdpBook();
    private final LegCalls calls;
    private final Ladders ladders;
    final RtpStreams streams = new RtpStreams(book);
    final SaidReports said = new SaidReports();
    final Rtcp rtcp = new Rtcp(said);
    final SortedMap<String, Long> rejectedByReason = new TreeMap<>();
    long sipMessages;
    long rejected;
    long hepPackets;
    long hepLogs;

    Intake(LegCalls calls, Ladders ladders) {
        this.calls = calls;
        this.ladders = ladders;
    }

    @Override
    public void datagram(
            byte[] bytes,
            int from,
            int length,
            IpEndpoint source,
            IpEndpoint destination,
            long micros) {
        int to = from + length;
        boolean sipPort = isSipPort(source.port()) || isSipPort(destination.port());
        if (Payloads.isHep(bytes, from, to) || Payloads.isOldHep(bytes, from, to)) {
            hep(bytes, from, length, micros);
        } else if ((bytes[from] & 0xc0) == 0x80 && !sipPort) {
            if (!rtcp.accept(bytes, from, length, source, destination, micros)) {
                streams.accept(bytes, from, length, source, destination, micros);
            }
        } else if (Payloads.isSip(bytes, from, to)
                || (sipPort && Payloads.mentionsSip(bytes, from, to))) {
            sip(bytes, from, length, source, destination, micros, false);
        }
    }

    @Override
    public void message(
            byte[] bytes,
            int from,
            int length,
            IpEndpoint source,
            IpEndpoint destination,
            long micros) {
        if (Payloads.isHep(bytes, from, from + length)) {
            hep(bytes, from, length, micros);
        } else {
            sip(bytes, from, length, source, destination, micros, true);
        }
    }

    private void sip(
            byte[] bytes,
            int from,
            int length,
            IpEndpoint source,
            IpEndpoint destination,
            long micros,
            boolean stream) {
        switch (sipParser.parse(bytes, from, from + length)) {
            case SipResult.Message _ -> {
                direct.set(source, destination, micros, MirrorTrust.PLAIN, 0);
                take(direct, bytes, from, length, stream);
                said(sipParser.quality(direct));
            }
            case SipResult.KeepAlive _ -> {}
            case SipResult.Malformed(var reason, var _) -> {
                // What has no start line of SIP was no SIP message, wherever it was sent.
                sipMessages += reason == ParseResult.Reason.NOT_SIP ? 0 : 1;
                reject(reason);
            }
        }
    }

    private void hep(byte[] bytes, int from, int length, long micros) {
        hepPackets++;
        hepDatagram.set(bytes, from, length, READER, micros * 1_000, false);
        switch (hepParser.parse(hepDatagram)) {
            case ParseResult.Parsed(var sip, var quality) -> {
                Datagram text = hepParser.mirroredBytes();
                take(sip, text.bytes(), text.from(), text.length(), false);
                said(quality);
            }
            case ParseResult.Quality quality -> said(quality);
            case ParseResult.Log _ -> hepLogs++;
            case ParseResult.Rtcp(var report) -> report(report);
            case ParseResult.Ignored _ -> {}
            case ParseResult.Rejected(var reason, var _) -> reject(reason);
        }
    }

    private void take(MirroredSip sip, byte[] bytes, int from, int length, boolean stream) {
        sipMessages++;
        calls.accept(sip, stream);
        ladders.add(sip, bytes, from, length);
        int body = Payloads.bodyStart(bytes, from, from + length);
        if (body > 0) {
            book.read(sip.message().callId().toString(), bytes, body, from + length);
        }
    }

    /** A broken report in a sound message is counted as such. */
    private void said(@Nullable ParseResult quality) {
        if (quality instanceof ParseResult.Quality(var report)) {
            said.add(report);
        } else if (quality instanceof ParseResult.Rejected(var reason, var _)) {
            reject(reason);
        }
    }

    private void report(MirroredRtcp mirrored) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, mirrored.sentAt());
        for (MirroredRtcp.Block block : mirrored.blocks()) {
            rtcp.add(
                    new RtcpReport(
                            RtcpReport.Kind.RTCP_JSON,
                            micros,
                            mirrored.source(),
                            mirrored.destination(),
                            0,
                            block.sourceSsrc(),
                            (int) Math.round(block.fractionLost() * FRACTION_WHOLE),
                            block.packetsLost(),
                            block.jitterTicks(),
                            null));
        }
    }

    private void reject(ParseResult.Reason reason) {
        rejected++;
        if (rejectedByReason.size() < REASONS_MAX) {
            rejectedByReason.merge(reason.text(), 1L, Long::sum);
        }
    }

    private static boolean isSipPort(int port) {
        return port == SIP_PORT || port == SIPS_PORT;
    }
}
