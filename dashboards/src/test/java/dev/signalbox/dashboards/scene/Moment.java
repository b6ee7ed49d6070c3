package dev.signalbox.dashboards.scene;

/** Where a story has come to. */
enum Moment {
    CALM,
    /** A carrier rejects calls. */
    FAILING,
    /** Its calls go elsewhere. */
    MOVED,
    /** It gets them back by and by. */
    RETURNING,
    /** One direction between two regions loses 6 %. */
    PATH_LOSES,
    /** A language model is out; what is left can only greet. */
    PROVIDER_OUT,
    /** Speech recognition is slow: callers are misunderstood, and nobody's words are at fault. */
    STT_SLOW,
    /** A release misunderstands callers. */
    MISUNDERSTANDS,
    /** Nothing beyond trunks is configured. */
    TRUNKS_ONLY,
    /** Everything is configured and nothing has been seen yet. */
    YOUNG;

    /** Whether the first carrier of the first region is broken. */
    boolean carrierBroken() {
        return this == FAILING || this == MOVED || this == RETURNING;
    }
}
