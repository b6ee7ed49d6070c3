package dev.signalbox.world.voice;

import java.io.IOException;

/** Takes what arrives at a socket. Used by the world's thread. */
@FunctionalInterface
interface Port {

    /** Reads what has arrived. */
    void receive(long now) throws IOException;
}
