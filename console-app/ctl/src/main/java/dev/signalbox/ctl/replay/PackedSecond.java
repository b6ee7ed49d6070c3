package dev.signalbox.ctl.replay;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.signalbox.v1.ReadRecordingResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** One recorded second, packed: an hour of several agents is held in memory. */
public final class PackedSecond {

    private final long epochSecond;
    private final boolean whole;
    private final byte[] packed;

    private PackedSecond(long epochSecond, boolean whole, byte[] packed) {
        this.epochSecond = epochSecond;
        this.whole = whole;
        this.packed = packed;
    }

    /** Packs a second. */
    public static PackedSecond of(ReadRecordingResponse second) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED);
                DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
            second.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        return new PackedSecond(
                second.getAt().getSeconds(),
                second.getMessagesCount() > 0 && second.getMessages(0).hasSnapshot(),
                bytes.toByteArray());
    }

    /** Wall time of the agent, seconds from 1970. */
    public long epochSecond() {
        return epochSecond;
    }

    /** Whether it begins with a snapshot: a picture can begin here. */
    public boolean whole() {
        return whole;
    }

    /** What was told in this second. */
    public ReadRecordingResponse read() {
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
            return ReadRecordingResponse.parseFrom(in);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a second that was packed here is damaged", e);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be read", e);
        }
    }
}
