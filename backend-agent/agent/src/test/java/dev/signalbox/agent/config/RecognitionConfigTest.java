package dev.signalbox.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.net.IpNetwork;
import dev.signalbox.model.policy.MatchRule;
import dev.signalbox.model.policy.Recognition;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.sip.UriPlace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The keys sources and match of a trunk. */
class RecognitionConfigTest {

    private static final String AT = "    security: none\n    testNumber";

    @TempDir Path directory;

    private ConfigFiles policy(String more) {
        String policy = ConfigFiles.POLICY.replace(AT, more.indent(4) + AT);
        assertThat(policy).isNotEqualTo(ConfigFiles.POLICY);
        return new ConfigFiles(directory).policy(policy);
    }

    private static String inbound(String address, String more) {
        return ConfigFiles.POLICY.replace(
                "direction: both, address: \"sip:[::1]:5092;transport=tcp\"",
                "direction: inbound, address: \"" + address + "\"" + more);
    }

    @Test
    void sourcesAndRules() {
        Trunk trunk =
                policy(
                                """
                                sources: [127.0.0.9, 127.1.0.0/16, "2001:db8::/64"]
                                match:
                                  - {header: X-Carrier, value: north wind}
                                  - {host: contact, value: gw.example.net}
                                """)
                        .loaded()
                        .policy()
                        .trunks()
                        .getFirst();
        assertThat(trunk.recognition())
                .isEqualTo(
                        new Recognition(
                                List.of(
                                        IpNetwork.of(IpEndpoint.of("127.0.0.9", 0), 32),
                                        IpNetwork.of(IpEndpoint.of("127.1.0.0", 0), 16),
                                        IpNetwork.of(IpEndpoint.of("2001:db8::", 0), 64)),
                                List.of(
                                        new MatchRule.Header("X-Carrier", "north wind"),
                                        new MatchRule.Host(UriPlace.CONTACT, "gw.example.net"))));
    }

    @Test
    void withoutThemTheAddressAloneCounts() {
        assertThat(new ConfigFiles(directory).loaded().policy().trunks())
                .extracting(Trunk::recognition)
                .containsOnly(Recognition.BY_ADDRESS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sources: [gw.example.net] | trunks[0].sources[0] \"gw.example.net\": names a host",
                "sources: [127.0.0.1/33] | 15 trunks[0].sources[0] \"127.0.0.1/33\": has a prefix outside 8 to 32",
                "sources: [0.0.0.0/0] | has a prefix outside 8 to 32",
                "`sources: [\"2001:db8::/9\"]` | has a prefix outside 16 to 128",
                "sources: [127.0.0.1/x] | has a prefix outside",
                "sources: [127.0.0.9/28] | has bits behind its prefix; the network is 127.0.0.0/28",
                "sources: 127.0.0.9 | has to be a list",
                "match: [{header: X-Carrier}] | trunks[0].match[0].value: is missing",
                "match: [{value: x}] | 15 trunks[0].match[0].header: has to be either header or host",
                "match: [{header: X, host: to, value: x}] | has to be either header or host",
                "`match: [{header: \"X Y\", value: x}]` | is no name of a SIP header",
                "`match: [{header: X, value: \" x\"}]` | ASCII characters on one line",
                "match: [{host: via, value: x}] | has to be one of request-uri, from, to, contact",
                "`match: [{host: to, value: \"x:y/z\"}]` | is no host",
                "match: [{headr: X, value: x}] | no such key; did you mean header"
            })
    void everyMistakeHasItsLineAndItsWords(String more, String expected) {
        assertThat(policy(more).errors())
                .anySatisfy(
                        error ->
                                assertThat(error)
                                        .startsWith("policy.yaml:15 ")
                                        .contains(expected)
                                        .contains(" Example: "));
    }

    @Test
    void aSharedAddressNeedsRules() {
        String shared = inbound("sip:127.0.0.1:5091", "");
        assertThat(new ConfigFiles(directory).policy(shared).errors())
                .singleElement()
                .asString()
                .contains("trunks[1].address")
                .contains("is also the address in line 12")
                .contains("match");
        String ruled =
                inbound("sip:127.0.0.1:5091", ", match: [{header: X-Carrier, value: contoso}]");
        assertThat(new ConfigFiles(directory).policy(ruled).errors()).isEmpty();
    }

    @Test
    void onlyOneOfThoseWhoShareAnAddressSendsCalls() {
        String both =
                inbound("sip:127.0.0.1:5091", ", match: [{header: X, value: y}]")
                        .replace("direction: inbound", "direction: outbound");
        assertThat(new ConfigFiles(directory).policy(both).errors())
                .singleElement()
                .asString()
                .contains("trunks[1].direction")
                .contains("takes out both");
    }

    @Test
    void sourcesThatAreAnothersAreRefused() {
        String own = inbound("sip:127.0.0.2", ", sources: [127.0.0.1]");
        assertThat(new ConfigFiles(directory).policy(own).errors())
                .singleElement()
                .asString()
                .contains(
                        "trunks[1].sources \"127.0.0.1/32\": is also an address of the trunk in line 12");
        String among = ConfigFiles.POLICY.replace(AT, "    sources: [127.0.0.2]\n" + AT);
        String address = "direction: both, address: \"sip:[::1]:5092;transport=tcp\"";
        assertThat(
                        new ConfigFiles(directory)
                                .policy(
                                        among.replace(
                                                address,
                                                "direction: inbound, address: \"sip:127.0.0.2\""))
                                .errors())
                .singleElement()
                .asString()
                .contains("trunks[1].address \"sip:127.0.0.2\": is among the sources of the trunk");
    }

    @Test
    void theSameNetworkBelongsToOneTrunkAlone() {
        String both =
                inbound("sip:127.0.0.2", ", sources: [127.1.0.0/16]")
                        .replace(AT, "    sources: [127.1.0.0/16]\n" + AT);
        assertThat(new ConfigFiles(directory).policy(both).errors())
                .singleElement()
                .asString()
                .contains("trunks[1].sources \"127.1.0.0/16\": is also an address of the trunk");
        String wider = both.replaceFirst("127.1.0.0/16", "127.0.0.0/8");
        assertThat(new ConfigFiles(directory).policy(wider).errors()).isEmpty();
    }
}
