package dev.signalbox.world.lab;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * Addresses of one run: loopback, free for UDP and TCP when they were drawn. SIPp and Kamailio
 * cannot be told "any".
 */
record Ports(
        InetSocketAddress sbc,
        InetSocketAddress hep,
        List<InetSocketAddress> trunks,
        List<InetSocketAddress> carriers,
        List<InetSocketAddress> rejecting,
        InetSocketAddress callers,
        List<InetSocketAddress> control) {

    /** Draws free ports for {@code trunkCount} trunks. */
    static Ports draw(int trunkCount) throws IOException {
        // All are held until the last is drawn, so that none comes twice.
        List<AutoCloseable> held = new ArrayList<>();
        try {
            return new Ports(
                    free(held),
                    free(held),
                    free(held, trunkCount),
                    free(held, trunkCount),
                    free(held, trunkCount),
                    free(held),
                    free(held, 2 * trunkCount + 1));
        } finally {
            for (AutoCloseable socket : held) {
                close(socket);
            }
        }
    }

    private static List<InetSocketAddress> free(List<AutoCloseable> held, int count)
            throws IOException {
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            addresses.add(free(held));
        }
        return addresses;
    }

    private static InetSocketAddress free(List<AutoCloseable> held) throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        for (int attempt = 0; attempt < 50; attempt++) {
            ServerSocket tcp = new ServerSocket(0, 1, loopback);
            held.add(tcp);
            try {
                held.add(new DatagramSocket(tcp.getLocalPort(), loopback));
                return new InetSocketAddress(loopback, tcp.getLocalPort());
            } catch (java.net.BindException e) {
                // Free for TCP only: the next one.
            }
        }
        throw new IOException("no free port on loopback");
    }

    private static void close(AutoCloseable socket) throws IOException {
        try {
            socket.close();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
