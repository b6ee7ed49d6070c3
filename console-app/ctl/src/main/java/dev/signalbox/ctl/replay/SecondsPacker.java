package dev.signalbox.ctl.replay;

import dev.signalbox.model.recording.SecondCodec;
import dev.signalbox.v1.ReadRecordingResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * Packs the seconds of one agent as they come: hours of them are held in memory. For one thread.
 */
public final class SecondsPacker {

    private final List<PackedSecond> seconds = new ArrayList<>();
    private byte[] before = SecondCodec.nothing();

    /** Takes the next second. */
    public void add(ReadRecordingResponse second) {
        boolean whole = second.getMessagesCount() > 0 && second.getMessages(0).hasSnapshot();
        byte[] raw = second.toByteArray();
        seconds.add(
                new PackedSecond(
                        second.getAt().getSeconds(),
                        whole,
                        raw.length,
                        SecondCodec.pack(raw, whole ? SecondCodec.nothing() : before)));
        before = raw;
    }

    /** What it took so far, in its order. */
    public List<PackedSecond> seconds() {
        return List.copyOf(seconds);
    }
}
