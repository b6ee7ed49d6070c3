package dev.signalbox.dashboards.scene;

import dev.signalbox.model.fleet.JournalLine;
import dev.signalbox.model.journal.DiagnosisCode;
import dev.signalbox.model.journal.Evidence;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.measure.TrunkCounts;
import dev.signalbox.model.route.RouteTable;
import java.util.ArrayList;
import java.util.List;

/** Journals to go with a moment. */
final class SceneJournal {

    private SceneJournal() {}

    static List<JournalLine> of(Moment moment) {
        List<JournalLine> lines = new ArrayList<>();
        for (String region : List.of("eu-central", "eu-west", "us-east")) {
            line(
                    lines,
                    region,
                    new JournalRecord.AgentStarted(
                            Scenes.AT.minusSeconds(1700),
                            12,
                            region,
                            "b1",
                            "0.1.0",
                            "ab".repeat(32),
                            0),
                    "Agent 0.1.0 of " + region + " started");
        }
        if (moment == Moment.PROVIDER_OUT) {
            line(
                    lines,
                    "eu-central",
                    SceneTroubles.breakerOpened(),
                    "Decided: new calls of Acme LLM in eu-central go to Basalt LLM");
        }
        if (!moment.carrierBroken()) {
            return lines;
        }
        Evidence calls =
                new Evidence(
                        "rejected_invites",
                        "mirror_authenticated",
                        168,
                        "64 of 168 INVITEs refused with 503 in 1 min");
        line(
                lines,
                "eu-central",
                new JournalRecord.DiagnosisOpened(
                        Scenes.AT.minusSeconds(21),
                        1,
                        Scenes.NORTHWIND,
                        DiagnosisCode.TRUNK_REJECTING,
                        "Northwind rejects new calls",
                        List.of(calls)),
                "Northwind in eu-central rejects new calls: 4 of the last 5 INVITEs refused with 503");
        RouteTable out = RouteTable.DEFAULT.with(Scenes.NORTHWIND, 0);
        line(
                lines,
                "eu-central",
                move(JournalRecord.MoveKind.EXCLUDE, RouteTable.DEFAULT, out, 20, calls),
                "Decided: new calls of Northwind in eu-central go to Meridian (share 100 % to 0 %)");
        if (moment == Moment.FAILING) {
            return lines;
        }
        line(
                lines,
                "eu-central",
                new JournalRecord.MoveApplied(
                        Scenes.AT.minusSeconds(19), 1, "j-eu-central/5", out, 84.2),
                "Applied on all routers and read back in 84 ms");
        if (moment == Moment.RETURNING) {
            line(
                    lines,
                    "eu-central",
                    move(
                            JournalRecord.MoveKind.RETURN_STAGE,
                            out,
                            out.with(Scenes.NORTHWIND, 10),
                            8,
                            calls),
                    "Decided: Northwind in eu-central gets 10 % of its new calls back");
        }
        return lines;
    }

    private static JournalRecord move(
            JournalRecord.MoveKind kind,
            RouteTable before,
            RouteTable after,
            int secondsAgo,
            Evidence evidence) {
        return new JournalRecord.MoveDecided(
                Scenes.AT.minusSeconds(secondsAgo),
                1,
                "j-eu-central/4",
                Scenes.NORTHWIND,
                kind,
                before,
                after,
                List.of(Scenes.MERIDIAN),
                0,
                TrunkCounts.NONE,
                "",
                List.of(evidence),
                List.of(
                        new GuardResult(
                                "last_usable_trunk",
                                GuardResult.Verdict.PASS,
                                "Meridian stays in service"),
                        new GuardResult(
                                "target_capacity",
                                GuardResult.Verdict.WARN,
                                "Meridian at 86 % of 400 channels after the move"),
                        new GuardResult(
                                "evidence_fresh", GuardResult.Verdict.PASS, "0.2 s old, n = 168")));
    }

    private static void line(
            List<JournalLine> lines, String region, JournalRecord content, String sentence) {
        lines.add(
                new JournalLine(
                        region,
                        new JournalEntry(
                                "j-" + region, lines.size() + 1L, new byte[0], "0f".repeat(32)),
                        content,
                        sentence));
    }
}
