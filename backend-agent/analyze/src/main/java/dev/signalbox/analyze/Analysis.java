package dev.signalbox.analyze;

import dev.signalbox.agent.measure.LegCalls;
import dev.signalbox.analyze.capture.CaptureBytes;
import dev.signalbox.analyze.capture.CaptureReader;
import dev.signalbox.analyze.capture.CaptureResult;
import dev.signalbox.analyze.capture.InternetLayer;
import dev.signalbox.analyze.capture.LinkLayer;
import dev.signalbox.analyze.rtp.StreamReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Runs a capture through the agent's parsers and call tracking. */
public final class Analysis {

    /**
     * What is wanted of it.
     *
     * @param ladder Call-ID whose messages are kept, null for none
     * @param firstCalls keep the messages of the first calls
     * @param concealed receivers conceal loss of G.711
     * @param numbers show phone numbers as they are
     */
    record Wish(
            Trunks trunks,
            @Nullable String ladder,
            boolean firstCalls,
            boolean concealed,
            boolean numbers) {}

    private Analysis() {}

    /**
     * Reads the whole file, in constant memory.
     *
     * @param progress told from time to time how many bytes were read
     * @throws IOException when it cannot be read
     */
    static Findings of(Path file, Wish wish, LongConsumer progress) throws IOException {
        CallBook book = new CallBook();
        LegCalls calls = new LegCalls(book::add);
        Ladders ladders = new Ladders(wish.ladder, wish.firstCalls, wish.numbers);
        Intake intake = new Intake(calls, ladders);
        InternetLayer internet = new InternetLayer(intake);
        LinkLayer link = new LinkLayer(internet);
        CaptureResult read;
        try (CaptureBytes bytes = new CaptureBytes(file)) {
            read = new CaptureReader(bytes, link, progress).read();
        }
        internet.finish();
        calls.finish();
        SortedMap<String, Long> counters = new TreeMap<>(calls.counters());
        note(counters, "fragments_lost", internet.fragmentsLost());
        note(counters, "tcp_gaps", internet.streamGaps());
        note(counters, "calls_not_listed", book.callsLeftOut());
        note(counters, "calls_of_legs_not_listed", book.legsLeftOut());
        note(counters, "rtp_streams_left_out", intake.streams.leftOut());
        note(counters, "rtcp_reports_left_out", intake.rtcp.leftOut());
        note(counters, "rtcp_packets", intake.rtcp.packets());
        note(counters, "quality_reports_left_out", intake.said.leftOut());
        note(counters, "hep_log", intake.hepLogs);
        List<StreamReport> streams = intake.streams.reports(wish.concealed);
        Path name = file.getFileName();
        return new Findings(
                name == null ? file.toString() : name.toString(),
                read,
                intake.sipMessages,
                intake.hepPackets,
                intake.rejected,
                intake.rejectedByReason,
                book.legs(),
                book.calls(),
                streams,
                Audio.byCall(streams),
                intake.rtcp.reports(),
                intake.said.reports(),
                counters,
                link.skipped(),
                ladders,
                wish.trunks,
                wish.concealed,
                wish.numbers);
    }

    private static void note(SortedMap<String, Long> counters, String name, long count) {
        if (count > 0) {
            counters.put(name, count);
        }
    }
}
