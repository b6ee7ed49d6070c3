package dev.signalbox.model.measure;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of attempts to call, and the ratios of RFC 6076, ITU-T E.411 and E.425 that follow
 * from it. Counts of several trunks, or of several regions, add up.
 *
 * @param attempts initial INVITEs (RFC 6076); retransmissions and retries with credentials are none
 * @param seizures attempts whose outcome is known: what ratios divide by. In a window those that
 *     got a final response in it or were not answered at all; of a capture that is over, all
 * @param answered seizures with 2xx
 * @param delivered answered, busy, rung and not picked up, or rejected by the callee (E.425)
 * @param unanswered not one response in the trunk's own time: the 408 that our side makes itself,
 *     apart from one that the carrier sends
 * @param rejected refused for a reason of the carrier or the network
 * @param completed answered calls that one side ended with BYE
 * @param dropped answered calls that came to no end: never acknowledged, or never a BYE
 * @param falseAnswers answered, paid for, and nobody was there: over within seconds, without a
 *     packet of audio from the carrier
 * @param talkMillis sum over completed calls of the time from 2xx to BYE, where both were seen
 * @param responses final responses by status code
 * @param causes Q.850 causes of final responses (RFC 3326) by number
 * @param codecs answered calls by the first audio format of the answer, for example {@code PCMA}
 */
public record CallCounts(
        long attempts,
        long seizures,
        long answered,
        long delivered,
        long unanswered,
        long rejected,
        long completed,
        long dropped,
        long falseAnswers,
        long talkMillis,
        SortedMap<Integer, Long> responses,
        SortedMap<Integer, Long> causes,
        SortedMap<String, Long> codecs) {

    /** Nothing happened. */
    public static final CallCounts NONE =
            new CallCounts(
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    Collections.emptySortedMap(),
                    Collections.emptySortedMap(),
                    Collections.emptySortedMap());

    public CallCounts {
        responses = Collections.unmodifiableSortedMap(new TreeMap<>(responses));
        causes = Collections.unmodifiableSortedMap(new TreeMap<>(causes));
        codecs = Collections.unmodifiableSortedMap(new TreeMap<>(codecs));
    }

    /** Answer-seizure ratio (ITU-T E.411). */
    public Ratio asr() {
        return ratio(answered, seizures);
    }

    /** Network effectiveness ratio (ITU-T E.425). */
    public Ratio ner() {
        return ratio(delivered, seizures);
    }

    /** Session establishment ratio (RFC 6076 section 4.6): redirections do not count. */
    public Ratio ser() {
        return ratio(answered, seizures - redirected());
    }

    /** Session establishment effectiveness ratio (RFC 6076 section 4.7). */
    public Ratio seer() {
        long good = answered + count(480) + count(486) + count(600) + count(603);
        return ratio(good, seizures - redirected());
    }

    /**
     * Ineffective session attempts (RFC 6076 section 4.8): 408, 500, 503 and 504 that were sent to
     * us. Those that nobody answered are {@link #unanswered}.
     */
    public Ratio isa() {
        return ratio(count(408) + count(500) + count(503) + count(504), seizures);
    }

    /**
     * Session completion ratio (RFC 6076 section 4.9) of the attempts that came to their end:
     * failed, unanswered, dropped or completed. Calls that still go on are no part of it.
     */
    public Ratio scr() {
        long failed = seizures - answered;
        return ratio(completed, failed + dropped + completed);
    }

    /** False answers among the calls that were completed. */
    public Ratio falseAnswerRatio() {
        return ratio(falseAnswers, completed);
    }

    /** What both came to. */
    public CallCounts plus(CallCounts other) {
        return new CallCounts(
                attempts + other.attempts,
                seizures + other.seizures,
                answered + other.answered,
                delivered + other.delivered,
                unanswered + other.unanswered,
                rejected + other.rejected,
                completed + other.completed,
                dropped + other.dropped,
                falseAnswers + other.falseAnswers,
                talkMillis + other.talkMillis,
                sum(responses, other.responses),
                sum(causes, other.causes),
                sum(codecs, other.codecs));
    }

    private static <K extends Comparable<K>> SortedMap<K, Long> sum(
            SortedMap<K, Long> one, SortedMap<K, Long> other) {
        TreeMap<K, Long> sum = new TreeMap<>(one);
        other.forEach((key, count) -> sum.merge(key, count, Long::sum));
        return sum;
    }

    private long redirected() {
        return responses.subMap(300, 400).values().stream().mapToLong(Long::longValue).sum();
    }

    private long count(int status) {
        return responses.getOrDefault(status, 0L);
    }

    /** What a moving window shows only in part never makes more than a whole. */
    private static Ratio ratio(long part, long whole) {
        long known = Math.max(0, whole);
        return new Ratio(Math.clamp(part, 0, known), known);
    }
}
