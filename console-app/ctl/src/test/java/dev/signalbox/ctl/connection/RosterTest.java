package dev.signalbox.ctl.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is asked for what a majority has to decide. */
class RosterTest {

    private FakeAgent frankfurt;
    private FakeAgent dublin;

    /** Its kernel takes connections; nobody ever answers. */
    private ServerSocket frozen;

    private final List<String> asked = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        frankfurt = new FakeAgent(Regions.frankfurt());
        dublin = new FakeAgent(Regions.dublin());
        frozen = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws Exception {
        frankfurt.close();
        dublin.close();
        frozen.close();
    }

    private String frozenAgent() {
        return "127.0.0.1:" + frozen.getLocalPort();
    }

    private void decide(String... endpoints) throws Exception {
        List<Endpoint> named = new ArrayList<>();
        for (String endpoint : endpoints) {
            named.add(Endpoint.parse(endpoint));
        }
        new Roster(named, Map.of())
                .decided((endpoint, _) -> asked.add(endpoint.host() + ":" + endpoint.port()));
    }

    @Test
    void whoIsInTouchWithAMajorityIsAskedFirst() throws Exception {
        frankfurt.fleet(false);
        dublin.fleet(true);
        decide(frozenAgent(), frankfurt.endpoint(), dublin.endpoint());
        assertThat(asked).containsExactly(dublin.endpoint());
    }

    @Test
    void withoutAnyMajorityOneSaysSoForAll() throws Exception {
        frankfurt.fleet(false);
        dublin.fleet(false);
        decide(frozenAgent(), frankfurt.endpoint(), dublin.endpoint());
        assertThat(asked).containsExactly(frankfurt.endpoint());
    }
}
