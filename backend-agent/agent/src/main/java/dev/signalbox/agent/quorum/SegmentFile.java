package dev.signalbox.agent.quorum;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.thirdparty.com.google.protobuf.InvalidProtocolBufferException;
import org.jspecify.annotations.Nullable;

/**
 * A segment of Ratis' log as it stands on the disk: eight bytes {@code RaftLog1}; then records,
 * each the length of an entry as a protobuf varint, the entry, and CRC-32C (big-endian) over both;
 * then zeros up to the end, as far as space was taken in advance.
 */
final class SegmentFile {

    private static final byte[] HEADER = "RaftLog1".getBytes(StandardCharsets.UTF_8);
    private static final int CHECKSUM_BYTES = 4;
    private static final int VARINT_BYTES_MAX = 5;
    private static final int ENTRY_BYTES_MAX = 4 << 20;

    /** Fields one and two of an entry, term and index: its first byte is one of these tags. */
    private static final byte TERM_TAG = 0x08;

    private static final byte INDEX_TAG = 0x10;

    private final byte[] bytes;

    /** One past the last byte that is not zero. */
    private final int written;

    private SegmentFile(byte[] bytes) {
        this.bytes = bytes;
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == 0) {
            end--;
        }
        this.written = end;
    }

    /**
     * What a file holds.
     *
     * @param entries that are whole, from the beginning
     * @param goodBytes up to the end of the last of them
     * @param lastIndex its index; one less than the first expected when there is none
     * @param tail what comes after it
     * @param damage what is wrong, in words; empty when nothing is
     */
    record Reading(int entries, int goodBytes, long lastIndex, Tail tail, String damage) {}

    /** What comes after the last whole entry. */
    enum Tail {
        /** Nothing, or zeros. */
        NONE,
        /** The beginning of one more, which was never finished and so never acknowledged. */
        UNFINISHED,
        /** Something else: entries that were acknowledged may be gone. */
        DAMAGED
    }

    /**
     * Reads {@code file}.
     *
     * @param firstIndex of its first entry, from its name
     */
    static Reading read(Path file, long firstIndex) throws IOException {
        return new SegmentFile(Files.readAllBytes(file)).read(firstIndex);
    }

    private Reading read(long firstIndex) {
        long index = firstIndex - 1;
        int header = Math.min(written, HEADER.length);
        if (!Arrays.equals(bytes, 0, header, HEADER, 0, header)) {
            return new Reading(0, 0, index, Tail.DAMAGED, "its first bytes are no log's");
        }
        if (header < HEADER.length) {
            // Made and not yet begun: Ratis removes it.
            return new Reading(0, 0, index, Tail.NONE, "");
        }
        int entries = 0;
        int position = HEADER.length;
        while (position < written) {
            Frame frame = frame(position);
            LogEntryProto entry = frame == null ? null : entry(frame);
            if (frame == null || entry == null) {
                String damage = damage(position, frame);
                return new Reading(
                        entries,
                        position,
                        index,
                        damage.isEmpty() ? Tail.UNFINISHED : Tail.DAMAGED,
                        damage);
            }
            if (entry.getIndex() != index + 1) {
                return new Reading(
                        entries,
                        position,
                        index,
                        Tail.DAMAGED,
                        "entry " + entry.getIndex() + " stands after entry " + index);
            }
            index++;
            entries++;
            position = frame.end();
        }
        return new Reading(entries, position, index, Tail.NONE, "");
    }

    /**
     * @param start of its length
     * @param content of its entry
     * @param end one past its checksum; may lie beyond the end of the file
     */
    private record Frame(int start, int content, int end) {}

    private @Nullable Frame frame(int start) {
        long length = 0;
        for (int i = 0; i < VARINT_BYTES_MAX && start + i < bytes.length; i++) {
            byte next = bytes[start + i];
            length |= (long) (next & 0x7f) << (7 * i);
            if (next >= 0) {
                int content = start + i + 1;
                return length == 0 || length > ENTRY_BYTES_MAX
                        ? null
                        : new Frame(start, content, content + (int) length + CHECKSUM_BYTES);
            }
        }
        return null;
    }

    /** The entry of a frame that is whole; null when it is not. */
    private @Nullable LogEntryProto entry(Frame frame) {
        if (frame.end() > bytes.length) {
            return null;
        }
        int checksumAt = frame.end() - CHECKSUM_BYTES;
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, frame.start(), checksumAt - frame.start());
        if ((int) checksum.getValue() != ByteBuffer.wrap(bytes).getInt(checksumAt)) {
            return null;
        }
        try {
            return LogEntryProto.parser()
                    .parseFrom(bytes, frame.content(), checksumAt - frame.content());
        } catch (InvalidProtocolBufferException _) {
            return null;
        }
    }

    /**
     * Why what begins at {@code position} is not just an entry that was never finished; empty when
     * it is. An entry whose checksum was being written when the power went may count as damaged:
     * that errs on the side where nothing is lost.
     */
    private String damage(int position, @Nullable Frame frame) {
        if (frame == null) {
            boolean onlyLength = written - position <= VARINT_BYTES_MAX;
            return onlyLength ? "" : "no entry begins at byte " + position;
        }
        if (frame.end() <= bytes.length && written > frame.end() - CHECKSUM_BYTES) {
            return "the entry at byte " + position + " does not match its checksum";
        }
        if (lengthIsWrong(position)) {
            return "the length of the entry at byte " + position + " is wrong";
        }
        for (int next = position + 1; next < written; next++) {
            Frame later = frame(next);
            if (later != null && looksLikeEntry(later) && entry(later) != null) {
                return "the entry at byte "
                        + position
                        + " is not whole, and one at byte "
                        + next
                        + " follows it";
            }
        }
        return "";
    }

    private boolean looksLikeEntry(Frame frame) {
        return frame.end() <= bytes.length
                && (bytes[frame.content()] == TERM_TAG || bytes[frame.content()] == INDEX_TAG);
    }

    /**
     * Whether the bytes would be a whole entry under another length, up to where anything stands.
     */
    private boolean lengthIsWrong(int position) {
        for (int end = written; end <= Math.min(bytes.length, written + CHECKSUM_BYTES); end++) {
            for (int lengthBytes = 1; lengthBytes <= VARINT_BYTES_MAX; lengthBytes++) {
                int content = position + lengthBytes;
                int length = end - CHECKSUM_BYTES - content;
                if (length <= 0) {
                    continue;
                }
                byte[] varint = varint(length);
                if (varint.length != lengthBytes) {
                    continue;
                }
                CRC32C checksum = new CRC32C();
                checksum.update(varint);
                checksum.update(bytes, content, length);
                if ((int) checksum.getValue()
                        == ByteBuffer.wrap(bytes).getInt(end - CHECKSUM_BYTES)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static byte[] varint(int value) {
        byte[] encoded = new byte[VARINT_BYTES_MAX];
        int size = 0;
        int rest = value;
        while (rest > 0x7f) {
            encoded[size++] = (byte) ((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        encoded[size++] = (byte) rest;
        return Arrays.copyOf(encoded, size);
    }
}
