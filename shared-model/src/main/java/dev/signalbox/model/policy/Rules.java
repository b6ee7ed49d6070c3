package dev.signalbox.model.policy;

/**
 * Whether each automatic rule acts or only says what it would do. A new installation observes.
 *
 * @param trunkNotAnswering new INVITEs get no answer at all
 * @param trunkRejecting new INVITEs are refused by the carrier
 */
public record Rules(Mode trunkNotAnswering, Mode trunkRejecting) {

    /** What a rule may do. */
    public enum Mode {
        OBSERVE,
        ENFORCE
    }

    /** All rules observing: the default of a new installation. */
    public static final Rules OBSERVING = new Rules(Mode.OBSERVE, Mode.OBSERVE);
}
