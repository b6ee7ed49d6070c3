package dev.signalbox.world.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpRelaysTest {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    /** Long enough for what would come at once. */
    private static final int NOTHING_MILLIS = 300;

    private static final int PATIENCE_MILLIS = 20_000;
    private static final List<String> REGIONS = List.of("a", "b", "c");

    private final List<ServerSocket> agents = new ArrayList<>();
    private final List<Socket> sockets = new ArrayList<>();
    private TcpRelays relays;

    @BeforeEach
    void open() throws IOException {
        List<TcpRelays.Station> stations = new ArrayList<>();
        for (String region : REGIONS) {
            ServerSocket agent = new ServerSocket(0, 10, LOOPBACK);
            agent.setSoTimeout(PATIENCE_MILLIS);
            agents.add(agent);
            stations.add(
                    new TcpRelays.Station(
                            region, new InetSocketAddress(LOOPBACK, agent.getLocalPort())));
        }
        relays = new TcpRelays(stations);
    }

    @AfterEach
    void close() throws IOException {
        relays.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        for (ServerSocket agent : agents) {
            agent.close();
        }
    }

    private Socket connect(String from, String to) throws IOException {
        Socket socket = new Socket();
        socket.connect(relays.peer(from, to), PATIENCE_MILLIS);
        sockets.add(socket);
        return socket;
    }

    private Socket accept(String region) throws IOException {
        Socket socket = agents.get(REGIONS.indexOf(region)).accept();
        sockets.add(socket);
        return socket;
    }

    private static void say(Socket socket, String words) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(words.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static String hear(Socket socket, int bytes) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.US_ASCII);
    }

    private static void hearNothing(Socket socket) throws IOException {
        socket.setSoTimeout(NOTHING_MILLIS);
        InputStream in = socket.getInputStream();
        assertThatThrownBy(in::read).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void everyPairHasARoadOfItsOwn() throws IOException {
        Socket a = connect("a", "b");
        Socket b = accept("b");
        say(a, "hello");
        assertThat(hear(b, 5)).isEqualTo("hello");
        say(b, "again");
        assertThat(hear(a, 5)).isEqualTo("again");
        assertThat(relays.peer("a", "b")).isNotEqualTo(relays.peer("c", "b"));
        assertThatThrownBy(() -> relays.peer("a", "a")).hasMessage("no road a to a");
        assertThatThrownBy(() -> relays.cut("a", "z")).hasMessage("no road a to z");
    }

    @Test
    void aCutInOneDirectionLeavesTheOther() throws IOException {
        Socket a = connect("a", "b");
        Socket b = accept("b");
        relays.cut("a", "b");
        say(a, "lost?");
        say(b, "heard");
        assertThat(hear(a, 5)).isEqualTo("heard");
        hearNothing(b);
        // What was on its way arrives when it can.
        relays.join("a", "b");
        assertThat(hear(b, 5)).isEqualTo("lost?");
    }

    @Test
    void nobodyConnectsToARegionThatIsCutOff() throws IOException {
        relays.isolate("b");
        Socket a = connect("a", "b");
        say(a, "hello");
        agents.get(1).setSoTimeout(NOTHING_MILLIS);
        assertThatThrownBy(() -> accept("b")).isInstanceOf(SocketTimeoutException.class);
        // The others still talk.
        Socket c = connect("c", "a");
        say(c, "hi");
        assertThat(hear(accept("a"), 2)).isEqualTo("hi");
        relays.reunite("b");
        agents.get(1).setSoTimeout(PATIENCE_MILLIS);
        assertThat(hear(accept("b"), 5)).isEqualTo("hello");
    }

    @Test
    void whenOneEndGoesTheOtherIsTold() throws IOException {
        Socket a = connect("a", "b");
        Socket b = accept("b");
        say(a, "bye");
        a.close();
        assertThat(hear(b, 4)).isEqualTo("bye");
    }

    @Test
    void closingEndsAllConnections() throws IOException {
        Socket a = connect("a", "b");
        Socket b = accept("b");
        say(a, "x");
        assertThat(hear(b, 1)).isEqualTo("x");
        relays.close();
        b.setSoTimeout(PATIENCE_MILLIS);
        assertThat(b.getInputStream().read()).isEqualTo(-1);
    }
}
