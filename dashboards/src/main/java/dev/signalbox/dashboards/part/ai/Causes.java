package dev.signalbox.dashboards.part.ai;

import dev.signalbox.dashboards.words.CauseWords;
import dev.signalbox.dashboards.words.Numbers;
import dev.signalbox.dashboards.words.Times;
import dev.signalbox.model.cause.CallVerdict;
import dev.signalbox.model.cause.CauseGroup;
import dev.signalbox.model.cause.CauseSlice;
import dev.signalbox.model.cause.Side;
import dev.signalbox.model.cause.SilenceView;
import dev.signalbox.model.cause.Tag;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.RegionEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Why the calls of all fresh regions ended.
 *
 * @param rows failures by tag, most of the last 5 min first, then what ended well
 * @param slices failures by side over time, oldest first
 * @param intent failures of the last 5 min
 * @param infrastructure failures of the last 5 min
 * @param suspected of {@code infrastructure}, those that are suspected only
 * @param ended all calls of the last 5 min
 * @param unknown endings that are in no table, with how often they came, most first
 * @param silent calls that hear nothing now, longest first
 * @param judged live calls of which enough is known to say who hears silence
 * @param silence in one line: how many, of how many judged
 */
public record Causes(
        List<Row> rows,
        List<Slice> slices,
        long intent,
        long infrastructure,
        long suspected,
        long ended,
        List<String> unknown,
        List<String> silent,
        int judged,
        String silence) {

    private static final int CALLS_MAX = 12;

    /**
     * Calls with one cause.
     *
     * @param five in the last 5 min, with those that are suspected only
     * @param calls some of the newest, newest first
     */
    public record Row(
            Tag tag,
            String side,
            String cause,
            long minute,
            long five,
            long suspected,
            String next,
            List<Call> calls) {

        public Row {
            calls = List.copyOf(calls);
        }
    }

    /** One call and why it is thought to have ended so. */
    public record Call(
            Instant at, String head, String reason, List<String> evidence, boolean suspected) {

        public Call {
            evidence = List.copyOf(evidence);
        }
    }

    /** Failures by side in one slice of time, over all regions. */
    public record Slice(Instant start, long lengthMillis, Map<Side, Long> failures, long ended) {}

    /** The causes of a fleet. */
    public static Causes of(FleetView view) {
        List<RegionEntry> fresh = view.regions().stream().filter(e -> !e.stale()).toList();
        List<Row> rows = rows(fresh);
        return new Causes(
                rows,
                slices(fresh),
                five(rows, Side.INTENT),
                five(rows, Side.INFRASTRUCTURE),
                rows.stream().mapToLong(Row::suspected).sum(),
                rows.stream().mapToLong(Row::five).sum(),
                unknown(fresh),
                silent(fresh),
                fresh.stream().mapToInt(e -> e.view().senses().silence().judged()).sum(),
                silence(fresh));
    }

    private static long five(List<Row> rows, Side side) {
        return rows.stream()
                .filter(row -> row.tag().failure() && row.tag().side() == side)
                .mapToLong(Row::five)
                .sum();
    }

    private static List<Row> rows(List<RegionEntry> fresh) {
        Map<Tag, Row> byTag = new EnumMap<>(Tag.class);
        for (RegionEntry entry : fresh) {
            for (CauseGroup group : entry.view().senses().causes().groups()) {
                byTag.merge(group.tag(), row(group, entry), Causes::both);
            }
        }
        return byTag.values().stream()
                .filter(row -> row.five() > 0 || (row.tag().failure() && !row.calls().isEmpty()))
                .sorted(
                        Comparator.comparing((Row row) -> !row.tag().failure())
                                .thenComparing(Comparator.comparingLong(Row::five).reversed())
                                .thenComparing(Row::tag))
                .toList();
    }

    private static Row row(CauseGroup group, RegionEntry entry) {
        String region = entry.view().target().name();
        return new Row(
                group.tag(),
                group.tag().failure() || group.tag() == Tag.UNKNOWN
                        ? CauseWords.side(group.tag().side())
                        : "no failure",
                CauseWords.tag(group.tag()),
                group.lastMinute(),
                group.lastFiveMinutes(),
                group.suspected(),
                CauseWords.next(group.tag()),
                group.newest().stream().map(call -> call(call, region)).toList());
    }

    private static Call call(CallVerdict verdict, String region) {
        String service = verdict.service().isEmpty() ? "no service named" : verdict.service();
        String head =
                Times.clock(verdict.endedAt())
                        + "  "
                        + region
                        + "  \u00b7  "
                        + service
                        + "  \u00b7  "
                        + verdict.callId();
        List<String> evidence = new ArrayList<>();
        if (verdict.given() != verdict.tag()) {
            evidence.add("By its ending alone: " + CauseWords.tag(verdict.given()));
        }
        evidence.addAll(verdict.evidence());
        return new Call(verdict.endedAt(), head, verdict.reason(), evidence, verdict.suspected());
    }

    private static Row both(Row a, Row b) {
        List<Call> calls = new ArrayList<>(a.calls());
        calls.addAll(b.calls());
        calls.sort(Comparator.comparing(Call::at).reversed());
        return new Row(
                a.tag(),
                a.side(),
                a.cause(),
                a.minute() + b.minute(),
                a.five() + b.five(),
                a.suspected() + b.suspected(),
                a.next(),
                calls.subList(0, Math.min(CALLS_MAX, calls.size())));
    }

    private static List<Slice> slices(List<RegionEntry> fresh) {
        Map<Instant, Slice> byStart = new TreeMap<>();
        for (RegionEntry entry : fresh) {
            for (CauseSlice slice : entry.view().senses().causes().history()) {
                // Agents start at different times: their slices meet on a common grid.
                long grid = Math.max(1, slice.lengthMillis());
                long start = Math.floorDiv(slice.start().toEpochMilli(), grid) * grid;
                byStart.merge(
                        Instant.ofEpochMilli(start),
                        new Slice(
                                Instant.ofEpochMilli(start), grid, slice.failures(), slice.ended()),
                        Causes::both);
            }
        }
        return List.copyOf(byStart.values());
    }

    private static Slice both(Slice a, Slice b) {
        Map<Side, Long> failures = new EnumMap<>(Side.class);
        failures.putAll(a.failures());
        b.failures().forEach((side, count) -> failures.merge(side, count, Long::sum));
        return new Slice(a.start(), a.lengthMillis(), failures, a.ended() + b.ended());
    }

    private static List<String> unknown(List<RegionEntry> fresh) {
        Map<String, Long> counts = new TreeMap<>();
        for (RegionEntry entry : fresh) {
            entry.view()
                    .senses()
                    .causes()
                    .unknownEndings()
                    .forEach((ending, count) -> counts.merge(ending, count, Long::sum));
        }
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(each -> each.getKey() + " \u00d7 " + Numbers.count(each.getValue()))
                .toList();
    }

    private static List<String> silent(List<RegionEntry> fresh) {
        record Silent(SilenceView.SilentCall call, String region) {}
        return fresh.stream()
                .flatMap(
                        entry ->
                                entry.view().senses().silence().calls().stream()
                                        .map(
                                                call ->
                                                        new Silent(
                                                                call,
                                                                entry.view().target().name())))
                .sorted(Comparator.comparingLong((Silent s) -> s.call().sinceMillis()).reversed())
                .map(
                        s ->
                                Times.age(s.call().sinceMillis())
                                        + "  "
                                        + s.call().reason()
                                        + "  \u00b7  "
                                        + s.region()
                                        + "  \u00b7  "
                                        + s.call().callId())
                .toList();
    }

    private static String silence(List<RegionEntry> fresh) {
        int now = 0;
        int judged = 0;
        int live = 0;
        for (RegionEntry entry : fresh) {
            SilenceView silence = entry.view().senses().silence();
            now += silence.silentNow();
            judged += silence.judged();
            live += silence.live();
        }
        return live == 0
                ? "no answered calls"
                : now
                        + " of "
                        + Numbers.count(judged)
                        + " judged, "
                        + Numbers.count(live)
                        + " live";
    }

    /** True when no region has told how any call ended. */
    public boolean nothingKnown() {
        return rows.isEmpty() && slices.isEmpty();
    }
}
