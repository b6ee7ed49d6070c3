package dev.signalbox.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.policy.Region;
import dev.signalbox.model.policy.Rules;
import dev.signalbox.model.policy.Thresholds;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {

    @TempDir Path directory;

    @Test
    void goodFilesAreLoadedAsTheyStand() throws Exception {
        AgentConfig config = new ConfigFiles(directory).loaded();

        assertThat(config.region()).isEqualTo("eu-central");
        assertThat(config.dataDirectory()).isEqualTo(directory.resolve("data"));
        assertThat(config.runDirectory()).isEqualTo(directory.resolve("data"));
        assertThat(config.consoleListen().toString()).isEqualTo("/127.0.0.1:0");
        assertThat(config.hep().key()).isEqualTo("secret");
        assertThat(config.hep().allow()).containsExactly("127.0.0.1");
        assertThat(config.routers())
                .containsExactly(
                        new AgentConfig.RouterConfig(
                                "sbc-1",
                                java.net.URI.create("http://127.0.0.1:5060/RPC"),
                                Duration.ofSeconds(20)));
        assertThat(config.policy().thresholds()).isEqualTo(Thresholds.DEFAULTS);
        assertThat(config.policy().rules()).isEqualTo(Rules.OBSERVING);
        assertThat(config.policy().hash())
                .isEqualTo(
                        HexFormat.of()
                                .formatHex(
                                        MessageDigest.getInstance("SHA-256")
                                                .digest(
                                                        Files.readAllBytes(
                                                                directory.resolve(
                                                                        "policy.yaml")))));
        assertThat(config.policy().trunks())
                .containsExactly(
                        new Trunk(
                                new Target.Trunk("eu-central", "northwind"),
                                Trunk.Direction.OUTBOUND,
                                "sip:127.0.0.1:5091",
                                IpEndpoint.of("127.0.0.1", 5091),
                                Trunk.Transport.UDP,
                                400,
                                40,
                                Trunk.Security.NONE,
                                "+4969555010"),
                        new Trunk(
                                new Target.Trunk("eu-central", "contoso"),
                                Trunk.Direction.BOTH,
                                "sip:[::1]:5092;transport=tcp",
                                IpEndpoint.of("::1", 5092),
                                Trunk.Transport.TCP,
                                10,
                                0.5,
                                Trunk.Security.NONE,
                                null));
        assertThat(config.policy().region("us-east").orElseThrow())
                .isEqualTo(
                        new Region("us-east", "Ashburn", 39.04, -77.49, "US", Region.Kind.CLOUD));
        assertThat(config.policy().carrierTitle("contoso")).isEqualTo("contoso");
    }

    @Test
    void thresholdsAndRulesReplaceTheirDefaultsOneByOne() {
        Thresholds read =
                new ConfigFiles(directory)
                        .policy(
                                ConfigFiles.POLICY
                                        + """
                                        thresholds:
                                          unansweredInvites: 2 of 3
                                          rejectedRatio: 12.5%
                                          coolDown: 1.5min
                                        rules:
                                          trunk-rejecting: enforce
                                        """)
                        .loaded()
                        .policy()
                        .thresholds();

        assertThat(read.unansweredNeeded()).isEqualTo(2);
        assertThat(read.unansweredOf()).isEqualTo(3);
        assertThat(read.rejectedRatio()).isEqualTo(0.125);
        assertThat(read.coolDown()).isEqualTo(Duration.ofSeconds(90));
        assertThat(read.optionsInterval()).isEqualTo(Thresholds.DEFAULTS.optionsInterval());
    }

    @Test
    void allErrorsOfBothFilesComeAtOnceInOrder() {
        List<String> errors =
                new ConfigFiles(directory)
                        .agent(
                                """
                                region: eu-centrl
                                dataDirectory: data
                                policy: policy.yaml
                                listen: {console: "0.0.0.0:7443"}
                                routers:
                                  - {name: sbc-1, kind: kamailio, url: "http://127.0.0.1:5060/RPC", lease: 20}
                                """)
                        .policy(ConfigFiles.POLICY + "thresholds:\n  coolDwon: 10min\n")
                        .errors();

        assertThat(errors)
                .containsExactly(
                        "agent.yaml:1 region \"eu-centrl\": is no region of the policy."
                                + " Example: one of eu-central, us-east",
                        "agent.yaml:4 listen.console \"0.0.0.0:7443\": is not on loopback: without"
                                + " certificates (section tls) consoles connect on this machine only, for"
                                + " example through an SSH tunnel. Example: 127.0.0.1:7443",
                        "agent.yaml:6 routers[0].lease \"20\": has no unit: ms, s, min or h."
                                + " Example: 20s",
                        errors.get(3));
        assertThat(errors.get(3))
                .startsWith(
                        "policy.yaml:21 thresholds.coolDwon: no such key; did you mean coolDown?"
                                + " Example: one of conversations, coolDown, ");
    }

    @Test
    void theErrorsShownInTheDocumentationAreRealOnes() throws IOException {
        List<String> errors =
                new ConfigFiles(directory)
                        .agent(
                                ConfigFiles.AGENT
                                        .replace("lease: 20s", "lease: 20")
                                        .replace("from: 127.0.0.1:0", "form: 127.0.0.1:0"))
                        .policy(
                                ConfigFiles.POLICY
                                        .replace("sip:127.0.0.1:5091", "\"sip:\"")
                                        .replace("carrier: contoso", "carrier: contosso"))
                        .errors();

        assertThat(errors).hasSize(4);
        assertThat(Files.readString(ExamplesTest.home().resolve("docs/configuration.md")))
                .contains(String.join("\n", errors));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "region: eu-central | region: us-east | 1 region \"us-east\": has no trunk",
                "region: eu-central | region: EU Central | 1 region \"EU Central\": has to be 1 to 63",
                "region: eu-central | region: [a] | 1 region: has to be a single value",
                "region: eu-central | region: | 1 region \"\": is empty",
                "region: eu-central | regoin: eu-central | 1 regoin: no such key; did you mean region?",
                "dataDirectory: data | runDirectory: run | 1 dataDirectory: is missing",
                "policy: policy.yaml | policy: other.yaml | 3 policy \"other.yaml\": no such file",
                "policy: policy.yaml | policy: . | 3 policy \".\": is a directory",
                "console: 127.0.0.1:0 | console: 127.0.0.1 | 5 listen.console \"127.0.0.1\": has no port",
                "console: 127.0.0.1:0 | console: 127.0.0.1:65536 | has a port outside 0 to 65535",
                "console: 127.0.0.1:0 | console: ::1:7443 | is IPv6 without brackets",
                "console: 127.0.0.1:0 | console: localhost:7443 | names a host",
                "console: 127.0.0.1:0 | console: 127.1:7443 | is not a numeric IP address",
                "console: 127.0.0.1:0 | console: 127.0.0.256:7443 | is not a numeric IP address",
                "keyFile: hep.key | `keyFile: hep.key\n  privateLink: maybe` | hep.privateLink \"maybe\": has to be true or false",
                "allow: [127.0.0.1] | `allow: [10.0.0.0/8]` | hep.allow[0] \"10.0.0.0/8\": is a network",
                "allow: [127.0.0.1] | `allow: 127.0.0.1` | hep.allow \"127.0.0.1\": has to be a list",
                "keyFile: hep.key | keyFile: none.key | 8 hep.keyFile \"none.key\": no such file",
                "from: 127.0.0.1:0 | from: 0.0.0.0:0 | 11 probe.from \"0.0.0.0:0\": is no address to answer to",
                "name: sbc-1 | name: SBC 1 | 13 routers[0].name \"SBC 1\": has to be",
                "kind: kamailio | kind: freeswitch | routers[0].kind \"freeswitch\": has to be one of kamailio",
                "http://127.0.0.1:5060/RPC | https://127.0.0.1:5060/RPC | has to start with http://",
                "http://127.0.0.1:5060/RPC | http://192.0.2.1:5060/RPC | is not on loopback: the JSON-RPC",
                "http://127.0.0.1:5060/RPC | http://sbc.example.net/RPC | names a host",
                "http://127.0.0.1:5060/RPC | http://127.0.0.1/RPC?x=1 | has to be host, port and path only",
                "lease: 20s | lease: 4s | 16 routers[0].lease \"4s\": has to be from 5s to 10min",
                "lease: 20s | lease: 11min | has to be from 5s to 10min",
                "lease: 20s | lease: 1m | has an unclear unit",
                "lease: 20s | lease: 20sec | has an unknown unit",
                "lease: 20s | lease: soon | is not a duration",
                "lease: 20s | `lease: 20s\n  - {name: sbc-1, kind: kamailio, url: \"http://[::1]:5060/RPC\"}` | 17 routers[1].name \"sbc-1\": is also the router in line 13"
            })
    void everyMistakeInAgentYamlHasItsLineAndItsWords(String right, String wrong, String expected) {
        String spoiled = ConfigFiles.AGENT.replace(right, wrong == null ? "" : wrong);
        assertThat(spoiled).isNotEqualTo(ConfigFiles.AGENT);

        assertThat(new ConfigFiles(directory).agent(spoiled).errors())
                .anySatisfy(error -> assertThat(error).contains(expected).contains(" Example: "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "fleet: demo | flet: demo | 1 fleet: is missing",
                "latitude: 50.11 | latitude: 91 | 3 regions[0].latitude \"91\": has to be from -90 to 90",
                "latitude: 50.11 | latitude: north | \"north\": is not a number",
                "longitude: -77.49 | longitude: -180.5 | 4 regions[1].longitude",
                "jurisdiction: US | jurisdiction: usa | regions[1].jurisdiction \"usa\": has to be",
                "kind: cloud | kind: moon | has to be one of cloud, on-premises",
                "name: us-east | name: eu-central | 4 regions[1].name \"eu-central\": is also the region in line 3",
                "{name: contoso} | {name: northwind} | 7 carriers[1].name \"northwind\": is also the carrier in line 6",
                "- {name: contoso} | `- contoso` | carriers[1] \"contoso\": has to be keys and values",
                "- region: eu-central | - region: eu-west | 9 trunks[0].region \"eu-west\": is no region of this policy",
                "carrier: northwind | carrier: northwnd | 10 trunks[0].carrier \"northwnd\": is no carrier of this policy. Example: northwind",
                "carrier: contoso | carrier: northwind | has a trunk in eu-central already, in line 10",
                "direction: outbound | direction: out | has to be one of inbound, outbound, both",
                "address: sip:127.0.0.1:5091 | `address: \"sip:\"` | 12 trunks[0].address \"sip:\": has no host",
                "address: sip:127.0.0.1:5091 | address: sip:gw.example.net | names a host",
                "address: sip:127.0.0.1:5091 | address: 127.0.0.1:5091 | has to start with sip:",
                "address: sip:127.0.0.1:5091 | address: sips:127.0.0.1:5091 | in place of sips:",
                "address: sip:127.0.0.1:5091 | address: sip:x@127.0.0.1 | has a user part",
                "address: sip:127.0.0.1:5091 | address: sip:127.0.0.1:0 | has a port outside 1 to 65535",
                "address: sip:127.0.0.1:5091 | address: sip:0.0.0.0 | is not the address of a carrier",
                "address: sip:127.0.0.1:5091 | address: sip:127.0.0.1;lr | has an unknown part",
                "address: sip:127.0.0.1:5091 | `address: sip:[::1]:5092` | is also the address in line 12",
                "channels: 400 | channels: 0 | 13 trunks[0].channels \"0\": has to be from 1 to 1000000",
                "channels: 400 | channels: many | is not a whole number",
                "callsPerSecond: 40 | callsPerSecond: -1 | has to be from 0.1 to 10000",
                "security: none | security: strong | has to be one of none, tls, tls+srtp",
                "security: none | security: tls | contradicts the address",
                "`\"+4969555010\"` | `\"112\"` | trunks[0].testNumber \"112\": is not an E.164 number",
                "jurisdictions: [EU] | jurisdictions: [CH] | services[0].jurisdictions \"CH\": is the jurisdiction of no region",
                "jurisdictions: [EU] | `jurisdictions: [EU, US]` | \"US\": has none of the service's regions. Example: one of us-east",
                "regions: [eu-central] | regions: [us-east] | services[0].regions \"us-east\": is in US",
                "regions: [eu-central] | regions: [mars] | services[0].regions \"mars\": is no region of this policy",
                "regions: [eu-central] | regions: [] | services[0].regions: names no region",
                "fleet: demo | `fleet: demo\nfleet: demo` | 2 fleet: stands here a second time; the first is in line 1",
                "fleet: demo | `fleet: demo\nthresholds: {rejectedRatio: 30}` | 2 thresholds.rejectedRatio \"30\": has no unit",
                "fleet: demo | `fleet: demo\nthresholds: {rejectedRatio: 101%}` | has to be from 1% to 100%",
                "fleet: demo | `fleet: demo\nthresholds: {unansweredInvites: 3/4}` | is not written as NEEDED of LAST",
                "fleet: demo | `fleet: demo\nthresholds: {unansweredInvites: 5 of 4}` | needs at least 1 and at most all 4",
                "fleet: demo | `fleet: demo\nthresholds: {unansweredInvites: 0 of 4}` | needs at least 1",
                "fleet: demo | `fleet: demo\nthresholds: {unansweredInvites: 3 of 101}` | looks at 1 to 100 calls",
                "fleet: demo | `fleet: demo\nthresholds: {coolDown: 10}` | thresholds.coolDown \"10\": has no unit: ms, s, min or h. Example: 10min",
                "fleet: demo | `fleet: demo\nthresholds: {optionsDeadline: 3s}` | is longer than optionsInterval (2000ms)",
                "fleet: demo | `fleet: demo\nthresholds: {returnStageHold: 5min}` | is shorter than returnStageHold (300000ms)",
                "fleet: demo | `fleet: demo\nthresholds: 5` | 2 thresholds \"5\": has to be keys and values",
                "fleet: demo | `fleet: demo\nrules: {trunk-rejecting: on}` | has to be one of observe, enforce"
            })
    void everyMistakeInPolicyYamlHasItsLineAndItsWords(
            String right, String wrong, String expected) {
        String spoiled = ConfigFiles.POLICY.replace(right, wrong);
        assertThat(spoiled).isNotEqualTo(ConfigFiles.POLICY);

        assertThat(new ConfigFiles(directory).policy(spoiled).errors())
                .anySatisfy(
                        error ->
                                assertThat(error)
                                        .startsWith("policy.yaml:")
                                        .contains(expected)
                                        .contains(" Example: "));
    }

    @Test
    void anOpenIntakeHasToNameItsSenders() {
        String open = ConfigFiles.AGENT.replace("  listen: 127.0.0.1:0", "  listen: 0.0.0.0:9060");

        assertThat(new ConfigFiles(directory).agent(open).errors()).isEmpty();
        assertThat(
                        new ConfigFiles(directory)
                                .agent(open.replace("  allow: [127.0.0.1]\n", ""))
                                .errors())
                .singleElement()
                .asString()
                .startsWith("agent.yaml:7 hep.listen \"0.0.0.0:9060\": is open to others");
    }

    @Test
    void aProbeFromLoopbackReachesNoCarrierElsewhere() {
        assertThat(
                        new ConfigFiles(directory)
                                .policy(
                                        ConfigFiles.POLICY.replace(
                                                "sip:127.0.0.1:5091", "sip:192.0.2.1:5091"))
                                .errors())
                .singleElement()
                .asString()
                .startsWith("agent.yaml:11 probe.from \"127.0.0.1\": is on loopback");
    }

    @Test
    void aKeyIsNeverShown() {
        ConfigFiles files = new ConfigFiles(directory).write("hep.key", "hush\nhush\n");

        assertThat(files.errors())
                .singleElement()
                .asString()
                .contains("hep.keyFile \"hep.key\": names a file with more than one line")
                .doesNotContain("hush");
        assertThat(files.write("hep.key", " \n").errors())
                .singleElement()
                .asString()
                .contains("names an empty file");
    }
}
