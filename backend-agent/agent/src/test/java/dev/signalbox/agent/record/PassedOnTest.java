package dev.signalbox.agent.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.signalbox.v1.Delta;
import dev.signalbox.v1.Fleet;
import dev.signalbox.v1.HistoryPoint;
import dev.signalbox.v1.Region;
import dev.signalbox.v1.Snapshot;
import dev.signalbox.v1.WatchResponse;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassedOnTest {

    private static Region region(String target, String relayedBy, long version, long... slices) {
        Region.Builder region =
                Region.newBuilder()
                        .setTarget(target)
                        .setBootId("b1")
                        .setVersion(version)
                        .setRelayedBy(relayedBy);
        for (long slice : slices) {
            region.addHistory(
                    HistoryPoint.newBuilder()
                            .setStart(Timestamp.newBuilder().setSeconds(slice))
                            .setAttempts(version));
        }
        return region.build();
    }

    private static WatchResponse delta(Region... regions) {
        return WatchResponse.newBuilder()
                .setDelta(Delta.newBuilder().addAllRegions(Arrays.asList(regions)))
                .build();
    }

    @Test
    void theAgentsOwnReportsAreAllKept() {
        List<WatchResponse> own =
                List.of(
                        delta(region("region:eu-central", "", 1, 10)),
                        delta(region("region:eu-central", "", 2, 20)));
        assertThat(PassedOn.oncePerSecond(own)).isEqualTo(own);
    }

    @Test
    void ofWhatIsPassedOnTheLastIsKeptWithAllSlices() {
        List<WatchResponse> kept =
                PassedOn.oncePerSecond(
                        List.of(
                                delta(
                                        region("region:eu-central", "", 1),
                                        region("region:eu-west", "eu-central", 5, 10)),
                                delta(region("region:eu-west", "eu-central", 6, 10, 20)),
                                delta(region("region:eu-west", "eu-central", 7, 30))));
        assertThat(kept).hasSize(2);
        assertThat(kept.getFirst()).isEqualTo(delta(region("region:eu-central", "", 1)));
        Region last = kept.getLast().getDelta().getRegions(0);
        assertThat(last.getVersion()).isEqualTo(7);
        assertThat(last.getHistoryList().stream().map(point -> point.getStart().getSeconds()))
                .containsExactly(10L, 20L, 30L);
        assertThat(last.getHistory(0).getAttempts()).as("the later of two").isEqualTo(6);
    }

    @Test
    void anotherRunTheFleetAndASnapshotStay() {
        Region old = region("region:eu-west", "eu-central", 900);
        Region restarted = old.toBuilder().setBootId("b2").setVersion(1).build();
        WatchResponse snapshot =
                WatchResponse.newBuilder()
                        .setSnapshot(Snapshot.newBuilder().addRegions(old))
                        .build();
        WatchResponse fleet =
                WatchResponse.newBuilder()
                        .setDelta(
                                Delta.newBuilder()
                                        .addRegions(old)
                                        .setFleet(Fleet.newBuilder().setEpoch(3)))
                        .build();
        List<WatchResponse> kept =
                PassedOn.oncePerSecond(List.of(snapshot, fleet, delta(old), delta(restarted)));
        assertThat(kept).hasSize(4);
        assertThat(kept.getFirst()).isEqualTo(snapshot);
        assertThat(kept.get(1).getDelta().getFleet().getEpoch()).isEqualTo(3);
        assertThat(kept.get(1).getDelta().getRegionsCount()).isZero();
        assertThat(kept.getLast()).isEqualTo(delta(restarted));
    }
}
