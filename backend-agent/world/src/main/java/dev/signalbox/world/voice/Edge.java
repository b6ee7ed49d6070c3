package dev.signalbox.world.voice;

/** A region's edge: while it is dead it takes no new calls and answers nobody. Thread-safe. */
final class Edge {

    private final String region;
    private volatile boolean alive = true;

    Edge(String region) {
        this.region = region;
    }

    String region() {
        return region;
    }

    boolean alive() {
        return alive;
    }

    void become(boolean nowAlive) {
        alive = nowAlive;
    }
}
