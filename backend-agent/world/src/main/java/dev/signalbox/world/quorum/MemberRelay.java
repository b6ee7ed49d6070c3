package dev.signalbox.world.quorum;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Stands before one member: the others come through here. Bytes of a direction that is cut wait, as
 * TCP would send them again later; nothing is refused, as nothing would be on a cut line.
 */
final class MemberRelay implements AutoCloseable {

    private static final int BUFFER_BYTES = 16 << 10;

    private final String member;
    private final int memberPort;
    private final ServerSocket front;
    private final IntFunction<@Nullable String> whose;
    private final BiFunction<String, String, Cuts.Line> lines;

    /**
     * @param member whose traffic comes here
     * @param memberPort where it listens
     * @param whose the member a connection comes from, by its port; null for nobody
     * @param lines from one member to another
     */
    MemberRelay(
            String member,
            int memberPort,
            IntFunction<@Nullable String> whose,
            BiFunction<String, String, Cuts.Line> lines)
            throws IOException {
        this.member = member;
        this.memberPort = memberPort;
        this.whose = whose;
        this.lines = lines;
        this.front = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("relay-" + member).start(this::accept);
    }

    int port() {
        return front.getLocalPort();
    }

    private void accept() {
        while (!front.isClosed()) {
            try {
                Socket from = front.accept();
                Thread.ofVirtual().start(() -> join(from));
            } catch (IOException _) {
                // Closed.
            }
        }
    }

    private void join(Socket from) {
        String name = whose.apply(from.getPort());
        try {
            if (name == null) {
                from.close();
                return;
            }
            lines.apply(name, member).awaitOpen();
            Socket to = new Socket();
            to.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), memberPort));
            to.setTcpNoDelay(true);
            from.setTcpNoDelay(true);
            Thread.ofVirtual().start(() -> pump(from, to, lines.apply(name, member)));
            pump(to, from, lines.apply(member, name));
        } catch (IOException | InterruptedException _) {
            close(from);
        }
    }

    private static void pump(Socket from, Socket to, Cuts.Line line) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                line.awaitOpen();
                out.write(buffer, 0, count);
            }
        } catch (IOException | InterruptedException _) {
            // One of them is gone: so is the connection.
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // Gone already.
        }
    }

    @Override
    public void close() throws IOException {
        front.close();
    }
}
