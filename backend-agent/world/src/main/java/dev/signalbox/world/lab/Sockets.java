package dev.signalbox.world.lab;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Whether somebody listens. */
final class Sockets {

    private static final int CONNECT_MILLIS_MAX = 200;

    private Sockets() {}

    /** True when a TCP connection to {@code address} is accepted. */
    static boolean accepts(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, CONNECT_MILLIS_MAX);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
