package dev.signalbox.world.voice;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * The one thread of the world: sleeps until something is due on the agenda or arrives at a socket.
 * Everything that the agenda and the sockets touch belongs to it.
 */
final class WorldLoop implements AutoCloseable {

    private static final Logger LOG = System.getLogger(WorldLoop.class.getName());
    private static final long SLEEP_MILLIS_MAX = 200;

    private final Agenda agenda;
    private final Selector selector;
    private final Queue<LongConsumer> handedOver = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile long startNanos = System.nanoTime();
    private volatile Instant startWall = Instant.now();
    private volatile boolean closed;

    WorldLoop(Agenda agenda) throws IOException {
        this.agenda = agenda;
        this.selector = Selector.open();
        this.thread = Thread.ofPlatform().name("voice-world").daemon().unstarted(this::run);
    }

    /**
     * Hands the datagrams of {@code channel} to {@code port} from now on; before the start only.
     */
    void listen(DatagramChannel channel, Port port) throws IOException {
        channel.register(selector, SelectionKey.OP_READ, port);
    }

    /** The world's time begins now. */
    void start() {
        startNanos = System.nanoTime();
        startWall = Instant.now();
        thread.start();
    }

    /** Nanoseconds since the start. */
    long nowNanos() {
        return System.nanoTime() - startNanos;
    }

    /** The wall time of a moment of this world. */
    Instant wallAt(long nanos) {
        return startWall.plusNanos(nanos);
    }

    /** Runs {@code task} on the world's thread, soon; from any thread. */
    void handOver(LongConsumer task) {
        handedOver.add(task);
        selector.wakeup();
    }

    private void run() {
        while (!closed) {
            try {
                turn();
            } catch (IOException | RuntimeException e) {
                // The show must go on: one bad datagram may not silence three regions.
                LOG.log(Level.WARNING, "voice world: a turn failed", e);
            }
        }
    }

    private void turn() throws IOException {
        agenda.runUntil(nowNanos());
        long waitNanos = agenda.nextDueNanos() - nowNanos();
        long waitMillis =
                Math.clamp(TimeUnit.NANOSECONDS.toMillis(waitNanos) + 1, 1, SLEEP_MILLIS_MAX);
        selector.select(waitMillis);
        // First what was handed over: it came before the packets that follow from it.
        for (LongConsumer task = handedOver.poll(); task != null; task = handedOver.poll()) {
            task.accept(nowNanos());
        }
        for (SelectionKey key : selector.selectedKeys()) {
            if (key.attachment() instanceof Port port) {
                receive(port);
            }
        }
        selector.selectedKeys().clear();
    }

    private void receive(Port port) {
        try {
            port.receive(nowNanos());
        } catch (IOException e) {
            LOG.log(Level.WARNING, "voice world: a socket failed", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join(1_000);
            selector.close();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "voice world: closing", e);
        }
    }
}
