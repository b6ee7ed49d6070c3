package dev.signalbox.world.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.agent.config.ConfigReader;
import dev.signalbox.agent.config.ConfigResult;
import dev.signalbox.world.traffic.Regions;
import dev.signalbox.world.voice.VoiceWorld;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFilesTest {

    @Test
    void theAgentsOwnReaderTakesThem(@TempDir Path directory) throws Exception {
        try (VoiceWorld world = new VoiceWorld(Regions.demo())) {
            for (AgentSite site : DemoFiles.write(directory, world.regions()).sites()) {
                assertThat(ConfigReader.read(site.configuration()))
                        .isInstanceOfSatisfying(
                                ConfigResult.Loaded.class,
                                loaded -> {
                                    assertThat(loaded.config().region()).isEqualTo(site.region());
                                    assertThat(loaded.config().policy().thresholds().coolDown())
                                            .isEqualTo(DemoSettings.COOL_DOWN);
                                });
            }
        }
    }

    @Test
    void everyAgentGetsFilesOfItsOwnAndTheSamePolicy(@TempDir Path directory) throws Exception {
        try (VoiceWorld world = new VoiceWorld(Regions.demo())) {
            DemoFiles files = DemoFiles.write(directory, world.regions());
            assertThat(files.sites())
                    .extracting(AgentSite::region)
                    .containsExactly("eu-central", "eu-west", "us-east");
            String policy = Files.readString(directory.resolve("policy.yaml"));
            assertThat(policy)
                    .contains("coolDown: 20s")
                    .contains("trunk-rejecting: enforce")
                    .contains("direction: inbound")
                    .contains("jurisdictions: [EU], regions: [eu-central, eu-west]");
            for (int i = 0; i < files.sites().size(); i++) {
                AgentSite site = files.sites().get(i);
                assertThat(Files.readString(site.configuration()))
                        .contains("region: " + site.region())
                        .contains("console: " + site.consoleAddress())
                        .contains("url: " + world.regions().get(i).routerUrl());
                Path key = site.directory().resolve("hep.key");
                assertThat(key).hasContent(files.hepKey());
                assertThat(Files.getPosixFilePermissions(key))
                        .containsExactlyInAnyOrder(
                                PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
            }
        }
    }
}
