package dev.signalbox.agent.wire;

import dev.signalbox.model.net.Datagram;
import dev.signalbox.model.net.EndpointCache;
import dev.signalbox.model.net.IpEndpoint;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Datagrams that wait between one thread that puts them in and one that takes them out: a ring of
 * bytes of fixed size, so that nothing is made or thrown away for a packet. A record is its head
 * (length, port, time, address, whether it came over TLS) and its payload; it never runs over the
 * end of the ring.
 *
 * <p>Both cursors count bytes since the start. Each side keeps a copy of the other's cursor and
 * looks at the shared one only when its copy says stop.
 */
final class DatagramRing {

    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int LENGTH = 0;
    private static final int PORT = 4;
    private static final int NANOS = 8;
    private static final int HIGH = 16;
    private static final int LOW = 24;
    private static final int HEAD = 32;

    /** Beside the port. */
    private static final int SECURE = 1 << 16;

    /** In place of a length: the rest up to the end of the ring is unused. */
    private static final int UNUSED = -1;

    private final byte[] ring;
    private final int mask;

    private final AtomicLong putCursor = new AtomicLong();
    private final AtomicLong takeCursor = new AtomicLong();

    private long takenSeenByPutter;
    private long putSeenByTaker;
    private final Datagram view = new Datagram();
    private final EndpointCache senders = new EndpointCache();

    /**
     * An empty ring.
     *
     * @param bytes its size, a power of two
     * @throws IllegalArgumentException when it is none
     */
    DatagramRing(int bytes) {
        if (Integer.bitCount(bytes) != 1 || bytes < HEAD) {
            throw new IllegalArgumentException(bytes + " bytes: not a power of two from 32 on");
        }
        ring = new byte[bytes];
        mask = bytes - 1;
    }

    /**
     * Puts a datagram in; the putting thread alone.
     *
     * @param secure it came over TLS
     * @return false when there is no room
     */
    boolean offer(
            ByteBuffer payload, long high, long low, int port, long arrivalNanos, boolean secure) {
        int length = payload.remaining();
        int size = size(length);
        long put = putCursor.getPlain();
        int at = (int) put & mask;
        int toEnd = ring.length - at;
        int needed = size <= toEnd ? size : toEnd + size;
        if (size > ring.length || !hasRoom(put, needed)) {
            return false;
        }
        if (size > toEnd) {
            INT.set(ring, at + LENGTH, UNUSED);
            at = 0;
        }
        INT.set(ring, at + LENGTH, length);
        INT.set(ring, at + PORT, secure ? port | SECURE : port);
        LONG.set(ring, at + NANOS, arrivalNanos);
        LONG.set(ring, at + HIGH, high);
        LONG.set(ring, at + LOW, low);
        payload.get(ring, at + HEAD, length);
        // Volatile: whoever put it reads next whether somebody sleeps.
        putCursor.set(put + needed);
        return true;
    }

    private boolean hasRoom(long put, int needed) {
        if (put + needed - takenSeenByPutter <= ring.length) {
            return true;
        }
        takenSeenByPutter = takeCursor.getAcquire();
        return put + needed - takenSeenByPutter <= ring.length;
    }

    /** Records begin at multiples of eight, so there is always room for a length before the end. */
    private static int size(int length) {
        return HEAD + (length + 7 & ~7);
    }

    /** True when nothing waits; the taking thread alone. */
    boolean isEmpty() {
        return takeCursor.getPlain() == putCursor.get();
    }

    /**
     * Shows what waits, oldest first; the taking thread alone. The view is valid during the call
     * that gets it.
     *
     * @return how many were shown, at most {@code max}
     */
    int drain(Consumer<? super Datagram> taker, int max) {
        int taken = 0;
        long take = takeCursor.getPlain();
        try {
            while (taken < max) {
                if (take == putSeenByTaker) {
                    putSeenByTaker = putCursor.getAcquire();
                    if (take == putSeenByTaker) {
                        break;
                    }
                }
                int at = (int) take & mask;
                int length = (int) INT.get(ring, at + LENGTH);
                if (length == UNUSED) {
                    take += ring.length - at;
                    continue;
                }
                take += size(length);
                taken++;
                show(at, length);
                taker.accept(view);
            }
        } finally {
            takeCursor.setRelease(take);
        }
        return taken;
    }

    private void show(int at, int length) {
        int port = (int) INT.get(ring, at + PORT);
        IpEndpoint sender =
                senders.of(
                        (long) LONG.get(ring, at + HIGH),
                        (long) LONG.get(ring, at + LOW),
                        port & ~SECURE);
        view.set(
                ring,
                at + HEAD,
                length,
                sender,
                (long) LONG.get(ring, at + NANOS),
                (port & SECURE) != 0);
    }
}
