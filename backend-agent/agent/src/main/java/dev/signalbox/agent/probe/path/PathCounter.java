package dev.signalbox.agent.probe.path;

import java.util.Locale;

/** What the probe counts. */
enum PathCounter {
    PROBES_SENT,
    /** Sent more than 2 ms after their turn, or held up while being sent: void. */
    PROBES_LATE,
    /** Turns that passed while the sender did not run; nothing was sent. */
    TURNS_SKIPPED,
    /** Reflections of our probes. */
    RETURNED,
    /** Probes of peers that were answered. */
    REFLECTED,
    SEND_FAILED,
    RECEIVE_FAILED,
    /** Moments in which the receiver did not run in time: arrival times of then are not used. */
    RECEIVER_HELD_UP,
    /** Not our length or not our form. */
    MALFORMED,
    /** A region that is no peer, or a peer's region from another host. */
    UNKNOWN_PEER,
    /** Meant for another region. */
    NOT_FOR_US,
    BAD_MAC,
    /** A probe that was here before, or one too old to tell. */
    REPLAYED,
    TOO_FAST,
    /** A reflection of nothing that is awaited: repeated, too late, or of a former life. */
    STRAY_REFLECTION;

    /** The name in status: {@code path_bad_mac}. */
    String key() {
        return "path_" + name().toLowerCase(Locale.ROOT);
    }
}
