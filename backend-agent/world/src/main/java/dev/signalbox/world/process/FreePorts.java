package dev.signalbox.world.process;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/**
 * Ports of loopback for programs that are started later: free now, each given once, and below those
 * that systems give to connections and to sockets that ask for any.
 */
public final class FreePorts {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int FIRST = 20_000;
    private static final int END = 32_000;
    private static final int TRIED_MAX = 200;

    private final Random random;
    private final Set<Integer> given = new HashSet<>();

    /** None was given yet. */
    public FreePorts() {
        this(new SecureRandom());
    }

    FreePorts(Random random) {
        this.random = random;
    }

    /**
     * A port for a server.
     *
     * @throws IOException when none is free
     */
    public InetSocketAddress tcp() throws IOException {
        return free(
                port -> {
                    try (ServerSocket socket = new ServerSocket(port, 1, LOOPBACK)) {
                        return socket.isBound();
                    }
                });
    }

    /**
     * A port for datagrams.
     *
     * @throws IOException when none is free
     */
    public InetSocketAddress udp() throws IOException {
        return free(
                port -> {
                    try (DatagramSocket socket = new DatagramSocket(port, LOOPBACK)) {
                        return socket.isBound();
                    }
                });
    }

    /** Whether a port can be bound; throws when it cannot. */
    private interface Trial {
        boolean bound(int port) throws IOException;
    }

    private InetSocketAddress free(Trial trial) throws IOException {
        IOException last = new IOException("no port was tried");
        for (int i = 0; i < TRIED_MAX; i++) {
            int port = random.nextInt(FIRST, END);
            try {
                if (!given.contains(port) && trial.bound(port)) {
                    given.add(port);
                    return new InetSocketAddress(LOOPBACK, port);
                }
            } catch (IOException e) {
                last = e;
            }
        }
        throw new IOException("no free port between " + FIRST + " and " + END, last);
    }
}
