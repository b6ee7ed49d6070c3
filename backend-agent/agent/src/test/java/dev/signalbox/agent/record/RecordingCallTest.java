package dev.signalbox.agent.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.v1.WatchResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A client that was not ready is sent a snapshot: so the recorder gets one every minute. */
class RecordingCallTest {

    private final AtomicBoolean due = new AtomicBoolean();
    private final AtomicBoolean room = new AtomicBoolean(true);
    private final AtomicLong minute = new AtomicLong(5);
    private final List<WatchResponse> told = new ArrayList<>();
    private final RecordingCall call = new RecordingCall(told::add, room::get, minute::get, due);

    @Test
    void onceAMinuteItIsNotReadyOnce() {
        assertThat(call.isReady()).isTrue();
        call.onNext(Told.snapshot(1));
        assertThat(call.isReady()).isTrue();
        minute.set(6);
        assertThat(call.isReady()).isFalse();
        assertThat(call.isReady()).isTrue();
        call.onNext(Told.snapshot(2));
        assertThat(call.isReady()).isTrue();
        assertThat(told).hasSize(2);
    }

    @Test
    void whoNeedsASnapshotGetsOne() {
        call.onNext(Told.snapshot(1));
        due.set(true);
        assertThat(call.isReady()).isFalse();
        assertThat(call.isReady()).isTrue();
    }

    @Test
    void withoutRoomItIsNotReady() {
        room.set(false);
        assertThat(call.isReady()).isFalse();
        room.set(true);
        assertThat(call.isReady()).isTrue();
    }
}
