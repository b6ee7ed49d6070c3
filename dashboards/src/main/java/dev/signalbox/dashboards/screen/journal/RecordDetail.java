package dev.signalbox.dashboards.screen.journal;

import dev.signalbox.dashboards.part.detail.Block;
import dev.signalbox.dashboards.part.detail.Block.Line;
import dev.signalbox.dashboards.part.detail.Block.Weight;
import dev.signalbox.dashboards.part.journal.JournalRow;
import dev.signalbox.dashboards.words.AiWords;
import dev.signalbox.dashboards.words.ChangeWords;
import dev.signalbox.dashboards.words.Numbers;
import dev.signalbox.dashboards.words.States;
import dev.signalbox.model.journal.Evidence;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.route.RouteTable;
import dev.signalbox.model.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A journal record in full, as titled blocks of lines.
 *
 * @param blocks in reading order
 */
record RecordDetail(String title, List<Block> blocks) {

    static RecordDetail of(JournalRow row) {
        List<Block> blocks = new ArrayList<>();
        switch (row.source()) {
            case JournalRow.Source.Region region -> region(blocks, region.line().record());
            case JournalRow.Source.Fleet fleet ->
                    FleetRecordDetail.of(fleet.line().record()).stream()
                            .filter(block -> !block.lines().isEmpty())
                            .forEach(blocks::add);
        }
        block(
                blocks,
                "Record",
                plain("id", row.id()),
                plain("chain", shortened(row.source().entry().hash())));
        return new RecordDetail(row.sentence(), List.copyOf(blocks));
    }

    private static void region(List<Block> blocks, JournalRecord content) {
        switch (content) {
            case JournalRecord.DiagnosisOpened opened -> {
                about(blocks, opened.target());
                evidence(blocks, opened.evidence());
            }
            case JournalRecord.DiagnosisClosed closed -> {
                about(blocks, closed.target());
                because(blocks, closed.diagnosisId());
                evidence(blocks, closed.evidence());
            }
            case JournalRecord.MoveDecided decided -> {
                shares(blocks, decided.before(), decided.after());
                because(blocks, decided.diagnosisId());
                evidence(blocks, decided.evidence());
                guards(blocks, decided.guards());
            }
            case JournalRecord.MoveRefused refused -> {
                because(blocks, refused.diagnosisId());
                evidence(blocks, refused.evidence());
                guards(blocks, refused.guards());
            }
            case JournalRecord.MoveApplied applied -> {
                because(blocks, applied.decisionId());
                shares(blocks, RouteTable.DEFAULT, applied.readBack());
                block(
                        blocks,
                        "Router",
                        plain("took", Numbers.millis(applied.tookMillis()) + " ms, read back"));
            }
            case JournalRecord.BreakerChanged changed -> {
                breaker(blocks, changed);
                because(blocks, changed.diagnosisId());
                evidence(blocks, changed.evidence());
                guards(blocks, changed.guards());
            }
            case JournalRecord.BreakerApplied applied -> {
                because(blocks, applied.decisionId());
                block(
                        blocks,
                        "Workers",
                        plain("first", Numbers.millis(applied.tookMillis()) + " ms after"));
            }
            case JournalRecord.MoveFailed failed -> {
                because(blocks, failed.decisionId());
                block(blocks, "Router", new Line(failed.router(), failed.reason(), Weight.STOP));
            }
            case JournalRecord.RouteReasserted again -> {
                because(blocks, again.decisionId());
                block(blocks, "Router", new Line(again.router(), again.reason(), Weight.WARN));
            }
            case JournalRecord.HandSet hand -> {
                block(
                        blocks,
                        "By hand",
                        plain("by", hand.person().name()),
                        plain("reason", hand.reason()));
                guards(blocks, hand.guards());
            }
            case JournalRecord.BrakeSet set ->
                    block(blocks, "Brake", plain("by", set.by()), plain("reason", set.reason()));
            case JournalRecord.BrakeReleased off -> {
                String reason = off.reason();
                block(
                        blocks,
                        "Brake",
                        plain("by", off.by()),
                        plain("reason", reason == null ? Numbers.UNDEFINED : reason));
            }
            case JournalRecord.AgentStarted started ->
                    block(
                            blocks,
                            "Agent",
                            plain("version", started.version()),
                            plain("run", started.bootId()),
                            plain("policy", shortened(started.policyHash())));
        }
    }

    private static void breaker(List<Block> blocks, JournalRecord.BreakerChanged changed) {
        Target.Provider provider = changed.target();
        String name = provider.name() + "/" + provider.modelRegion();
        List<Line> lines = new ArrayList<>();
        lines.add(plain("provider", name + ", " + provider.stage()));
        lines.add(plain("before", AiWords.breaker(changed.from())));
        lines.add(plain("now", AiWords.breaker(changed.to())));
        lines.add(plain("share", changed.sharePercent() + " % of the calls that would go to it"));
        if (changed.openings() > 1) {
            lines.add(
                    new Line(
                            "opened", changed.openings() + " times in this incident", Weight.WARN));
        }
        block(blocks, "Breaker", lines.toArray(Line[]::new));
        block(
                blocks,
                "Services",
                changed.services().stream().map(RecordDetail::shift).toArray(Line[]::new));
    }

    private static Line shift(JournalRecord.ServiceShift shift) {
        String to = name(shift.before()) + " \u2192 " + name(shift.after());
        boolean lower = shift.rungAfter().compareTo(shift.rungBefore()) > 0;
        String rung =
                shift.rungBefore() == shift.rungAfter()
                        ? "stays " + AiWords.rung(shift.rungAfter())
                        : AiWords.rung(shift.rungBefore())
                                + " \u2192 "
                                + AiWords.rung(shift.rungAfter());
        String stage = AiWords.stage(shift.stage());
        return new Line(
                shift.service(),
                stage + ": " + to + "; " + rung,
                lower ? Weight.WARN : Weight.PLAIN);
    }

    private static String name(@Nullable Target target) {
        if (target == null) {
            return "nobody";
        }
        return target instanceof Target.Provider provider
                ? provider.name() + "/" + provider.modelRegion()
                : target.id();
    }

    /** What a diagnosis is about, in words. */
    private static void about(List<Block> blocks, Target target) {
        String words =
                switch (target) {
                    case Target.Region region -> "region " + region.name();
                    case Target.Trunk trunk -> "trunk " + trunk.carrier() + ", " + trunk.region();
                    case Target.Carrier carrier -> "carrier " + carrier.name();
                    case Target.Provider provider ->
                            "provider " + name(provider) + ", " + provider.stage();
                    case Target.Path path -> "media path " + path.from() + " \u2192 " + path.to();
                    case Target.Dependency dependency -> "dependency " + dependency.name();
                    case Target.Service service -> "service " + service.name();
                };
        block(blocks, "About", plain("what", words));
    }

    private static void because(List<Block> blocks, String id) {
        block(blocks, "Because of", plain("record", id));
    }

    private static void evidence(List<Block> blocks, List<Evidence> evidence) {
        block(
                blocks,
                "Evidence",
                evidence.stream()
                        .map(
                                seen ->
                                        plain(
                                                States.named(seen.kind()),
                                                seen.detail()
                                                        + " (n = "
                                                        + seen.samples()
                                                        + ", "
                                                        + source(seen.source())
                                                        + ")"))
                        .toArray(Line[]::new));
    }

    private static String source(String source) {
        return switch (source) {
            case "mirror_authenticated" -> "calls, authenticated mirror";
            case "mirror_plain" -> "calls, plain mirror";
            case "probe" -> "probe";
            case "workers" -> "voice workers";
            case "outcomes" -> "outcomes of conversations";
            default -> source.replace('_', ' ');
        };
    }

    private static void guards(List<Block> blocks, List<GuardResult> guards) {
        block(blocks, "Guards", lines(guards).toArray(Line[]::new));
    }

    /** Guards with the numbers they judged, a line each. */
    static List<Line> lines(List<GuardResult> guards) {
        return guards.stream()
                .map(
                        guard ->
                                new Line(
                                        ChangeWords.guard(guard.guard()),
                                        States.verdict(guard.verdict()) + ": " + guard.detail(),
                                        weight(guard.verdict())))
                .toList();
    }

    private static Weight weight(GuardResult.Verdict verdict) {
        return switch (verdict) {
            case PASS -> Weight.PLAIN;
            case WARN -> Weight.WARN;
            case BLOCK, HARD -> Weight.STOP;
        };
    }

    private static void shares(List<Block> blocks, RouteTable before, RouteTable after) {
        TreeSet<Target.Trunk> trunks = new TreeSet<>(before.sharePercents().keySet());
        trunks.addAll(after.sharePercents().keySet());
        List<Line> lines = new ArrayList<>();
        for (Target.Trunk trunk : trunks) {
            lines.add(
                    plain(
                            trunk.region() + "/" + trunk.carrier(),
                            before.sharePercent(trunk)
                                    + " % \u2192 "
                                    + after.sharePercent(trunk)
                                    + " % of its usual new calls"));
        }
        lines.add(plain("epoch", String.valueOf(after.epoch())));
        block(blocks, "Shares", lines.toArray(Line[]::new));
    }

    private static Line plain(String name, String text) {
        return new Line(name, text, Weight.PLAIN);
    }

    private static void block(List<Block> blocks, String heading, Line... lines) {
        if (lines.length > 0) {
            blocks.add(new Block(heading, List.of(lines)));
        }
    }

    private static String shortened(String hash) {
        return hash.length() <= 16 ? hash : hash.substring(0, 16) + "\u2026";
    }
}
