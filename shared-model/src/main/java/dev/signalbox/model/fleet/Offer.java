package dev.signalbox.model.fleet;

import dev.signalbox.model.target.Target;

/**
 * What a person can do next about a region.
 *
 * @param title the name people use for the region
 * @param planId of the plan it is about; empty when there is none yet
 */
public record Offer(Step step, Target.Region region, String title, String planId) {

    /** What it is. */
    public enum Step {
        /** It is lost and nothing takes its calls away: plan its evacuation. */
        EVACUATE,
        /** A change under way sends its calls to a region that takes none: take it back. */
        UNDO,
        /** Its calls go elsewhere although it could take them: plan their return. */
        RETURN,
        /** A plan about it waits for somebody: look at it. */
        LOOK,
        /** A change of it is held: let it go on, or undo it. */
        RESUME
    }
}
