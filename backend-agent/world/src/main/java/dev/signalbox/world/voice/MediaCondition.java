package dev.signalbox.world.voice;

/** How the media of a region's calls is, as RTCP of both sides tells it. */
public enum MediaCondition {
    /** Loss is rare, jitter a few milliseconds. */
    GOOD,
    /** About 6 % of the packets are lost, jitter is about 45 ms. */
    BAD
}
