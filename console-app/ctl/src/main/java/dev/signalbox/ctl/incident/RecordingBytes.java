package dev.signalbox.ctl.incident;

import dev.signalbox.ctl.replay.PackedSecond;
import dev.signalbox.model.recording.SecondCodec;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A recording as an index and what it points to: how many seconds (4 bytes), of each when (8 bytes,
 * seconds from 1970), whether it is packed alone (1 byte), its length raw and packed (4 bytes
 * each), then all that is packed. Big-endian. Reading unpacks nothing.
 */
final class RecordingBytes {

    private static final int INDEX_BYTES = 8 + 1 + 4 + 4;

    /** The year 9999: what is later or before 1970 no clock has told. */
    private static final long EPOCH_SECOND_MAX = 253_402_300_799L;

    private RecordingBytes() {}

    static byte[] write(List<PackedSecond> seconds) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(seconds.size());
            for (PackedSecond second : seconds) {
                out.writeLong(second.epochSecond());
                out.writeByte(second.whole() ? 1 : 0);
                out.writeInt(second.rawBytes());
                out.writeInt(second.packed().length);
            }
            for (PackedSecond second : seconds) {
                out.write(second.packed());
            }
        }
        return bytes.toByteArray();
    }

    /**
     * The seconds, packed.
     *
     * @throws IOException in words that say which second is not as {@link #write} makes it
     */
    static List<PackedSecond> read(byte[] bytes) throws IOException {
        if (bytes.length < 4) {
            throw new IOException("it has " + bytes.length + " bytes; its index has at least 4");
        }
        ByteBuffer index = ByteBuffer.wrap(bytes);
        int count = index.getInt();
        if (count < 0 || count > index.remaining() / INDEX_BYTES) {
            throw new IOException(
                    "its index says "
                            + count
                            + " seconds, and there is room for "
                            + index.remaining() / INDEX_BYTES);
        }
        ByteBuffer content = ByteBuffer.wrap(bytes);
        content.position(4 + count * INDEX_BYTES);
        List<PackedSecond> seconds = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            seconds.add(second(index, content, i + 1));
        }
        if (content.hasRemaining()) {
            throw new IOException(
                    content.remaining() + " bytes after its last second are in no index");
        }
        return seconds;
    }

    private static PackedSecond second(ByteBuffer index, ByteBuffer content, int number)
            throws IOException {
        long at = index.getLong();
        int whole = index.get();
        int rawBytes = index.getInt();
        int packedBytes = index.getInt();
        if (at < 0 || at > EPOCH_SECOND_MAX) {
            throw new IOException(
                    "its index says of second " + number + " that it was " + at + " s after 1970");
        }
        if (whole != 0 && whole != 1) {
            throw new IOException("its index says " + whole + " of second " + number);
        }
        if (rawBytes < 0 || rawBytes > SecondCodec.RAW_BYTES_MAX) {
            throw new IOException(
                    "its index says of second "
                            + number
                            + " that it has "
                            + rawBytes
                            + " bytes unpacked; at most "
                            + SecondCodec.RAW_BYTES_MAX
                            + " are believed");
        }
        if (packedBytes < 0 || packedBytes > content.remaining()) {
            throw new IOException(
                    "its index says of second "
                            + number
                            + " that it has "
                            + packedBytes
                            + " bytes packed, and "
                            + content.remaining()
                            + " are there");
        }
        byte[] packed = new byte[packedBytes];
        content.get(packed);
        return new PackedSecond(at, whole == 1, rawBytes, packed);
    }
}
