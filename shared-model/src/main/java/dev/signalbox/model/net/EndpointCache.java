package dev.signalbox.model.net;

import org.jspecify.annotations.Nullable;

/**
 * Endpoints that were met lately, so that a message between two known ones makes no new objects.
 * Bounded: a new one takes the place of one that hashes alike. Used by one thread.
 */
public final class EndpointCache {

    /** A power of two; more endpoints than the SBCs of a region talk to at the same time. */
    private static final int PLACES = 4_096;

    private final @Nullable IpEndpoint[] places = new @Nullable IpEndpoint[PLACES];

    /** The endpoint with these values. */
    public IpEndpoint of(long high, long low, int port) {
        long mixed = (high * 31 + low * 17 + port) * 0x9e3779b97f4a7c15L;
        int place = (int) (mixed >>> 52) & (PLACES - 1);
        IpEndpoint held = places[place];
        if (held != null && held.low() == low && held.port() == port && held.high() == high) {
            return held;
        }
        IpEndpoint fresh = new IpEndpoint(high, low, port);
        places[place] = fresh;
        return fresh;
    }
}
