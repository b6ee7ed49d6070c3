package dev.signalbox.world.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.agent.config.AgentConfig;
import dev.signalbox.agent.config.ConfigReader;
import dev.signalbox.agent.config.ConfigResult;
import dev.signalbox.model.ai.Rung;
import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.ladder.ServiceRoute;
import dev.signalbox.model.policy.Door;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.target.Target;
import dev.signalbox.world.path.PathRelays;
import dev.signalbox.world.path.TcpRelays;
import dev.signalbox.world.traffic.Regions;
import dev.signalbox.world.traffic.ServiceShare;
import dev.signalbox.world.voice.VoiceWorld;
import java.io.IOException;
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
        world = new VoiceWorld(DemoAi.withServices(Regions.demo()));
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
                            if (service.name().equals("clinic")) {
                                return;
                            }
                            ServiceRoute us = ServiceRoute.of(policy, "us-east", service, Map.of());
                            assertThat(us.inUse(Stage.STT))
                                    .contains(new Target.Provider("stt", "hark", "us"));
                        });
        assertThat(policy.services())
                .extracting(service -> new Target.Service(service.name()))
                .containsExactlyElementsOf(DemoAi.services());
    }

    @Test
    void theClinicHasNoOtherLawfulRegion() {
        Policy policy = read(sites.getFirst()).policy();
        assertThat(policy.services())
                .filteredOn(service -> service.name().equals("clinic"))
                .singleElement()
                .satisfies(
                        clinic -> {
                            assertThat(clinic.title()).isEqualTo("Clinic line");
                            assertThat(clinic.regions()).containsExactly("eu-central");
                            assertThat(clinic.jurisdictions()).containsExactly("EU");
                        });
        assertThat(DemoAi.sites(world.regions()))
                .filteredOn(
                        site -> site.services().stream().anyMatch(s -> s.name().equals("clinic")))
                .singleElement()
                .satisfies(site -> assertThat(site.region()).isEqualTo("eu-central"));
        assertThat(world.regions())
                .allSatisfy(
                        region ->
                                assertThat(
                                                region.profile().services().stream()
                                                        .mapToInt(ServiceShare::percent)
                                                        .sum())
                                        .isEqualTo(100));
    }

    @Test
    void thePolicyNamesEdgesNumbersAndDoors() {
        for (AgentSite site : sites) {
            Policy policy = read(site).policy();
            for (int i = 0; i < sites.size(); i++) {
                VoiceWorld.RegionView view = world.regions().get(i);
                assertThat(policy.regions().get(i).edge()).isEqualTo(view.edge());
                assertThat(policy.regions().get(i).numbers())
                        .containsExactly(view.profile().numberPrefix());
                assertThat(policy.doors().get(i))
                        .isEqualTo(new Door(view.profile().name(), view.door()));
            }
            assertThat(read(site).doorKey()).isEqualTo(world.regions().getFirst().doorKey());
        }
    }

    @Test
    void agentsKnowTheOtherMembersOfTheFleet() {
        for (AgentSite site : sites) {
            AgentConfig config = read(site);
            assertThat(config.tls()).isNull();
            AgentConfig.FleetConfig fleet = Objects.requireNonNull(config.fleet());
            assertThat(fleet.listen()).isEqualTo(site.quorum());
            assertThat(fleet.members())
                    .containsExactlyElementsOf(
                            sites.stream()
                                    .filter(other -> !other.equals(site))
                                    .map(
                                            other ->
                                                    new AgentConfig.Member(
                                                            other.region(),
                                                            other.quorum(),
                                                            other.console()))
                                    .toList());
        }
    }

    @Test
    void certificatesAndRoadsThatCanBeCutAreWrittenDown(@TempDir Path other) throws Exception {
        List<AgentSite> others = DemoFiles.sites(other, world.regions());
        List<TcpRelays.Station> quorums =
                others.stream().map(s -> new TcpRelays.Station(s.region(), s.quorum())).toList();
        List<TcpRelays.Station> consoles =
                others.stream().map(s -> new TcpRelays.Station(s.region(), s.console())).toList();
        try (TcpRelays quorum = new TcpRelays(quorums);
                TcpRelays console = new TcpRelays(consoles)) {
            DemoFiles.write(
                    other,
                    world.regions(),
                    others,
                    new DemoFiles.Roads(roads, Meetings.by(quorum, console)),
                    new PaperPki());
            for (AgentSite site : others) {
                AgentConfig config = read(site);
                AgentConfig.TlsConfig tls = Objects.requireNonNull(config.tls());
                assertThat(tls.certificate()).isEqualTo(site.pki().resolve("agent.crt"));
                assertThat(tls.revoked()).isEqualTo(site.pki().resolve("revoked.crl"));
                assertThat(Objects.requireNonNull(config.fleet()).members())
                        .allSatisfy(
                                member -> {
                                    assertThat(member.quorum())
                                            .isEqualTo(quorum.peer(site.region(), member.region()));
                                    assertThat(member.console())
                                            .isEqualTo(
                                                    console.peer(site.region(), member.region()));
                                });
            }
        }
    }

    /** Files with the right names. */
    private static final class PaperPki implements Pki {
        @Override
        public boolean agent(String region, Path directory) throws IOException {
            Files.createDirectories(directory);
            for (String name :
                    List.of(
                            "agent.crt",
                            "agent.key",
                            "agents-authority.crt",
                            "people-authority.crt",
                            "revoked.crl")) {
                Files.writeString(directory.resolve(name), region + "\n");
            }
            return true;
        }

        @Override
        public boolean person(String name, String role, Path directory) {
            return false;
        }
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
            for (String key : List.of("hep.key", "path.key", "outcomes.key", "doors.key")) {
                assertThat(Files.getPosixFilePermissions(site.directory().resolve(key)))
                        .containsExactlyInAnyOrder(
                                PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
            }
        }
    }
}
