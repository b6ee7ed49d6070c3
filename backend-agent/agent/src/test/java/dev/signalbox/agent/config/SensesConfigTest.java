package dev.signalbox.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.ai.Rung;
import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.policy.ChainLink;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Rules;
import dev.signalbox.model.target.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Paths, workers, providers and chains in the two files. */
class SensesConfigTest {

    private static final String PROVIDERS =
            """
            providers:
              - {stage: llm, name: acme, modelRegion: eu, jurisdiction: EU, names: [Acme-AI], firstResponse: 800ms}
              - {stage: llm, name: basalt, modelRegion: eu, jurisdiction: EU}
              - {stage: stt, name: hark, modelRegion: eu, jurisdiction: EU}
              - {stage: llm, name: acme, modelRegion: us, jurisdiction: US}
            """;

    private static final String CHAINS =
            """
                chains:
                  llm: [{provider: acme/eu}, {provider: basalt/eu, rung: degraded}]
                  stt: [{provider: hark/eu}]
                humanQueue: "+4969555900"
            """;

    @TempDir private Path directory;

    private static String policy(String services) {
        String base = ConfigFiles.POLICY.substring(0, ConfigFiles.POLICY.indexOf("services:"));
        return base + PROVIDERS + services;
    }

    private static String bookings(String more) {
        return "services:\n  - name: bookings\n    jurisdictions: [EU]\n    regions:"
                + " [eu-central]\n"
                + more;
    }

    @Test
    void providersAndChainsAreRead() {
        Policy policy =
                new ConfigFiles(directory).policy(policy(bookings(CHAINS))).loaded().policy();

        assertThat(policy.providers()).hasSize(4);
        assertThat(policy.providers().getFirst().names()).containsExactly("acme", "acme-ai");
        assertThat(policy.providers().getFirst().firstResponseMax())
                .isEqualTo(Duration.ofMillis(800));
        assertThat(policy.providers().get(1).firstResponseMax()).isEqualTo(Duration.ofSeconds(1));
        assertThat(policy.service("bookings").orElseThrow().chains().get(Stage.LLM))
                .containsExactly(
                        new ChainLink(new Target.Provider("llm", "acme", "eu"), Rung.PRIMARY),
                        new ChainLink(new Target.Provider("llm", "basalt", "eu"), Rung.DEGRADED));
        assertThat(policy.service("bookings").orElseThrow().humanQueue()).isEqualTo("+4969555900");
    }

    @Test
    void aChainNeverLeavesTheServicesJurisdiction() {
        assertThat(
                        new ConfigFiles(directory)
                                .policy(
                                        policy(
                                                bookings(
                                                        "    chains:\n"
                                                                + "      llm: [{provider:"
                                                                + " acme/us}]\n")))
                                .errors())
                .singleElement()
                .asString()
                .contains("services[0].chains.llm[0].provider \"acme/us\"")
                .contains("is in US, which is none of the service's jurisdictions");
    }

    @Test
    void chainsNameProvidersOfTheirOwnStageOnce() {
        List<String> errors =
                new ConfigFiles(directory)
                        .policy(
                                policy(
                                        bookings(
                                                "    chains:\n"
                                                        + "      stt: [{provider: acme/eu}]\n"
                                                        + "      llm: [{provider: acme/eu},"
                                                        + " {provider: acme/eu}, {provider: acme,"
                                                        + " rung: emergency}]\n")))
                        .errors();

        assertThat(errors).hasSize(4);
        assertThat(errors.get(0))
                .contains("is no stt provider of this policy")
                .contains("one of hark/eu");
        assertThat(String.join("\n", errors))
                .contains("stands in this chain already")
                .contains("has to be one of primary, degraded")
                .contains("\"acme\": is no llm provider");
    }

    @Test
    void aSecondProviderOfTheSameNameIsNamedWithTheFirst() {
        assertThat(
                        new ConfigFiles(directory)
                                .policy(
                                        ConfigFiles.POLICY
                                                + PROVIDERS
                                                + "  - {stage: stt, name: hark, modelRegion: eu,"
                                                + " jurisdiction: EU}\n")
                                .errors())
                .singleElement()
                .asString()
                .contains("is also the provider in line");
    }

    @Test
    void limitsReplaceTheirDefaultsOneByOneAndRulesEnforce() {
        Policy policy =
                new ConfigFiles(directory)
                        .policy(
                                ConfigFiles.POLICY
                                        + """
                                        thresholds:
                                          paths: {lossMax: 2.5%, window: 3s}
                                          providers: {open: 10s, failures: 3}
                                          conversations: {silentAfter: 3s}
                                        rules:
                                          provider-slow: enforce
                                        """)
                        .loaded()
                        .policy();

        assertThat(policy.thresholds().paths().lossRatioMax()).isEqualTo(0.025);
        assertThat(policy.thresholds().paths().jitterMillisMax()).isEqualTo(30);
        assertThat(policy.thresholds().providers().open()).isEqualTo(Duration.ofSeconds(10));
        assertThat(policy.thresholds().providers().serverErrorCalls()).isEqualTo(2);
        assertThat(policy.thresholds().conversations().silentAfter())
                .isEqualTo(Duration.ofSeconds(3));
        assertThat(policy.rules().providerSlow()).isEqualTo(Rules.Mode.ENFORCE);
        assertThat(policy.rules().providerFailing()).isEqualTo(Rules.Mode.OBSERVE);
    }

    @Test
    void pathsAndWorkersAreRead() {
        AgentConfig config =
                new ConfigFiles(directory)
                        .write("path.key", "pathsecret-of-16\n")
                        .agent(
                                ConfigFiles.AGENT
                                        + """
                                        path:
                                          listen: 127.0.0.1:0
                                          keyFile: path.key
                                          peers: [{region: us-east, address: "127.0.0.1:7091"}]
                                        workers:
                                          otlp: 127.0.0.1:0
                                        """)
                        .loaded();

        AgentConfig.PathProbeConfig path = Objects.requireNonNull(config.path());
        assertThat(path.key()).isEqualTo("pathsecret-of-16");
        assertThat(path.peers())
                .singleElement()
                .satisfies(peer -> assertThat(peer.region()).isEqualTo("us-east"));
        AgentConfig.WorkersConfig workers = Objects.requireNonNull(config.workers());
        assertThat(workers.otlp().getPort()).isZero();
        assertThat(workers.http().getPort()).isEqualTo(7080);
        assertThat(workers.outcomeKey()).isNull();
    }

    @Test
    void mistakesInPathsAndWorkersAreAllNamedAtOnce() {
        List<String> errors =
                new ConfigFiles(directory)
                        .agent(
                                ConfigFiles.AGENT
                                        + """
                                        path:
                                          peers:
                                            - {region: eu-central, address: "127.0.0.1:7091"}
                                            - {region: us-east, address: "127.0.0.1:0"}
                                            - {region: us-east, address: "0.0.0.0:7090"}
                                        workers:
                                          otlp: 0.0.0.0:4317
                                          outcomeKeyFile: missing.key
                                        """)
                        .errors();

        assertThat(String.join("\n", errors))
                .contains("path.keyFile: is missing")
                .contains("is this agent's own region")
                .contains("has no port to send to")
                .contains("is also the peer in line")
                .contains("workers.otlp \"0.0.0.0:4317\": is not on loopback")
                .contains("workers.outcomeKeyFile \"missing.key\"");
        assertThat(errors).hasSize(6);
    }

    @Test
    void aPeerOutsideThePolicyIsNamed() {
        assertThat(
                        new ConfigFiles(directory)
                                .write("path.key", "pathsecret-of-16\n")
                                .agent(
                                        ConfigFiles.AGENT
                                                + """
                                                path:
                                                  keyFile: path.key
                                                  peers: [{region: mars, address: "127.0.0.1:7091"}]
                                                """)
                                .errors())
                .singleElement()
                .asString()
                .contains("path \"mars\": peers names a region the policy does not have");
    }
}
