package dev.signalbox.world.bench.hep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.measure.CallCounts;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The load is what it says: the agent's own parser and tracker see these calls and no others. */
class CallStreamTest {

    private static final int LIVE = 40;
    private static final int MESSAGES = 20_000;

    /** What tracking counts besides calls, of kinds that are made to show it. */
    private static Set<String> oddities(CallKind kind) {
        return switch (kind) {
            case INVITE_REPEATED, ANSWER_REPEATED -> Set.of("calls_retransmission");
            case HELD -> Set.of("calls_re_invite", "calls_unmatched");
            case REORDERED -> Set.of("calls_reordered", "calls_unmatched");
            case ANSWER_NOT_MIRRORED -> Set.of("calls_mirror_gap");
            case FORKED -> Set.of("calls_fork_answered", "calls_fork_ended");
            case GIVEN_UP -> Set.of("calls_cancelled");
            case CALLER_ENDS,
                    CALLED_ENDS,
                    EARLY_MEDIA,
                    CHALLENGED,
                    RELIABLE_PROGRESS,
                    REFRESHED,
                    KEYS_PRESSED,
                    TRANSFERRED,
                    ENGAGED,
                    NOT_PICKED_UP,
                    UNKNOWN_NUMBER,
                    REFUSED_BY_CALLED,
                    OVERLOADED,
                    BROKEN,
                    PING ->
                    Set.of();
        };
    }

    /** The final response of every call of a kind; 0 for none. */
    private static int finalStatus(CallKind kind) {
        return switch (kind) {
            case PING -> 0;
            case ENGAGED -> 486;
            case NOT_PICKED_UP -> 480;
            case GIVEN_UP -> 487;
            case UNKNOWN_NUMBER -> 404;
            case REFUSED_BY_CALLED -> 603;
            case OVERLOADED -> 503;
            case BROKEN -> 500;
            case CALLER_ENDS,
                    CALLED_ENDS,
                    EARLY_MEDIA,
                    CHALLENGED,
                    RELIABLE_PROGRESS,
                    HELD,
                    REFRESHED,
                    KEYS_PRESSED,
                    TRANSFERRED,
                    INVITE_REPEATED,
                    ANSWER_REPEATED,
                    REORDERED,
                    ANSWER_NOT_MIRRORED,
                    FORKED ->
                    200;
        };
    }

    @ParameterizedTest
    @EnumSource(CallKind.class)
    void everyKindOfCallBecomesWhatItSays(CallKind kind) {
        HotPath path = new HotPath(new CallStream(List.of(kind), LIVE, 1, false), LIVE);
        path.take(MESSAGES);
        assertThat(path.notTaken()).as("packets that are no sound SIP").isZero();
        for (int carrier = 0; carrier < BenchTrunks.CARRIERS.size(); carrier++) {
            CallCounts counts = counts(path, carrier);
            int status = finalStatus(kind);
            if (status == 0) {
                assertThat(counts.attempts()).isZero();
                continue;
            }
            assertThat(counts.responses().keySet()).containsExactly(status);
            long finals = counts.responses().values().iterator().next();
            // The rest is being set up.
            assertThat(counts.attempts()).isBetween(finals, finals + LIVE);
            assertThat(finals).isGreaterThan(100);
            assertThat(counts.answered()).isEqualTo(kind.isAnswered() ? finals : 0);
            assertThat(counts.completed())
                    .isBetween(counts.answered() - 2L * LIVE, counts.answered());
            assertThat(counts.unanswered()).isZero();
        }
        assertThat(path.measures().liveCalls())
                .isBetween(kind.isAnswered() ? LIVE : 0, kind.isAnswered() ? 2 * LIVE : 0);
        SortedMap<String, Long> counters = path.measures().counters();
        counters.keySet()
                .removeAll(Set.of("calls_other_method", "calls_call_evicted", "calls_short_code"));
        assertThat(counters.keySet()).isEqualTo(oddities(kind));
    }

    private static CallCounts counts(HotPath path, int carrier) {
        return path.measures().metrics(path.now()).rows().stream()
                .filter(row -> row.target().equals(BenchTrunks.target(carrier)))
                .filter(row -> row.prefix().isEmpty())
                .map(row -> row.windows().getLast().counts())
                .reduce(CallCounts.NONE, CallCounts::plus);
    }

    @Test
    void sharesAddUpToAllCalls() {
        assertThat(Arrays.stream(CallKind.values()).mapToInt(kind -> kind.perMille).sum())
                .isEqualTo(1_000);
    }

    @Test
    void asManyCallsTalkAsWereAskedFor() {
        CallStream stream = new CallStream(500, 1, false);
        for (int i = 0; i < 20_000; i++) {
            stream.next(i);
        }
        assertThat(stream.talking()).isEqualTo(500);
    }
}
