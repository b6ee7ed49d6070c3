package dev.signalbox.agent.measure;

/**
 * How one attempt at a carrier went, as far as it is known: progress first, then the final
 * response.
 */
final class Outcome {

    final boolean rejected;

    /** Neither for nor against the carrier: counts in ratios only. */
    final boolean neutral;

    /** The final response, 0 for progress. */
    final int status;

    final boolean authenticated;
    final long nanos;

    private Outcome(
            boolean rejected, boolean neutral, int status, boolean authenticated, long nanos) {
        this.rejected = rejected;
        this.neutral = neutral;
        this.status = status;
        this.authenticated = authenticated;
        this.nanos = nanos;
    }

    static Outcome progress(boolean authenticated, long nanos) {
        return new Outcome(false, false, 0, authenticated, nanos);
    }

    static Outcome of(int status, FinalCause cause, boolean authenticated, long nanos) {
        return new Outcome(
                cause == FinalCause.CARRIER,
                cause == FinalCause.NEUTRAL,
                status,
                authenticated,
                nanos);
    }
}
