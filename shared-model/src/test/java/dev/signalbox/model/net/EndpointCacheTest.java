package dev.signalbox.model.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EndpointCacheTest {

    private final EndpointCache cache = new EndpointCache();

    @Test
    void givesTheSameObjectForTheSameEndpoint() {
        IpEndpoint first = IpEndpoint.of("192.0.2.10", 5060);
        IpEndpoint held = cache.of(first.high(), first.low(), first.port());
        assertThat(held).isEqualTo(first);
        assertThat(cache.of(first.high(), first.low(), first.port())).isSameAs(held);
    }

    @Test
    void neverGivesAnotherEndpointHoweverManyThereAre() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 50_000; i++) {
                IpEndpoint wanted = IpEndpoint.v4(0x0a000000 + i / 7, i % 65_536);
                assertThat(cache.of(wanted.high(), wanted.low(), wanted.port())).isEqualTo(wanted);
            }
        }
    }
}
