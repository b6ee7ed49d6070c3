package dev.signalbox.world.traffic;

import java.util.List;

/**
 * How the calls of one carrier in one direction end, as a distribution. What the refusals leave is
 * answered.
 *
 * @param pddMillisMedian median post-dial delay (RFC 6076 SRD)
 * @param pddSigma shape of its log-normal distribution
 * @param ringMillisMedian median time from the first ringing to the answer
 * @param ringProvisional 180 or 183: what the carrier sends when the phone rings
 * @param abandonedRatio calls that the caller gives up while it rings (487), 0 to 1
 * @param refusals final responses other than 2xx and 487
 */
public record AnswerProfile(
        double pddMillisMedian,
        double pddSigma,
        double ringMillisMedian,
        int ringProvisional,
        double abandonedRatio,
        List<Refusal> refusals) {

    public AnswerProfile {
        refusals = List.copyOf(refusals);
    }

    /**
     * A final response that ends an attempt.
     *
     * @param status SIP status
     * @param ratio of all attempts, 0 to 1
     */
    public record Refusal(int status, double ratio) {}

    /** Calls out to people: many are busy, away, or not reachable. */
    public static AnswerProfile outbound(double pddMillisMedian, double answeredRatio) {
        double rest = 1 - answeredRatio;
        return new AnswerProfile(
                pddMillisMedian,
                0.38,
                5_500,
                180,
                0.34 * rest,
                List.of(
                        new Refusal(486, 0.34 * rest),
                        new Refusal(480, 0.20 * rest),
                        new Refusal(404, 0.09 * rest),
                        new Refusal(603, 0.025 * rest),
                        new Refusal(503, 0.005 * rest)));
    }

    /** Calls in to the voice AI, which picks up at once. */
    public static AnswerProfile inbound() {
        return new AnswerProfile(190, 0.35, 420, 180, 0.012, List.of(new Refusal(480, 0.003)));
    }
}
