package dev.signalbox.ctl;

import dev.signalbox.model.fleet.FleetStanding;
import dev.signalbox.model.journal.JournalSentences;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.model.quorum.Word;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** How the fleet stands and what it holds, as lines. */
final class FleetText {

    private FleetText() {}

    static List<String> lines(FleetReading reading, Instant now) {
        List<String> lines = new ArrayList<>();
        standing(reading.standing(), lines);
        regions(reading, now, lines);
        routes(reading.state(), lines);
        held(reading.state(), lines);
        return lines;
    }

    private static void standing(FleetStanding standing, List<String> lines) {
        String leader = standing.leader();
        lines.add(
                "Fleet "
                        + standing.name()
                        + ": "
                        + (standing.quorum() ? "quorum" : "NO QUORUM")
                        + ", "
                        + (leader == null ? "no leader" : "led by " + leader)
                        + ", epoch "
                        + standing.epoch()
                        + ", as "
                        + standing.member()
                        + " sees it; you are "
                        + standing.you().name()
                        + " ("
                        + standing.you().role().text()
                        + ")");
        for (FleetStanding.MemberView member : standing.members()) {
            Long silent = member.silentMillis();
            String trouble = silent == null ? "silent" : "silent for " + silent + " ms";
            lines.add(
                    Words.format(
                            "  %-14s %s",
                            member.region(), member.reachable() ? "reachable" : trouble));
        }
    }

    private static void regions(FleetReading reading, Instant now, List<String> lines) {
        FleetState state = reading.state();
        state.verdicts()
                .forEach((region, judged) -> lines.add("  " + region + ": " + judged.sentence()));
        state.words().values().stream()
                .filter(word -> word.reach() == Word.Reach.SILENT)
                .forEach(word -> lines.add("    " + word.key() + ": " + said(word, reading, now)));
    }

    /** A word stands until its observer says another: how old it is belongs to it. */
    private static String said(Word word, FleetReading reading, Instant now) {
        Instant at = null;
        for (FleetReading.Read read : reading.records()) {
            if (read.record() instanceof FleetRecord.WordSaid said
                    && said.word().key().equals(word.key())) {
                at = said.at();
            }
        }
        return at == null
                ? word.sentence()
                : word.sentence()
                        + " (said "
                        + JournalSentences.clock(at)
                        + ", "
                        + Words.elapsed(at, now)
                        + " ago)";
    }

    private static void routes(FleetState state, List<String> lines) {
        if (state.table().doors().isEmpty()) {
            lines.add("  every call is handled at home");
        }
        state.table()
                .doors()
                .forEach(
                        (door, services) ->
                                services.forEach(
                                        (service, shares) ->
                                                lines.add(
                                                        Words.format(
                                                                "  %s of %s goes to %s",
                                                                service, door, shares(shares)))));
        state.doors()
                .forEach(
                        (door, held) ->
                                lines.add(
                                        Words.format(
                                                "  door of %s: epoch %d, written by %s%s",
                                                door,
                                                held.epoch(),
                                                held.writer(),
                                                held.problem().isEmpty()
                                                        ? ""
                                                        : "; " + held.problem())));
    }

    private static void held(FleetState state, List<String> lines) {
        for (FleetState.Pin pin : state.pins().values()) {
            lines.add(
                    Words.format(
                            "  %s is pinned by %s until %s: %s",
                            pin.target().id(),
                            pin.person().name(),
                            JournalSentences.clock(pin.expiresAt()),
                            pin.reason()));
        }
        FleetState.Brake brake = state.brake();
        if (brake != null) {
            lines.add(
                    "  automation is stopped by " + brake.person().name() + ": " + brake.reason());
        }
    }

    /** {@code 90 % eu-central, 10 % eu-west}. */
    private static String shares(SortedMap<String, Integer> shares) {
        return shares.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(share -> share.getValue() + " % " + share.getKey())
                .collect(Collectors.joining(", "));
    }
}
