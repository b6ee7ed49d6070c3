package dev.signalbox.analyze.capture;

import java.io.IOException;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * The frames of a Microsoft Network Monitor 2 file, which some published captures are. Its clock
 * names no time zone and is taken as UTC.
 */
final class NetMonReader {

    /** GMBU. */
    static final int MAGIC = 0x474d4255;

    private static final int HEADER = 128;
    private static final int FRAME_HEADER = 16;

    private final CaptureBytes in;
    private final CaptureReader reader;

    NetMonReader(CaptureBytes in, CaptureReader reader) {
        this.in = in;
        this.reader = reader;
    }

    void read() throws IOException {
        if (!reader.need(HEADER, "the file header")) {
            return;
        }
        in.order(ByteOrder.LITTLE_ENDIAN);
        int minor = in.octet(4);
        if (in.octet(5) != 2) {
            reader.damaged("Network Monitor version " + in.octet(5) + ", only 2 is read");
            return;
        }
        int linkType = in.shortNumber(6);
        // What stands behind each frame grew with the versions.
        int trailer =
                switch (minor) {
                    case 0 -> 0;
                    case 1 -> 2;
                    case 2 -> 12;
                    default -> 16;
                };
        long startMicros = startMicros();
        long framesEnd = in.unsigned(24);
        in.skip(HEADER);
        while (reader.isSound() && in.position() < framesEnd) {
            if (!reader.need(FRAME_HEADER, "a frame header")) {
                return;
            }
            long micros = startMicros + (in.unsigned(4) << 32 | in.unsigned(0));
            long captured = in.unsigned(12);
            if (captured > CaptureReader.FRAME_BYTES_MAX) {
                reader.damaged("a frame of " + captured + " bytes");
                return;
            }
            int size = FRAME_HEADER + (int) captured;
            if (!reader.need(size + trailer, "a frame of " + captured + " bytes")) {
                return;
            }
            reader.frame(FRAME_HEADER, (int) captured, linkType, micros);
            in.skip(size + trailer);
        }
    }

    private long startMicros() {
        try {
            LocalDateTime start =
                    LocalDateTime.of(
                            in.shortNumber(8),
                            in.shortNumber(10),
                            in.shortNumber(14),
                            in.shortNumber(16),
                            in.shortNumber(18),
                            in.shortNumber(20));
            return start.toEpochSecond(ZoneOffset.UTC) * 1_000_000 + in.shortNumber(22) * 1_000L;
        } catch (DateTimeException e) {
            return 0;
        }
    }
}
