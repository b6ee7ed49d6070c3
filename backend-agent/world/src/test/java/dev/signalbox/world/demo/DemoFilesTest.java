package dev.signalbox.world.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.agent.config.AgentConfig;
import dev.signalbox.agent.config.ConfigReader;
import dev.signalbox.agent.config.ConfigResult;
import dev.signalbox.model.ai.Rung;
import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.ladder.ServiceRoute;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.target.Target;
import dev.signalbox.world.path.PathRelays;
import dev.signalbox.world.traffic.Regions;
import dev.signalbox.world.voice.VoiceWorld;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFilesTest {

    @TempDir private Path directory;
    private VoiceWorld world;
    private List<AgentSite> sites;
    private PathRelays roads;
    private DemoFiles files;

    @BeforeEach
    void write() throws Exception {
        world = new VoiceWorld(Regions.demo());
        sites = DemoFiles.sites(directory, world.regions());
        roads =
                new PathRelays(
                        sites.stream()
                                .map(site -> new PathRelays.Station(site.region(), site.path()))
                                .toList(),
                        1);
        files = DemoFiles.write(directory, world.regions(), sites, roads);
    }

    @AfterEach
    void close() throws Exception {
        roads.close();
        world.close();
    }

    private static AgentConfig read(AgentSite site) {
        ConfigResult result = ConfigReader.read(site.configuration());
        assertThat(result).isInstanceOf(ConfigResult.Loaded.class);
        return ((ConfigResult.Loaded) result).config();
    }

    @Test
    void theAgentsOwnReaderTakesThem() {
        for (AgentSite site : sites) {
            AgentConfig config = read(site);
            assertThat(config.region()).isEqualTo(site.region());
            assertThat(config.policy().thresholds().coolDown()).isEqualTo(DemoSettings.COOL_DOWN);
            assertThat(config.policy().thresholds().providers().open())
                    .isEqualTo(DemoSettings.PROVIDER_OPEN);
            assertThat(config.policy().thresholds().conversations().misunderstoodWithin())
                    .isEqualTo(DemoSettings.MISUNDERSTOOD_WITHIN);
        }
    }

    @Test
    void agentsFindEachOtherByTheRelaysAndShareOneKey() {
        for (AgentSite site : sites) {
            AgentConfig.PathProbeConfig path = Objects.requireNonNull(read(site).path());
            assertThat(path.listen()).isEqualTo(site.path());
            assertThat(path.key())
                    .isEqualTo(Objects.requireNonNull(read(sites.getFirst()).path()).key());
            assertThat(path.peers())
                    .hasSize(2)
                    .allSatisfy(
                            peer ->
                                    assertThat(peer.address())
                                            .isEqualTo(roads.peer(site.region(), peer.region())));
        }
    }

    @Test
    void workersAreTakenWhereTheWorldSendsThem() {
        for (AgentSite site : sites) {
            AgentConfig.WorkersConfig workers = Objects.requireNonNull(read(site).workers());
            assertThat(workers.otlp()).isEqualTo(site.otlp());
            assertThat(workers.http()).isEqualTo(site.http());
            assertThat(workers.outcomeKey()).isEqualTo(files.outcomeKey());
        }
    }

    @Test
    void everyJurisdictionHasChainsOfItsOwn() {
        Policy policy = read(sites.getFirst()).policy();
        assertThat(policy.providers())
                .extracting(provider -> provider.target())
                .containsExactlyInAnyOrderElementsOf(DemoAi.providers().keySet());
        assertThat(policy.services())
                .allSatisfy(
                        service -> {
                            ServiceRoute eu = ServiceRoute.of(policy, "eu-west", service, Map.of());
                            assertThat(eu.rung()).isEqualTo(Rung.PRIMARY);
                            assertThat(eu.inUse(Stage.LLM))
                                    .contains(new Target.Provider("llm", "acme", "eu"));
                            ServiceRoute us = ServiceRoute.of(policy, "us-east", service, Map.of());
                            assertThat(us.inUse(Stage.STT))
                                    .contains(new Target.Provider("stt", "hark", "us"));
                        });
        assertThat(policy.services())
                .extracting(service -> new Target.Service(service.name()))
                .containsExactlyElementsOf(DemoAi.services());
    }

    @Test
    void everyAgentGetsFilesOfItsOwnAndTheSamePolicy() throws Exception {
        assertThat(sites)
                .extracting(AgentSite::region)
                .containsExactly("eu-central", "eu-west", "us-east");
        assertThat(Files.readString(directory.resolve("policy.yaml")))
                .contains("coolDown: 20s")
                .contains("trunk-rejecting: enforce")
                .contains("provider-slow: enforce")
                .contains("direction: inbound");
        for (int i = 0; i < sites.size(); i++) {
            AgentSite site = sites.get(i);
            assertThat(Files.readString(site.configuration()))
                    .contains("region: " + site.region())
                    .contains("console: " + site.consoleAddress())
                    .contains("url: " + world.regions().get(i).routerUrl());
            assertThat(site.directory().resolve("hep.key")).hasContent(files.hepKey());
            for (String key : List.of("hep.key", "path.key", "outcomes.key")) {
                assertThat(Files.getPosixFilePermissions(site.directory().resolve(key)))
                        .containsExactlyInAnyOrder(
                                PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
            }
        }
    }
}
