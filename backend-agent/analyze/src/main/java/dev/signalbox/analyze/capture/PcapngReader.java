package dev.signalbox.analyze.capture;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The blocks of a pcapng file (draft-ietf-opsawg-pcapng). */
final class PcapngReader {

    static final int SECTION = 0x0a0d0d0a;
    private static final int BYTE_ORDER = 0x1a2b3c4d;
    private static final int INTERFACE = 1;
    private static final int OLD_PACKET = 2;
    private static final int SIMPLE_PACKET = 3;
    private static final int ENHANCED_PACKET = 6;
    private static final int INTERFACES_MAX = 65_536;

    /** Blocks of other kinds may be this long; they are passed over. */
    private static final int BLOCK_BYTES_MAX = 3 << 20;

    private static final int OPTION_TIME_RESOLUTION = 9;
    private static final int OPTION_TIME_OFFSET = 14;

    /**
     * Where frames come from.
     *
     * @param ticksPerSecond resolution of its time stamps
     * @param offsetSeconds added to its time stamps
     */
    private record Source(int linkType, int snapLength, double ticksPerSecond, long offsetSeconds) {

        long micros(long ticks) {
            long wholeTicks = (long) ticksPerSecond;
            if (wholeTicks == 1_000_000) {
                return ticks + offsetSeconds * 1_000_000;
            }
            if (wholeTicks < 1 || wholeTicks > 1_000_000_000_000L) {
                return (long) (ticks / ticksPerSecond * 1e6) + offsetSeconds * 1_000_000;
            }
            long seconds = Long.divideUnsigned(ticks, wholeTicks);
            long rest = Long.remainderUnsigned(ticks, wholeTicks);
            long micros =
                    wholeTicks > 1_000_000
                            ? (long) (rest / (ticksPerSecond / 1e6))
                            : rest * 1_000_000 / wholeTicks;
            return (seconds + offsetSeconds) * 1_000_000 + micros;
        }
    }

    private final CaptureBytes in;
    private final CaptureReader reader;
    private final List<Source> sources = new ArrayList<>();

    PcapngReader(CaptureBytes in, CaptureReader reader) {
        this.in = in;
        this.reader = reader;
    }

    void read() throws IOException {
        while (reader.isSound() && in.has(1)) {
            if (!reader.need(12, "a block header")) {
                return;
            }
            if (in.number(0) == SECTION && !section()) {
                return;
            }
            long length = in.unsigned(4);
            if (length < 12 || length % 4 != 0 || length > BLOCK_BYTES_MAX) {
                reader.damaged("a block of " + length + " bytes");
                return;
            }
            if (!reader.need((int) length, "a block of " + length + " bytes")) {
                return;
            }
            block(in.number(0), (int) length);
            if (reader.isSound()) {
                in.skip((int) length);
            }
        }
    }

    /** A new section may have another byte order, and has interfaces of its own. */
    private boolean section() {
        in.order(ByteOrder.BIG_ENDIAN);
        if (in.number(8) != BYTE_ORDER) {
            in.order(ByteOrder.LITTLE_ENDIAN);
            if (in.number(8) != BYTE_ORDER) {
                reader.damaged("a section without byte order mark");
                return false;
            }
        }
        sources.clear();
        return true;
    }

    private void block(int type, int length) {
        switch (type) {
            case INTERFACE -> describe(length);
            case ENHANCED_PACKET -> {
                if (length >= 32) {
                    packet((int) in.unsigned(8), in.unsigned(20), 28, length);
                } else {
                    reader.damaged("a packet block of " + length + " bytes");
                }
            }
            case OLD_PACKET -> {
                if (length >= 32) {
                    packet(in.shortNumber(8), in.unsigned(20), 28, length);
                } else {
                    reader.damaged("a packet block of " + length + " bytes");
                }
            }
            case SIMPLE_PACKET -> simple(length);
            default -> {}
        }
    }

    private void describe(int length) {
        if (length < 20 || sources.size() == INTERFACES_MAX) {
            reader.damaged("an interface block of " + length + " bytes");
            return;
        }
        double ticks = 1e6;
        long offset = 0;
        int at = 16;
        while (at + 4 <= length - 4) {
            int code = in.shortNumber(at);
            int size = in.shortNumber(at + 2);
            if (code == 0 || at + 4 + size > length - 4) {
                break;
            }
            if (code == OPTION_TIME_RESOLUTION && size == 1) {
                int resolution = in.octet(at + 4);
                int exponent = resolution & 0x7f;
                ticks = Math.pow(resolution > 0x7f ? 2 : 10, exponent);
            } else if (code == OPTION_TIME_OFFSET && size == 8) {
                offset = time(at + 4, at + 8, false);
            }
            at += 4 + (size + 3) / 4 * 4;
        }
        int snapLength = in.number(12);
        sources.add(new Source(in.shortNumber(8), snapLength, ticks, offset));
    }

    /** A 64-bit number in two halves; of options, in the order of the section's bytes. */
    private long time(int first, int second, boolean highFirst) {
        boolean swapped = !highFirst && in.isLittleEndian();
        return swapped
                ? in.unsigned(second) << 32 | in.unsigned(first)
                : in.unsigned(first) << 32 | in.unsigned(second);
    }

    private void packet(int source, long captured, int at, int length) {
        if (source < 0 || source >= sources.size()) {
            reader.damaged("a packet of interface " + source + ", which is not described");
            return;
        }
        if (captured > length - 32 || captured > CaptureReader.FRAME_BYTES_MAX) {
            reader.damaged("a packet of " + captured + " bytes in a block of " + length);
            return;
        }
        Source from = sources.get(source);
        reader.frame(at, (int) captured, from.linkType, from.micros(time(12, 16, true)));
    }

    /** Has no time and no length of its own. */
    private void simple(int length) {
        if (sources.isEmpty() || length < 16) {
            reader.damaged("a simple packet before any interface");
            return;
        }
        Source from = sources.getFirst();
        long captured = Math.min(in.unsigned(8), length - 16);
        if (from.snapLength > 0) {
            captured = Math.min(captured, from.snapLength);
        }
        reader.frame(12, (int) captured, from.linkType, 0);
    }
}
