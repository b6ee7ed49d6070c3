package dev.signalbox.agent.record;

import dev.signalbox.v1.Delta;
import dev.signalbox.v1.Region;
import dev.signalbox.v1.Snapshot;
import dev.signalbox.v1.WatchResponse;
import java.util.Random;

/** Messages as consoles get them. */
final class Told {

    private Told() {}

    static WatchResponse snapshot(long version) {
        return WatchResponse.newBuilder()
                .setSnapshot(Snapshot.newBuilder().addRegions(region(version, 0)))
                .build();
    }

    static WatchResponse delta(long version) {
        return delta(version, 0);
    }

    /** With so many bytes that do not compress. */
    static WatchResponse delta(long version, int noise) {
        return WatchResponse.newBuilder()
                .setDelta(Delta.newBuilder().addRegions(region(version, noise)))
                .build();
    }

    static WatchResponse noisySnapshot(long version, int noise) {
        return WatchResponse.newBuilder()
                .setSnapshot(Snapshot.newBuilder().addRegions(region(version, noise)))
                .build();
    }

    private static Region region(long version, int noise) {
        StringBuilder words = new StringBuilder("Northwind rejects 38 %");
        Random random = new Random(version);
        for (int i = 0; i < noise; i++) {
            words.append((char) ('!' + random.nextInt(90)));
        }
        return Region.newBuilder()
                .setTarget("region:eu-central")
                .setVersion(version)
                .setFinding(words.toString())
                .build();
    }

    static long version(WatchResponse message) {
        return message.hasSnapshot()
                ? message.getSnapshot().getRegions(0).getVersion()
                : message.getDelta().getRegions(0).getVersion();
    }
}
