package dev.signalbox.world.path;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A door of ours before an agent's TCP port, for one other agent to come in by. Each connection has
 * two virtual threads, one for each direction.
 */
final class TcpRelay implements AutoCloseable {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int CHUNK_BYTES = 16 * 1024;
    private static final int CONNECT_MILLIS_MAX = 2_000;

    private final ServerSocket front;
    private final InetSocketAddress target;
    private final Gate there;
    private final Gate back;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    /**
     * Serves at once.
     *
     * @param there passed by what goes to the target
     * @param back passed by what it answers
     * @throws IOException when no port can be bound
     */
    TcpRelay(InetSocketAddress target, Gate there, Gate back) throws IOException {
        this.target = target;
        this.there = there;
        this.back = back;
        front = new ServerSocket(0, 50, LOOPBACK);
        start(this::accept);
    }

    InetSocketAddress front() {
        return new InetSocketAddress(LOOPBACK, front.getLocalPort());
    }

    private void accept() {
        while (!front.isClosed()) {
            try {
                Socket caller = front.accept();
                sockets.add(caller);
                start(() -> connect(caller));
            } catch (IOException _) {
                // Closed, or a caller that went away at once.
            }
        }
    }

    private void connect(Socket caller) {
        Socket called = new Socket();
        sockets.add(called);
        try {
            // A connection needs both directions, whoever opens it.
            there.pass();
            back.pass();
            called.connect(target, CONNECT_MILLIS_MAX);
            caller.setTcpNoDelay(true);
            called.setTcpNoDelay(true);
            start(() -> carry(called, caller, back));
            carry(caller, called, there);
        } catch (IOException _) {
            end(caller, called);
        } catch (InterruptedException _) {
            end(caller, called);
            Thread.currentThread().interrupt();
        }
    }

    private void carry(Socket from, Socket to, Gate gate) {
        byte[] chunk = new byte[CHUNK_BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                gate.pass();
                out.write(chunk, 0, read);
            }
            gate.pass();
        } catch (IOException _) {
            // One end has gone: the other is told by closing it.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        end(from, to);
    }

    private void end(Socket one, Socket other) {
        for (Socket socket : new Socket[] {one, other}) {
            sockets.remove(socket);
            try {
                socket.close();
            } catch (IOException _) {
                // It is gone already.
            }
        }
    }

    private void start(Runnable work) {
        Thread thread =
                Thread.ofVirtual()
                        .name("tcp-relay-" + front.getLocalPort())
                        .unstarted(
                                () -> {
                                    try {
                                        work.run();
                                    } finally {
                                        threads.remove(Thread.currentThread());
                                    }
                                });
        threads.add(thread);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        front.close();
        threads.forEach(Thread::interrupt);
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
