package dev.signalbox.ctl;

import dev.signalbox.model.quorum.FleetState;

/**
 * A plan as people name it: its id, and after an {@code @} how its hash begins, so that nobody
 * approves another plan than the one that was looked at.
 *
 * @param id {@code journalId/sequence}, or the id of a plan inside a region
 * @param hash how the hash begins, empty when it was not given
 */
record PlanRef(String id, String hash) {

    private static final int SHOWN = 8;

    /** As it was typed. */
    static PlanRef parse(String text) {
        int at = text.lastIndexOf('@');
        return at < 0
                ? new PlanRef(text, "")
                : new PlanRef(text.substring(0, at), text.substring(at + 1));
    }

    /** How a plan is shown. */
    static String text(String id, String hash) {
        return id + "@" + hash.substring(0, Math.min(SHOWN, hash.length()));
    }

    /**
     * The plan's whole hash.
     *
     * @throws IllegalArgumentException in words when there is no such plan, or it is another one
     */
    String hashIn(FleetState state) {
        FleetState.Change change = state.changes().get(id);
        if (change == null) {
            throw new IllegalArgumentException(
                    "plan \"" + id + "\": the fleet knows none of that name. See: ctl changes");
        }
        if (!change.hash().startsWith(hash)) {
            throw new IllegalArgumentException(
                    "plan \""
                            + id
                            + "\" is not the one you looked at: its hash begins with "
                            + change.hash().substring(0, SHOWN)
                            + ", not "
                            + hash
                            + ". Look again: ctl changes "
                            + id);
        }
        return change.hash();
    }
}
