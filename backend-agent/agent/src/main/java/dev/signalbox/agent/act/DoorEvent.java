package dev.signalbox.agent.act;

import dev.signalbox.model.route.DoorReading;

/** What {@link DoorKeeper} has to say. */
public sealed interface DoorEvent {

    /** The region whose numbers the door serves. */
    String door();

    /** It was read: every second while it answers, and after each change. */
    record Read(DoorReading reading) implements DoorEvent {
        @Override
        public String door() {
            return reading.region();
        }
    }

    /** It does not answer; said once until it does or the reason changes. */
    record Unreachable(String door, String reason) implements DoorEvent {}

    /**
     * It holds its part of the wanted table, read back; said once for each wish, also when nothing
     * had to be written.
     *
     * @param decisionId the decision that is now in force there
     * @param tookMillis from the wish to the read-back
     */
    record Applied(String door, long epoch, String decisionId, double tookMillis)
            implements DoorEvent {}

    /** It does not take it. It is tried again; said once until the reason changes. */
    record Failed(String door, long epoch, String reason) implements DoorEvent {}

    /**
     * It had lost what was applied, and was set again.
     *
     * @param reason what it held instead
     */
    record Reasserted(String door, long epoch, String reason) implements DoorEvent {}
}
