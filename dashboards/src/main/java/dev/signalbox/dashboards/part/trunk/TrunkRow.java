package dev.signalbox.dashboards.part.trunk;

import dev.signalbox.dashboards.words.Numbers;
import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.dashboards.words.States;
import dev.signalbox.dashboards.words.Times;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.fleet.TrunkView;
import dev.signalbox.model.measure.WindowMeasures;
import dev.signalbox.model.target.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A trunk as a row of text. Figures are of the last minute; {@code -} is undefined.
 *
 * @param age time since its last mirrored message
 */
public record TrunkRow(
        Target.Trunk target,
        Sign sign,
        String carrier,
        String state,
        String finding,
        String share,
        String answered,
        String pdd,
        String responses,
        String unanswered,
        String live,
        String age,
        String direction,
        String address,
        String options,
        String testCall) {

    private static final long WINDOW_MILLIS = 60_000;
    private static final int CODES_MAX = 4;

    /** The rows of one region, in the order of preference. */
    public static List<TrunkRow> of(RegionEntry entry) {
        return entry.view().trunks().stream().map(trunk -> of(entry, trunk)).toList();
    }

    private static TrunkRow of(RegionEntry entry, TrunkView trunk) {
        Optional<WindowMeasures> minute =
                entry.stale()
                        ? Optional.empty()
                        : trunk.windows().stream()
                                .filter(window -> window.windowMillis() == WINDOW_MILLIS)
                                .findFirst();
        Long age = trunk.lastTrafficAgeMillis();
        return new TrunkRow(
                trunk.target(),
                entry.stale() ? Sign.STALE : Sign.of(trunk.state().severity()),
                trunk.carrierTitle(),
                entry.stale() ? "not known" : States.trunk(trunk.state(), trunk.sharePercent()),
                trunk.finding(),
                trunk.sharePercent() + " %",
                minute.map(TrunkRow::answered).orElse(Numbers.UNDEFINED),
                minute.map(TrunkRow::delay).orElse(Numbers.UNDEFINED),
                minute.map(m -> codes(m.responses())).orElse(Numbers.UNDEFINED),
                minute.map(m -> Numbers.count(m.unanswered())).orElse(Numbers.UNDEFINED),
                entry.stale()
                        ? Numbers.UNDEFINED
                        : Numbers.count(trunk.liveCalls())
                                + " / "
                                + Numbers.count(trunk.channels()),
                age == null ? Numbers.UNDEFINED : Times.age(age + entry.ageMillis()),
                States.direction(trunk.direction()),
                address(trunk.uri()),
                States.probe(trunk.options()),
                States.probe(trunk.testCall()));
    }

    /** Host and port: that it is spoken to by SIP needs no room. */
    private static String address(String uri) {
        return uri.startsWith("sip:") ? uri.substring(4) : uri;
    }

    private static String answered(WindowMeasures minute) {
        return minute.asr() == null
                ? Numbers.UNDEFINED
                : Numbers.percent(minute.asr()) + " % of " + Numbers.count(minute.finals());
    }

    private static String delay(WindowMeasures minute) {
        return minute.pddSamples() == 0
                ? Numbers.UNDEFINED
                : Numbers.millis(minute.pddMillisP50())
                        + " / "
                        + Numbers.millis(minute.pddMillisP95())
                        + " ms";
    }

    /** Answers first, then what speaks against the carrier, then what callers and callees do. */
    private static int rank(int code) {
        if (code < 300) {
            return 0;
        }
        return code == 408 || (code >= 500 && code < 600) ? 1 : 2;
    }

    /** Response codes with their counts, the telling ones first. */
    private static String codes(Map<Integer, Long> responses) {
        List<Map.Entry<Integer, Long>> entries = new ArrayList<>(responses.entrySet());
        if (entries.isEmpty()) {
            return Numbers.UNDEFINED;
        }
        entries.sort(
                Comparator.comparingInt((Map.Entry<Integer, Long> entry) -> rank(entry.getKey()))
                        .thenComparing(Map.Entry.<Integer, Long>comparingByValue().reversed()));
        StringBuilder text = new StringBuilder();
        for (Map.Entry<Integer, Long> entry :
                entries.subList(0, Math.min(CODES_MAX, entries.size()))) {
            text.append(text.isEmpty() ? "" : "  ")
                    .append(entry.getKey())
                    .append(" \u00d7 ")
                    .append(Numbers.count(entry.getValue()));
        }
        return entries.size() > CODES_MAX ? text + "  \u2026" : text.toString();
    }
}
