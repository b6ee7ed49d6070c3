package dev.signalbox.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.policy.Thresholds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The commented examples are the documentation of every key: they have to be right and complete.
 */
class ExamplesTest {

    @TempDir Path directory;

    /** The top of the repository, from wherever the test runs. */
    static Path home() {
        Path path = Path.of("").toAbsolutePath();
        while (!Files.exists(path.resolve("installers/examples"))) {
            path = java.util.Objects.requireNonNull(path.getParent(), "not in the repository");
        }
        return path;
    }

    @Test
    void theExamplesAreFreeOfErrorsAndShowTheDefaults() throws IOException {
        AgentConfig config = examples().loaded();

        assertThat(config.policy().thresholds()).isEqualTo(Thresholds.DEFAULTS);
        assertThat(config.policy().trunks()).hasSize(4);
    }

    @Test
    void theExamplesNameEveryKeyThatTheReaderKnowsAndNoOther() throws IOException {
        Set<String> written = new TreeSet<>();
        for (String file : new String[] {"agent.yaml", "policy.yaml"}) {
            collect(
                    "",
                    new Load(LoadSettings.builder().build()).loadFromString(text(file)),
                    written);
        }

        assertThat(ConfigReader.keysKnown(examples().agentFile()))
                .containsExactlyInAnyOrderElementsOf(written);
    }

    private ConfigFiles examples() throws IOException {
        return new ConfigFiles(directory)
                .agent(text("agent.yaml"))
                .policy(text("policy.yaml"))
                .write("hep.key", "secret\n")
                .write("doors.key", "secret\n")
                .write("agent.crt", "")
                .write("agent.key", "")
                .write("agents-authority.crt", "")
                .write("people-authority.crt", "")
                .write("revoked.crl", "")
                .write("causes.yaml", text("causes.yaml"))
                .write("path.key", "a secret of sixteen\n")
                .write("outcomes.key", "secret\n");
    }

    private static String text(String file) throws IOException {
        return Files.readString(home().resolve("installers/examples").resolve(file));
    }

    private static void collect(String path, Object node, Set<String> keys) {
        switch (node) {
            case Map<?, ?> map ->
                    map.forEach(
                            (key, value) -> {
                                String at = path.isEmpty() ? "" + key : path + "." + key;
                                keys.add(at);
                                collect(at, value, keys);
                            });
            case Iterable<?> list -> list.forEach(value -> collect(path + "[]", value, keys));
            default -> {}
        }
    }
}
