package dev.signalbox.analyze;

import dev.signalbox.agent.measure.LegCall;
import dev.signalbox.analyze.capture.CaptureResult;
import dev.signalbox.analyze.rtp.RtcpReport;
import dev.signalbox.analyze.rtp.StreamReport;
import dev.signalbox.model.media.QualityReport;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * All that was found in a capture.
 *
 * @param file its name
 * @param sipMessages payloads with a start line of SIP, whether the rest can be read or not
 * @param rejected messages that cannot be read, payloads on SIP's ports that are nearly SIP, HEP
 *     packets that cannot be read
 * @param rejectedByReason the same by reason
 * @param audio of answered calls, by Call-ID
 * @param said what ends said of media in figures of their own
 * @param counters what did not count as a call, and what was left out, by reason
 * @param skipped frames without IP, by what they are
 * @param numbers phone numbers are shown as they are
 */
public record Findings(
        String file,
        CaptureResult read,
        long sipMessages,
        long hepPackets,
        long rejected,
        SortedMap<String, Long> rejectedByReason,
        List<Leg> legs,
        List<LegCall> calls,
        List<StreamReport> streams,
        Map<String, Audio> audio,
        List<RtcpReport> rtcp,
        List<QualityReport> said,
        SortedMap<String, Long> counters,
        SortedMap<String, Long> skipped,
        Ladders ladders,
        Trunks trunks,
        boolean concealed,
        boolean numbers) {}
