package dev.signalbox.analyze.capture;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads pcap (micro- and nanoseconds, both byte orders), pcapng and Network Monitor 2 files frame
 * by frame, in constant memory. Sources: draft-ietf-opsawg-pcap, draft-ietf-opsawg-pcapng.
 */
public final class CaptureReader {

    private static final int MAGIC_MICROS = 0xa1b2c3d4;
    private static final int MAGIC_NANOS = 0xa1b23c4d;

    /** Longer frames than any snap length that tcpdump offers are damage. */
    static final int FRAME_BYTES_MAX = 1 << 20;

    private static final int PROGRESS_FRAMES = 20_000;

    private final CaptureBytes in;
    private final FrameTaker taker;
    private final LongConsumer progress;
    private long packets;
    private long firstMicros;
    private long lastMicros;
    private @Nullable String problem;

    /**
     * Reads a file that is open.
     *
     * @param progress told from time to time how many bytes were read
     */
    public CaptureReader(CaptureBytes in, FrameTaker taker, LongConsumer progress) {
        this.in = in;
        this.taker = taker;
        this.progress = progress;
    }

    /**
     * Hands over all frames. A file that is damaged or cut off is read up to there.
     *
     * @throws IOException when the file cannot be read
     */
    public CaptureResult read() throws IOException {
        if (!in.has(4)) {
            problem = "the file has " + in.left() + " bytes: no packet capture";
        } else if (in.number(0) == PcapngReader.SECTION) {
            new PcapngReader(in, this).read();
        } else if (in.number(0) == NetMonReader.MAGIC) {
            new NetMonReader(in, this).read();
        } else {
            pcap();
        }
        return new CaptureResult(packets, in.position(), firstMicros, lastMicros, problem);
    }

    private void pcap() throws IOException {
        in.order(ByteOrder.BIG_ENDIAN);
        int magic = in.number(0);
        if (Integer.reverseBytes(magic) == MAGIC_MICROS
                || Integer.reverseBytes(magic) == MAGIC_NANOS) {
            magic = Integer.reverseBytes(magic);
            in.order(ByteOrder.LITTLE_ENDIAN);
        }
        if (magic != MAGIC_MICROS && magic != MAGIC_NANOS) {
            problem =
                    "begins with 0x%08x: neither pcap nor pcapng. Example of how to make one: tcpdump -w FILE"
                            .formatted(in.number(0));
            return;
        }
        boolean nanos = magic == MAGIC_NANOS;
        if (!need(24, "the file header")) {
            return;
        }
        // The upper bits tell the length of the frame check sequence.
        int linkType = in.number(20) & 0xffff;
        in.skip(24);
        while (problem == null && in.has(1)) {
            if (!need(16, "a packet header")) {
                return;
            }
            long seconds = in.unsigned(0);
            long fraction = in.unsigned(4);
            long captured = in.unsigned(8);
            if (captured > FRAME_BYTES_MAX) {
                damaged("a packet of " + captured + " bytes");
                return;
            }
            if (!need(16 + (int) captured, "a packet of " + captured + " bytes")) {
                return;
            }
            long micros = seconds * 1_000_000 + (nanos ? fraction / 1_000 : fraction);
            frame(16, (int) captured, linkType, micros);
            in.skip(16 + (int) captured);
        }
    }

    /** A frame that begins {@code at} bytes from where the file is read. */
    void frame(int at, int length, int linkType, long micros) {
        if (packets == 0) {
            firstMicros = micros;
        }
        lastMicros = Math.max(lastMicros, micros);
        packets++;
        taker.frame(in.bytes(), in.offset(at), length, linkType, micros);
        if (packets % PROGRESS_FRAMES == 0) {
            progress.accept(in.position());
        }
    }

    /** False when the file ends before; then that is the problem. */
    boolean need(int bytes, String what) throws IOException {
        if (in.has(bytes)) {
            return true;
        }
        problem =
                "cut off at byte %d, inside %s: %d of %d bytes are there; %d packets were read before"
                        .formatted(in.position(), what, in.left(), bytes, packets);
        return false;
    }

    void damaged(String what) {
        problem =
                "damaged at byte %d: %s; %d packets were read before"
                        .formatted(in.position(), what, packets);
    }

    boolean isSound() {
        return problem == null;
    }
}
