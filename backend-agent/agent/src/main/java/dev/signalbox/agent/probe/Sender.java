package dev.signalbox.agent.probe;

import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.target.Target;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends at once over UDP, and over TCP on a thread for each trunk: a connection to a dead carrier
 * takes seconds to fail, which no other trunk may notice.
 */
final class Sender implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Sender.class.getName());
    private static final int TCP_QUEUE_LENGTH = 64;

    /** Opens the port, or gives up. */
    interface Opening {
        @Nullable SipPort open() throws InterruptedException;
    }

    private final SipPort port;
    private final ThreadGroup group;
    private final Map<Target.Trunk, ThreadPoolExecutor> tcp = new HashMap<>();

    private Sender(SipPort port, ThreadGroup group) {
        this.port = port;
        this.group = group;
    }

    /** Null when the port was given up. */
    static @Nullable Sender open(Opening opening, ThreadGroup group) throws InterruptedException {
        SipPort port = opening.open();
        return port == null ? null : new Sender(port, group);
    }

    IpEndpoint local() {
        return port.local();
    }

    /** Sends; what cannot be sent is missed by the probe's deadline. */
    void send(Trunk trunk, SipRequest request) {
        switch (request.transport()) {
            case UDP -> now(trunk, request);
            case TCP, TLS ->
                    tcp.computeIfAbsent(trunk.target(), this::lane)
                            .execute(() -> now(trunk, request));
        }
    }

    private ThreadPoolExecutor lane(Target.Trunk trunk) {
        return new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(TCP_QUEUE_LENGTH),
                task -> {
                    Thread thread = new Thread(group, task, "probe-tcp-" + trunk.carrier());
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
    }

    private void now(Trunk trunk, SipRequest request) {
        try {
            port.send(request);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, () -> trunk.target() + ": " + e);
        }
    }

    @Override
    public void close() {
        tcp.values().forEach(ThreadPoolExecutor::shutdownNow);
        port.close();
    }
}
