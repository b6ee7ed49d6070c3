package dev.signalbox.ctl.replay;

import dev.signalbox.model.recording.SecondCodec;
import dev.signalbox.v1.ReadRecordingResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * Unpacks recorded seconds of one agent when they are wanted: one after the other, or any one with
 * those of its minute that are before it. For one thread.
 */
public final class SecondsReader {

    private static final int NONE = -2;

    private final List<PackedSecond> seconds;

    /** Which one {@link #raw} is. */
    private int at = NONE;

    private byte[] raw = SecondCodec.nothing();

    /** Unpacks nothing yet. */
    public SecondsReader(List<PackedSecond> seconds) {
        this.seconds = List.copyOf(seconds);
    }

    /**
     * What was told in a second.
     *
     * @param index its place in the list
     * @throws IOException in words that name the second which cannot be unpacked
     */
    public ReadRecordingResponse read(int index) throws IOException {
        int next = index;
        while (at != next && at != next - 1 && next > 0 && !seconds.get(next).whole()) {
            next--;
        }
        if (at == next) {
            next++;
        }
        while (next <= index) {
            PackedSecond second = seconds.get(next);
            boolean alone = second.whole() || next == 0;
            try {
                raw =
                        SecondCodec.unpack(
                                second.packed(),
                                alone ? SecondCodec.nothing() : raw,
                                second.rawBytes());
            } catch (IOException e) {
                at = NONE;
                throw new IOException(
                        "the second "
                                + Instant.ofEpochSecond(second.epochSecond())
                                + ": "
                                + e.getMessage(),
                        e);
            }
            at = next;
            next++;
        }
        return ReadRecordingResponse.parseFrom(raw);
    }
}
