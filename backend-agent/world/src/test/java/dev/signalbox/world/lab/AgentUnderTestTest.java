package dev.signalbox.world.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.agent.config.ConfigReader;
import dev.signalbox.agent.config.ConfigResult;
import dev.signalbox.model.policy.Rules;
import dev.signalbox.model.policy.Trunk;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentUnderTestTest {

    @Test
    void theAgentsOwnReaderTakesItsFiles(@TempDir Path directory) throws Exception {
        Ports ports = Ports.draw(2);
        AgentUnderTest.configure(
                directory,
                ports,
                Map.of(
                        ports.trunks().get(0).getPort(), Fault.CARRIER_A,
                        ports.trunks().get(1).getPort(), Fault.CARRIER_B),
                "secret");

        assertThat(ConfigReader.read(directory.resolve("agent.yaml")))
                .isInstanceOfSatisfying(
                        ConfigResult.Loaded.class,
                        loaded -> {
                            var config = loaded.config();
                            assertThat(config.region()).isEqualTo(Fault.REGION);
                            assertThat(config.runDirectory()).isEqualTo(directory.resolve("data"));
                            assertThat(config.hep().listen()).isEqualTo(ports.hep());
                            assertThat(config.hep().key()).isEqualTo("secret");
                            assertThat(config.consoleListen().getPort()).isZero();
                            assertThat(config.routers().getFirst().url().getPort())
                                    .isEqualTo(ports.sbc().getPort());
                            assertThat(config.policy().trunks())
                                    .extracting(Trunk::target)
                                    .containsExactlyInAnyOrderElementsOf(Fault.TRUNKS);
                            assertThat(config.policy().rules())
                                    .isEqualTo(
                                            new Rules(
                                                    Rules.Mode.ENFORCE,
                                                    Rules.Mode.ENFORCE,
                                                    Rules.Mode.OBSERVE,
                                                    Rules.Mode.OBSERVE,
                                                    Rules.Mode.OBSERVE));
                        });
    }
}
