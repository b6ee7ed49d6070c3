package dev.signalbox.agent.measure.cause;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.ai.CallResult;
import dev.signalbox.model.cause.CauseGroup;
import dev.signalbox.model.cause.CausesView;
import dev.signalbox.model.cause.Side;
import dev.signalbox.model.cause.Tag;
import org.junit.jupiter.api.Test;

/** How causes are counted, kept and forgotten. */
class CauseCountsTest {

    private final Desk desk = new Desk();

    private void talk(String callId) {
        desk.all(desk.attempted(callId, Desk.NORTHWIND), desk.answered(callId, Desk.NORTHWIND));
    }

    @Test
    void aRevisionMovesTheCount() {
        talk("c");
        desk.accept(desk.outcome("o", "c", null, "misunderstood"));
        desk.pass(3);
        long first = desk.verdict().sequence();
        desk.all(desk.stt("t", "c", 2, 1400), desk.stt("t", "c", 6, 1400));
        desk.pass(1);
        CausesView view = desk.causes.view(desk.now);
        assertThat(view.groups())
                .singleElement()
                .satisfies(
                        g -> {
                            assertThat(g.tag()).isEqualTo(Tag.AI_SLOW);
                            assertThat(g.total()).isEqualTo(1);
                            assertThat(g.lastMinute()).isEqualTo(1);
                            assertThat(g.suspected()).isEqualTo(1);
                            assertThat(g.newest()).hasSize(1);
                        });
        assertThat(view.history().getLast().ended() + view.history().getFirst().ended())
                .isEqualTo(view.history().size() == 1 ? 2 : 1);
        assertThat(desk.causes.verdictsAfter(first)).hasSize(1);
        assertThat(desk.causes.counters()).containsEntry("causes_revised", 1L);
    }

    @Test
    void duplicatedSpansAndOutcomesCountOnce() {
        talk("c");
        var slow = desk.stt("t", "c", 2, 1400);
        var said = desk.outcome("o", "c", null, "misunderstood");
        for (int i = 0; i < 6; i++) {
            desk.accept(desk.stt("t", "c", 3 + i, 200));
        }
        desk.all(slow, slow, slow, desk.conversation("t", "c", 9), said, said);
        desk.pass(3);
        desk.all(slow, said);
        desk.pass(3);
        assertThat(desk.verdict().tag()).isEqualTo(Tag.MISUNDERSTOOD);
        assertThat(total(desk.causes.view(desk.now))).isEqualTo(1);
        assertThat(desk.causes.counters()).containsEntry("causes_duplicate_span", 3L);
    }

    @Test
    void aTraceThatClaimsASecondCallIsContradictory() {
        talk("c");
        talk("d");
        desk.accept(desk.conversation("t", "c", 9));
        desk.accept(desk.llm("t", "d", 3, CallResult.SERVER_ERROR));
        assertThat(desk.causes.counters()).containsEntry("causes_contradictory", 1L);
    }

    @Test
    void numbersInEndingsAreNeverListed() {
        desk.accept(desk.outcome("o", "c", null, "Sent on to +4969555900 after 12 s"));
        desk.pass(3);
        assertThat(desk.causes.view(desk.now).unknownEndings())
                .containsOnlyKeys("sent-on-to-#-after-12-s");
        assertThat(desk.verdict().toString()).doesNotContain("4969555900");
    }

    @Test
    void unknownEndingsAreCountedAndListedWithinBounds() {
        for (int i = 0; i < 200; i++) {
            desk.accept(desk.outcome("o" + i, "c" + i, null, "odd-" + i + "-" + "x".repeat(300)));
        }
        desk.accept(desk.outcome("again", "again", null, "odd-0-" + "x".repeat(300)));
        desk.pass(3);
        CausesView view = desk.causes.view(desk.now);
        assertThat(view.unknownEndings()).hasSize(CauseCounts.UNKNOWN_MAX);
        assertThat(view.unknownEndings().keySet())
                .allSatisfy(k -> assertThat(k.length()).isLessThanOrEqualTo(64));
        assertThat(view.unknownEndings().values()).contains(2L);
        assertThat(view.groups()).extracting(CauseGroup::tag).containsExactly(Tag.UNKNOWN);
    }

    @Test
    void aFloodOfStrayTracesStaysBoundedAndLeavesCallsAlone() {
        Desk small = new Desk(100);
        small.all(small.attempted("c", Desk.NORTHWIND), small.answered("c", Desk.NORTHWIND));
        for (int i = 0; i < 5_000; i++) {
            small.accept(small.stt("trace-" + i, null, 1, 200));
        }
        small.accept(small.stt("trace-0", null, 2, 200));
        assertThat(small.causes.counters().get("causes_joining")).isEqualTo(100L);
        assertThat(small.causes.counters().get("causes_evicted")).isEqualTo(4_901L);
        assertThat(small.causes.counters()).containsEntry("causes_late", 1L);
        small.accept(small.outcome("o", "c", null, "customer-ended-call"));
        small.pass(3);
        assertThat(small.verdict().callId()).isEqualTo("c");
    }

    @Test
    void whatIsSettledIsForgottenAndWhatComesThenIsLate() {
        talk("c");
        desk.accept(desk.outcome("o", "c", null, "customer-ended-call"));
        desk.pass(200);
        assertThat(desk.causes.counters()).containsEntry("causes_joining", 0L);
        desk.accept(desk.outcome("p", "c", null, "misunderstood"));
        desk.pass(3);
        assertThat(desk.verdict().tag()).isEqualTo(Tag.USER_HANGUP);
        assertThat(desk.causes.counters()).containsEntry("causes_late", 1L);
    }

    @Test
    void theRingOfVerdictsIsBounded() {
        for (int i = 0; i < 21_000; i++) {
            desk.accept(desk.outcome("o" + i, "c" + i, null, "customer-ended-call"));
        }
        desk.pass(3);
        assertThat(desk.verdicts()).hasSize(CauseCounts.VERDICTS_MAX);
        assertThat(total(desk.causes.view(desk.now))).isEqualTo(21_000);
    }

    @Test
    void sidesAreSplitOverTime() {
        for (int i = 0; i < 4; i++) {
            desk.accept(desk.outcome("o" + i, "c" + i, null, "misunderstood"));
            desk.accept(desk.outcome("p" + i, "d" + i, null, "worker-died"));
            desk.pass(10);
        }
        CausesView view = desk.causes.view(desk.now);
        assertThat(view.history().stream().mapToLong(s -> s.ended()).sum()).isEqualTo(8);
        assertThat(view.history())
                .filteredOn(s -> s.ended() > 0)
                .allSatisfy(
                        s -> {
                            assertThat(s.failures()).containsEntry(Side.INTENT, 1L);
                            assertThat(s.failures()).containsEntry(Side.INFRASTRUCTURE, 1L);
                        });
    }

    private static long total(CausesView view) {
        return view.groups().stream().mapToLong(CauseGroup::total).sum();
    }
}
