package dev.signalbox.model.measure;

/**
 * Calls of one trunk since the agent started; decisions compare two readings of it.
 *
 * @param attempts initial INVITEs
 * @param progressed attempts that got a provisional other than 100, an answer, or a final response
 *     that is the callee's and not the carrier's (busy, no answer, no such number)
 * @param failed attempts that went unanswered or were rejected by the carrier
 */
public record TrunkCounts(long attempts, long progressed, long failed) {

    /** No calls yet. */
    public static final TrunkCounts NONE = new TrunkCounts(0, 0, 0);

    /** What was added since {@code earlier}, a reading of the same run of the agent. */
    public TrunkCounts minus(TrunkCounts earlier) {
        return new TrunkCounts(
                attempts - earlier.attempts,
                progressed - earlier.progressed,
                failed - earlier.failed);
    }
}
