package dev.signalbox.agent.measure;

import dev.signalbox.model.measure.CallCounts;
import dev.signalbox.model.measure.CallMetrics;
import dev.signalbox.model.measure.Quantiles;
import dev.signalbox.model.measure.WindowMeasures;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What calls came to in one slot of time; sums of buckets make windows. */
final class Bucket {

    /** Names of codecs come from outside: beyond these they are counted together. */
    private static final int CODECS_MAX = 16;

    private static final String OTHER_CODECS = "other";

    long slot = Long.MIN_VALUE;
    long messages;
    long attempts;
    long finals;
    long answered;
    long delivered;
    long unanswered;
    long rejected;
    long completed;
    long dropped;
    long falseAnswers;
    long talkSumMillis;
    long mosPoor;
    private final IntCounts responses = new IntCounts();
    private final IntCounts causes = new IntCounts();
    private final Map<String, Long> codecs = new HashMap<>(4);

    // Most slots of most trunks hold no value; a distribution is some kilobytes.
    private Quantiles.@Nullable Gatherer pddMillis;
    private Quantiles.@Nullable Gatherer failureMillis;
    private Quantiles.@Nullable Gatherer talkMillis;
    private Quantiles.@Nullable Gatherer mos;

    void reset(long newSlot) {
        slot = newSlot;
        messages = 0;
        attempts = 0;
        finals = 0;
        answered = 0;
        delivered = 0;
        unanswered = 0;
        rejected = 0;
        completed = 0;
        dropped = 0;
        falseAnswers = 0;
        talkSumMillis = 0;
        mosPoor = 0;
        responses.clear();
        causes.clear();
        codecs.clear();
        pddMillis = null;
        failureMillis = null;
        talkMillis = null;
        mos = null;
    }

    void addPdd(double millis) {
        pddMillis = with(pddMillis, millis);
    }

    void addFailure(double millis) {
        failureMillis = with(failureMillis, millis);
    }

    /** A call that one side ended. */
    void addCompleted(double millis) {
        completed++;
        talkSumMillis += Math.round(millis);
        talkMillis = with(talkMillis, millis);
    }

    void addMos(double score) {
        mosPoor += score < CallMetrics.MOS_GOOD ? 1 : 0;
        mos = with(mos, score);
    }

    void addCodec(String name) {
        boolean room = codecs.size() < CODECS_MAX || codecs.containsKey(name);
        codecs.merge(room ? name : OTHER_CODECS, 1L, Long::sum);
    }

    private static Quantiles.Gatherer with(Quantiles.@Nullable Gatherer known, double value) {
        Quantiles.Gatherer gatherer = known == null ? new Quantiles.Gatherer() : known;
        gatherer.add(value);
        return gatherer;
    }

    /** A final response, or with {@code count} -1 one that turned out not to be the last. */
    void addFinal(FinalResponse response, boolean outbound, int count) {
        finals += count;
        responses.add(response.status(), count);
        if (response.q850Cause() != 0) {
            causes.add(response.q850Cause(), count);
        }
        delivered += response.delivered() ? count : 0;
        switch (response.cause()) {
            case ANSWERED -> answered += count;
            case CARRIER -> rejected += outbound ? count : 0;
            case CALLEE, NEUTRAL -> {}
        }
    }

    void add(Bucket other) {
        messages += other.messages;
        attempts += other.attempts;
        finals += other.finals;
        answered += other.answered;
        delivered += other.delivered;
        unanswered += other.unanswered;
        rejected += other.rejected;
        completed += other.completed;
        dropped += other.dropped;
        falseAnswers += other.falseAnswers;
        talkSumMillis += other.talkSumMillis;
        mosPoor += other.mosPoor;
        responses.addAll(other.responses);
        causes.addAll(other.causes);
        other.codecs.forEach((name, count) -> codecs.merge(name, count, Long::sum));
        pddMillis = sum(pddMillis, other.pddMillis);
        failureMillis = sum(failureMillis, other.failureMillis);
        talkMillis = sum(talkMillis, other.talkMillis);
        mos = sum(mos, other.mos);
    }

    private static Quantiles.@Nullable Gatherer sum(
            Quantiles.@Nullable Gatherer own, Quantiles.@Nullable Gatherer other) {
        if (other == null) {
            return own;
        }
        Quantiles.Gatherer sum = own == null ? new Quantiles.Gatherer() : own;
        sum.addAll(other);
        return sum;
    }

    /** Quantile of the post-dial delay in milliseconds, null without samples. */
    @Nullable Double pddMillis(double quantile) {
        return pddMillis == null ? null : pddMillis.value(quantile);
    }

    /** Attempts whose outcome is known; those that are still being set up are no seizures yet. */
    private long seizures() {
        return finals + unanswered;
    }

    WindowMeasures measures(long windowMillis) {
        long seizures = seizures();
        return new WindowMeasures(
                windowMillis,
                attempts,
                finals,
                answered,
                unanswered,
                rejected,
                responses.toMap(),
                seizures == 0 ? null : Double.valueOf((double) answered / seizures),
                pddMillis(0.5),
                pddMillis(0.95),
                pddMillis == null ? 0 : pddMillis.count());
    }

    CallMetrics metrics(long windowMillis) {
        return new CallMetrics(
                windowMillis,
                new CallCounts(
                        attempts,
                        seizures(),
                        answered,
                        delivered,
                        unanswered,
                        rejected,
                        completed,
                        dropped,
                        falseAnswers,
                        talkSumMillis,
                        responses.toMap(),
                        causes.toMap(),
                        new java.util.TreeMap<>(codecs)),
                taken(pddMillis),
                taken(failureMillis),
                taken(talkMillis),
                taken(mos),
                mosPoor);
    }

    private static Quantiles taken(Quantiles.@Nullable Gatherer gatherer) {
        return gatherer == null ? Quantiles.NONE : gatherer.taken();
    }
}
