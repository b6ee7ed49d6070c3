package dev.signalbox.model.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpNetworkTest {

    private static IpNetwork network(String address, int prefix) {
        return IpNetwork.of(IpEndpoint.of(address, 0), prefix);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.16, 28, 192.0.2.31, true",
        "192.0.2.16, 28, 192.0.2.32, false",
        "192.0.2.77, 32, 192.0.2.77, true",
        "192.0.2.77, 32, 192.0.2.76, false",
        "0.0.0.0, 0, 203.0.113.1, true",
        "0.0.0.0, 0, 2001:db8::1, false",
        "2001:db8::, 64, 2001:db8::ffff, true",
        "2001:db8::, 64, 2001:db8:0:1::, false",
        "2001:db8::, 32, 2001:db8:ffff::1, true",
        "2001:db8::, 65, 2001:db8::8000:0:0:1, false",
        "2001:db8::7, 128, 2001:db8::7, true"
    })
    void contains(String address, int prefix, String other, boolean in) {
        assertThat(network(address, prefix).contains(IpEndpoint.of(other, 5060))).isEqualTo(in);
    }

    @Test
    void bitsBehindThePrefixAreNoPartOfIt() {
        assertThat(network("192.0.2.31", 28)).isEqualTo(network("192.0.2.16", 28));
        assertThat(network("192.0.2.31", 28)).hasToString("192.0.2.16/28");
        assertThat(network("192.0.2.31", 32).isSingle()).isTrue();
        assertThat(network("2001:db8::", 64).isSingle()).isFalse();
    }

    @Test
    void aPrefixLongerThanTheAddressIsRefused() {
        assertThatThrownBy(() -> network("192.0.2.1", 33))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("192.0.2.1/33");
        assertThatThrownBy(() -> network("::1", -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
