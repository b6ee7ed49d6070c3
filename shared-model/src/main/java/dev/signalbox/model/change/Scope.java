package dev.signalbox.model.change;

/** Who decides a move. */
public enum Scope {
    /** Trunks and providers inside one region: that region's agent, also when it is cut off. */
    REGION,
    /** Between regions: the quorum of agents. */
    FLEET
}
