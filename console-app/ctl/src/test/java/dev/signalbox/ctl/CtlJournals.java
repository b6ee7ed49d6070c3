package dev.signalbox.ctl;

import static dev.signalbox.ctl.connection.Regions.MERIDIAN;
import static dev.signalbox.ctl.connection.Regions.NOON;
import static dev.signalbox.ctl.connection.Regions.NORTHWIND;

import dev.signalbox.model.journal.DiagnosisCode;
import dev.signalbox.model.journal.Evidence;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.measure.TrunkCounts;
import dev.signalbox.model.policy.Rules;
import dev.signalbox.model.route.RouteTable;
import dev.signalbox.model.target.Target;
import java.util.List;

/** What the two agents have written. */
final class CtlJournals {

    private CtlJournals() {}

    static List<JournalRecord> frankfurt() {
        RouteTable out = RouteTable.DEFAULT.with(NORTHWIND, 0);
        Evidence evidence =
                new Evidence(
                        "rejected_invites",
                        "mirror_authenticated",
                        5,
                        "5 of the last 5 INVITEs refused with 503");
        return List.of(
                new JournalRecord.AgentStarted(
                        NOON.minusSeconds(600), 0, "eu-central", "boot-1", "0.1.0", "p", 0),
                new JournalRecord.DiagnosisOpened(
                        NOON.minusSeconds(12),
                        588_000,
                        NORTHWIND,
                        DiagnosisCode.TRUNK_REJECTING,
                        "Northwind rejects new calls in eu-central: 5 of the last 5 INVITEs refused"
                                + " with 503",
                        List.of(evidence)),
                new JournalRecord.MoveDecided(
                        NOON.minusSeconds(12),
                        588_001,
                        "j1/2",
                        NORTHWIND,
                        JournalRecord.MoveKind.EXCLUDE,
                        RouteTable.DEFAULT,
                        out,
                        List.of(MERIDIAN),
                        1,
                        new TrunkCounts(540, 500, 22),
                        "New calls of Northwind in eu-central go to Meridian.",
                        List.of(evidence),
                        List.of(
                                new GuardResult(
                                        "last_usable_trunk",
                                        GuardResult.Verdict.PASS,
                                        "trunk:eu-central/meridian can carry calls"),
                                new GuardResult(
                                        "telephony_capacity",
                                        GuardResult.Verdict.WARN,
                                        "Meridian after the move: 84 % of 400 channels, 61 % of 40"
                                                + " calls/s"))),
                new JournalRecord.MoveApplied(NOON.minusSeconds(12), 588_009, "j1/3", out, 8.2));
    }

    /** A trunk that was the last one, so it stayed; it came back by itself. */
    static List<JournalRecord> dublin() {
        Target.Trunk southwind = new Target.Trunk("eu-west", "southwind");
        Evidence evidence =
                new Evidence(
                        "unanswered_invites",
                        "mirror_authenticated",
                        4,
                        "3 of the last 4 INVITEs without any response after 500 ms");
        return List.of(
                new JournalRecord.DiagnosisOpened(
                        NOON.minusSeconds(300),
                        300_000,
                        southwind,
                        DiagnosisCode.TRUNK_NOT_ANSWERING,
                        "Southwind does not answer in eu-west: 3 of the last 4 INVITEs without any"
                                + " response after 500 ms",
                        List.of(evidence)),
                new JournalRecord.MoveRefused(
                        NOON.minusSeconds(300),
                        300_001,
                        "j2/2",
                        southwind,
                        Rules.Mode.ENFORCE,
                        "last_usable_trunk",
                        "Southwind in eu-west is not moved: no other trunk is left",
                        List.of(),
                        List.of(evidence),
                        List.of(
                                new GuardResult(
                                        "last_usable_trunk",
                                        GuardResult.Verdict.HARD,
                                        "trunk:eu-west/southwind is the last usable trunk of"
                                                + " eu-west: taking it out would leave no road for"
                                                + " new calls"))),
                new JournalRecord.DiagnosisClosed(
                        NOON.minusSeconds(240),
                        360_000,
                        "j2/2",
                        southwind,
                        DiagnosisCode.TRUNK_NOT_ANSWERING,
                        "Southwind in eu-west is well again",
                        List.of()));
    }
}
