package dev.signalbox.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Region;
import dev.signalbox.model.policy.Rules;
import dev.signalbox.model.policy.Thresholds;
import dev.signalbox.model.policy.Trunk;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EdgeTest {

    @Test
    void isWhereThePolicySays() {
        Trunk plain = Edge.of("eu-west", "sip:192.0.2.10").road();
        Trunk tcp = Edge.of("eu-west", "sip:192.0.2.10:5070;transport=tcp").road();
        Trunk six = Edge.of("eu-west", "sip:[2001:db8::10]:5080;transport=udp").road();
        Trunk tls = Edge.of("eu-west", "sip:[2001:db8::10];transport=tls").road();

        assertThat(plain.endpoint()).isEqualTo(IpEndpoint.of("192.0.2.10", 5060));
        assertThat(plain.transport()).isEqualTo(Trunk.Transport.UDP);
        assertThat(tcp.endpoint()).isEqualTo(IpEndpoint.of("192.0.2.10", 5070));
        assertThat(tcp.transport()).isEqualTo(Trunk.Transport.TCP);
        assertThat(six.endpoint()).isEqualTo(IpEndpoint.of("2001:db8::10", 5080));
        assertThat(tls.endpoint()).isEqualTo(IpEndpoint.of("2001:db8::10", 5061));
    }

    @Test
    void whatIsNoAddressIsNamed() {
        assertThatThrownBy(() -> Edge.of("eu-west", "sip:edge.example.net"))
                .hasMessageContaining("edge of eu-west \"sip:edge.example.net\"");
    }

    @Test
    void onlyOtherRegionsWithAnEdgeAreAsked() {
        Policy policy =
                new Policy(
                        "test",
                        "",
                        List.of(
                                region("eu-central", "sip:192.0.2.1"),
                                region("eu-west", "sip:192.0.2.2"),
                                region("us-east", null)),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Thresholds.DEFAULTS,
                        Rules.OBSERVING);

        assertThat(Edge.others(policy, "eu-central"))
                .extracting(Edge::region)
                .containsExactly("eu-west");
        assertThat(Edge.others(policy, "us-east"))
                .extracting(Edge::region)
                .containsExactly("eu-central", "eu-west");
    }

    private static Region region(String name, @Nullable String edge) {
        return new Region(name, name, 0, 0, "EU", Region.Kind.CLOUD, edge, List.of());
    }
}
