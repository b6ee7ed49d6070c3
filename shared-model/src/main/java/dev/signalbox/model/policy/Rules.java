package dev.signalbox.model.policy;

/**
 * Whether each automatic rule acts or only says what it would do. A new installation observes.
 *
 * @param trunkNotAnswering new INVITEs get no answer at all
 * @param trunkRejecting new INVITEs are refused by the carrier
 * @param providerFailing calls to an AI provider fail
 * @param providerOverQuota an AI provider refuses for quota or rate
 * @param providerSlow first responses of an AI provider come late
 */
public record Rules(
        Mode trunkNotAnswering,
        Mode trunkRejecting,
        Mode providerFailing,
        Mode providerOverQuota,
        Mode providerSlow) {

    /** What a rule may do. */
    public enum Mode {
        OBSERVE,
        ENFORCE
    }

    /** All rules observing: the default of a new installation. */
    public static final Rules OBSERVING =
            new Rules(Mode.OBSERVE, Mode.OBSERVE, Mode.OBSERVE, Mode.OBSERVE, Mode.OBSERVE);
}
