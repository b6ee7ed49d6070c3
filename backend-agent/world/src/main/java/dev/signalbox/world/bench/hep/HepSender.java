package dev.signalbox.world.bench.hep;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends mirrored messages over UDP at an even pace: what a millisecond is worth at most in one go,
 * and what the system did not let it send in time is left out, not made up for.
 */
final class HepSender implements AutoCloseable {

    private static final int SEND_BUFFER_BYTES = 4 << 20;
    private static final long LOOK_NANOS = 100_000;
    private static final int MILLIS_PER_SECOND = 1_000;

    private final DatagramChannel channel;
    private final CallStream stream;

    /**
     * What it did.
     *
     * @param sent packets
     * @param seconds it took
     * @param refused of these, sends that failed because nobody listens
     * @param late packets that were not sent because it came too late to send them evenly
     */
    record Sent(long sent, double seconds, long refused, long late) {}

    /**
     * Nothing has been sent.
     *
     * @throws IOException when there is no socket to be had
     */
    HepSender(InetSocketAddress to, CallStream stream) throws IOException {
        this.stream = stream;
        channel = DatagramChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER_BYTES);
            channel.connect(to);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Sends for {@code length}. */
    Sent send(int messagesPerSecond, Duration length) throws IOException {
        long atOnce = Math.max(1, messagesPerSecond / MILLIS_PER_SECOND);
        long sent = 0;
        long late = 0;
        long refused = 0;
        long start = System.nanoTime();
        long sentMicros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        long passed = 0;
        while (passed < length.toNanos()) {
            long due = Math.round(passed / 1e9 * messagesPerSecond) - sent - late;
            if (due > atOnce) {
                late += due - atOnce;
                due = atOnce;
            }
            for (int i = 0; i < due; i++) {
                refused += one(sentMicros + passed / 1_000) ? 0 : 1;
            }
            sent += due;
            long now = System.nanoTime() - start;
            if (now - passed < LOOK_NANOS) {
                LockSupport.parkNanos(LOOK_NANOS - (now - passed));
            }
            passed = System.nanoTime() - start;
        }
        return new Sent(sent, (System.nanoTime() - start) / 1e9, refused, late);
    }

    private boolean one(long sentMicros) throws IOException {
        try {
            channel.write(stream.next(sentMicros));
            return true;
        } catch (PortUnreachableException _) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
