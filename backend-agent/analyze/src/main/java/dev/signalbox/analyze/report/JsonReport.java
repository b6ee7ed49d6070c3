package dev.signalbox.analyze.report;

import dev.signalbox.agent.measure.LegCall;
import dev.signalbox.analyze.Audio;
import dev.signalbox.analyze.CallResult;
import dev.signalbox.analyze.Findings;
import dev.signalbox.analyze.Leg;
import dev.signalbox.analyze.rtp.RtcpReport;
import dev.signalbox.analyze.rtp.StreamReport;
import dev.signalbox.model.measure.CallCounts;
import dev.signalbox.model.media.QualityReport;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The findings as one JSON object; docs/telephony.md has its keys. */
public final class JsonReport {

    private static final JsonMapper MAPPER = new JsonMapper();

    private JsonReport() {}

    /** One line. */
    public static String of(Findings found) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("file", found.file());
        root.put("packets", found.read().packets());
        root.put("problem", found.read().problem());
        boolean any = found.read().packets() > 0;
        root.put("firstAt", any ? time(found.read().firstMicros()) : null);
        root.put("lastAt", any ? time(found.read().lastMicros()) : null);
        root.put("sipMessages", found.sipMessages());
        root.put("hepPackets", found.hepPackets());
        root.put("rejected", found.rejected());
        counts(root.putObject("rejectedByReason"), found.rejectedByReason());
        var legs = root.putArray("legs");
        found.legs().forEach(leg -> leg(legs.addObject(), leg, found));
        var calls = root.putArray("calls");
        found.calls().forEach(call -> call(calls.addObject(), call, found));
        var streams = root.putArray("rtpStreams");
        found.streams().forEach(stream -> stream(streams.addObject(), stream, found));
        var reports = root.putArray("rtcp");
        found.rtcp().forEach(report -> rtcp(reports.addObject(), report));
        for (QualityReport said : found.said()) {
            said.sides().forEach(side -> said(reports.addObject(), said, side));
        }
        counts(root.putObject("counters"), found.counters());
        counts(root.putObject("skippedFrames"), found.skipped());
        return MAPPER.writeValueAsString(root);
    }

    private static void leg(ObjectNode node, Leg leg, Findings found) {
        CallCounts counts = leg.counts();
        node.put("from", leg.from());
        node.put("to", leg.to().toString());
        node.put("trunk", found.trunks().of(leg));
        node.put("attempts", counts.attempts());
        ObjectNode responses = node.putObject("responses");
        counts.responses().forEach((status, count) -> responses.put(status.toString(), count));
        node.put("asr", counts.asr().value());
        node.put("ner", counts.ner().value());
        node.put("ser", counts.ser().value());
        node.put("seer", counts.seer().value());
        node.put("isa", counts.isa().value());
        ObjectNode pdd = node.putObject("pddMillis");
        pdd.put("p50", leg.pddMillis(0.5));
        pdd.put("p95", leg.pddMillis(0.95));
    }

    private static void call(ObjectNode node, LegCall call, Findings found) {
        node.put("callId", call.callId());
        node.put("from", call.from().toString());
        node.put("to", call.to().toString());
        node.put("trunk", found.trunks().at(call.to()));
        node.put("caller", Shown.number(call.caller(), found.numbers()));
        node.put("called", Shown.number(call.called(), found.numbers()));
        node.put("at", time(call.invitedMicros()));
        node.put("result", CallResult.of(call).text());
        node.put("finalStatus", call.status() == 0 ? null : Integer.valueOf(call.status()));
        node.put("cause", call.q850Cause() == 0 ? null : Integer.valueOf(call.q850Cause()));
        node.put("pddMillis", call.pddMillis());
        node.put("durationMillis", CallResult.durationMillis(call));
        node.put("endedBy", endedBy(call));
        Audio audio = call.answeredMicros() == null ? null : found.audio().get(call.callId());
        node.put("audio", audio == null ? null : audio.text());
    }

    private static @Nullable String endedBy(LegCall call) {
        return call.endedMicros() == null ? null : call.endedByCalled() ? "called" : "caller";
    }

    private static void stream(ObjectNode node, StreamReport stream, Findings found) {
        node.put("ssrc", Shown.ssrc(stream.ssrc()));
        node.put("from", stream.from().toString());
        node.put("to", stream.to().toString());
        node.put("callId", stream.callId());
        node.put("payloadType", stream.payloadType());
        node.put("codec", stream.codec() == null ? null : stream.codec().name());
        node.put("negotiated", stream.negotiated());
        node.put("clockHz", stream.clockHz());
        node.put("packets", stream.packets());
        node.put("expected", stream.expected());
        node.put("lost", stream.lost());
        node.put("duplicates", stream.duplicates());
        node.put("bursts", stream.bursts());
        node.put("jitterMillisMean", stream.jitterMillisMean());
        node.put("jitterMillisMax", stream.jitterMillisMax());
        node.put("jitterTicksMean", stream.jitterTicksMean());
        node.put("mos", stream.mos());
        node.put("mosWorst", stream.mosWorst());
        node.put("mosKind", stream.mosKind().name().toLowerCase(Locale.ROOT));
        // What the capture cannot tell, and what stands in its place.
        node.put("mosDelayMillis", stream.mos() == null ? null : Integer.valueOf(0));
        node.put(
                "mosConcealment", stream.mos() == null ? null : Boolean.valueOf(found.concealed()));
        node.put("firstAt", time(stream.firstMicros()));
        node.put("lastAt", time(stream.lastMicros()));
    }

    private static void rtcp(ObjectNode node, RtcpReport report) {
        node.put("kind", report.kind().name().toLowerCase(Locale.ROOT));
        node.put("at", time(report.micros()));
        node.put("from", report.from().toString());
        node.put("to", report.to().toString());
        node.put("reporter", Shown.ssrc(report.reporter()));
        node.put("ssrc", Shown.ssrc(report.ssrc()));
        node.put("fraction", report.fraction());
        node.put("fractionLost", report.fraction() / 256.0);
        node.put("lost", report.lost());
        node.put("jitter", report.jitterTicks());
        node.put("roundTripMillis", report.roundTripMillis());
    }

    /** Figures that an end has computed itself; what it does not give is null. */
    private static void said(ObjectNode node, QualityReport said, QualityReport.Side side) {
        node.put("kind", said.source().name().toLowerCase(Locale.ROOT));
        node.put("at", said.sentAt().toString());
        node.put("from", said.from().toString());
        node.put("to", said.to().toString());
        node.put("callId", said.callId().isEmpty() ? null : said.callId());
        node.put("alert", said.alert());
        node.put("end", side.end().name().toLowerCase(Locale.ROOT));
        node.put("codec", side.codec());
        node.put("fractionLost", side.loss().ratio());
        node.put("fractionDiscarded", side.loss().discardedRatio());
        node.put("lost", side.loss().lost());
        node.put("packets", side.loss().packets());
        node.put("jitterMillis", side.delay().jitterMillis());
        node.put("roundTripMillis", side.delay().roundTripMillis());
        node.put("endSystemMillis", side.delay().endSystemMillis());
        node.put("mosLq", side.mos().listening());
        node.put("mosCq", side.mos().conversational());
        node.put("mosKind", "sender");
        var figures = node.putArray("figures");
        side.figures().forEach(figures::add);
    }

    private static void counts(ObjectNode node, Map<String, Long> counts) {
        counts.forEach(node::put);
    }

    private static String time(long micros) {
        return Instant.ofEpochSecond(
                        Math.floorDiv(micros, 1_000_000L),
                        Math.floorMod(micros, 1_000_000L) * 1_000)
                .toString();
    }
}
