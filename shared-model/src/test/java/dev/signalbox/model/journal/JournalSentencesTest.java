package dev.signalbox.model.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.ai.BreakerState;
import dev.signalbox.model.measure.ProviderPicture;
import dev.signalbox.model.measure.TrunkCounts;
import dev.signalbox.model.policy.Rules;
import dev.signalbox.model.route.RouteTable;
import dev.signalbox.model.target.Target;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JournalSentencesTest {

    private static final Instant AT = Instant.parse("2026-11-20T03:12:44.500Z");
    private static final Target.Trunk NORTHWIND = new Target.Trunk("eu-central", "northwind");
    private static final Target.Trunk MERIDIAN = new Target.Trunk("eu-central", "meridian");
    private static final Target.Trunk SOUTHWIND = new Target.Trunk("eu-central", "southwind");
    private static final Map<String, String> TITLES =
            Map.of("northwind", "Northwind", "meridian", "Meridian");

    @Test
    void timesAreShortAndInUtc() {
        assertThat(JournalSentences.clock(AT)).isEqualTo("03:12:44 UTC");
    }

    @Test
    void breakersReadAsDecisionsWithAndWithoutAnOwnSentence() {
        assertThat(say(breaker(BreakerState.OPEN, "New calls in lab go to Basalt")))
                .isEqualTo("Decided: new calls in lab go to Basalt.");
        assertThat(say(breaker(BreakerState.CLOSED, "Acme is back in lab: all its new calls")))
                .isEqualTo("Decided: Acme is back in lab: all its new calls.");
        assertThat(say(breaker(BreakerState.CLOSING, "")))
                .isEqualTo("Decided: acme (llm, eu) gets 10 % of its new calls, on trial.");
        assertThat(say(new JournalRecord.BreakerApplied(AT, 1, "j1/7", 8.24)))
                .isEqualTo("Workers follow decision #7 after 8.2 ms.");
    }

    private static JournalRecord breaker(BreakerState to, String sentence) {
        return new JournalRecord.BreakerChanged(
                AT,
                1,
                "j1/2",
                new Target.Provider("llm", "acme", "eu"),
                BreakerState.OPEN,
                to,
                10,
                1,
                ProviderPicture.Counts.NONE,
                List.of(),
                sentence,
                List.of(),
                List.of());
    }

    @Test
    void everyRecordReadsAsOneSentence() {
        RouteTable out = RouteTable.DEFAULT.with(NORTHWIND, 0);
        RouteTable stage = out.with(NORTHWIND, 10);
        assertThat(
                        List.of(
                                say(
                                        new JournalRecord.AgentStarted(
                                                AT, 0, "eu-central", "b", "0.1.0", "h", 2)),
                                say(
                                        new JournalRecord.DiagnosisOpened(
                                                AT,
                                                1,
                                                NORTHWIND,
                                                DiagnosisCode.TRUNK_REJECTING,
                                                "5 of the last 5 INVITEs refused with 503",
                                                List.of())),
                                say(
                                        new JournalRecord.DiagnosisClosed(
                                                AT,
                                                1,
                                                "j1/2",
                                                NORTHWIND,
                                                DiagnosisCode.TRUNK_REJECTING,
                                                "Northwind takes calls again.",
                                                List.of())),
                                say(
                                        move(
                                                JournalRecord.MoveKind.EXCLUDE,
                                                out,
                                                List.of(MERIDIAN, SOUTHWIND))),
                                say(move(JournalRecord.MoveKind.RETURN_STAGE, stage, List.of())),
                                say(
                                        move(
                                                JournalRecord.MoveKind.RETURN_COMPLETE,
                                                stage.with(NORTHWIND, 100),
                                                List.of())),
                                say(new JournalRecord.MoveApplied(AT, 1, "j1/3", out, 8.24)),
                                say(
                                        new JournalRecord.MoveFailed(
                                                AT, 1, "j1/3", "sbc-1", "connection refused")),
                                say(
                                        new JournalRecord.MoveRefused(
                                                AT,
                                                1,
                                                "j1/2",
                                                NORTHWIND,
                                                Rules.Mode.ENFORCE,
                                                "last_usable_trunk",
                                                "it is the last usable trunk",
                                                List.of(),
                                                List.of(),
                                                List.of())),
                                say(
                                        new JournalRecord.RouteReasserted(
                                                AT, 1, "j1/3", "sbc-1", "it was restarted", out)),
                                say(new JournalRecord.BrakeSet(AT, 1, "Ada", "carrier works")),
                                say(new JournalRecord.BrakeReleased(AT, 1, "Ada", null))))
                .containsExactly(
                        "Agent of eu-central started, version 0.1.0; 2 records written just before"
                                + " it last ended kept.",
                        "Northwind in eu-central: 5 of the last 5 INVITEs refused with 503.",
                        "Northwind takes calls again.",
                        "Decided: new calls leave Northwind in eu-central for Meridian and"
                                + " southwind (epoch 1).",
                        "Decided: Northwind in eu-central gets 10 % of its usual new calls, on"
                                + " trial (epoch 2).",
                        "Decided: Northwind in eu-central gets all its usual new calls again"
                                + " (epoch 3).",
                        "Routers confirm decision #3 after 8.2 ms: Northwind in eu-central 0 %"
                                + " (epoch 1).",
                        "Router sbc-1 did not take decision #3, it will be tried again: connection"
                                + " refused.",
                        "Northwind in eu-central: it is the last usable trunk.",
                        "Router sbc-1 was set to decision #3 again: it was restarted.",
                        "Automation stopped by Ada: carrier works.",
                        "Automation released by Ada.");
    }

    private static JournalRecord move(
            JournalRecord.MoveKind kind, RouteTable after, List<Target.Trunk> to) {
        return new JournalRecord.MoveDecided(
                AT,
                1,
                "j1/2",
                NORTHWIND,
                kind,
                RouteTable.DEFAULT,
                after,
                to,
                0,
                TrunkCounts.NONE,
                "",
                List.of(),
                List.of());
    }

    private static String say(JournalRecord record) {
        return new JournalSentences(name -> TITLES.getOrDefault(name, name)).sentence(record);
    }
}
