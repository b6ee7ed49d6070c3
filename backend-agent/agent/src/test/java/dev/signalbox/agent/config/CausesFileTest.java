package dev.signalbox.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.cause.CauseTable;
import dev.signalbox.model.cause.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** causes.yaml of an operator's own. */
class CausesFileTest {

    @TempDir Path directory;

    private CausesFile.Result read(String yaml) throws IOException {
        Path file = directory.resolve("causes.yaml");
        Files.writeString(file, yaml);
        return CausesFile.read(file);
    }

    @Test
    void aTableOfOnesOwn() throws IOException {
        CausesFile.Result result =
                read(
                        """
                        endings:
                          - {tag: platform, match: ["*-worker-lost"]}
                          - {tag: deploy, match: [planned-worker-lost]}
                        sip:
                          - {tag: limits, status: [503], progressed: true}
                          - {tag: sip_route, status: [500-599]}
                        """);
        assertThat(result).isInstanceOf(CausesFile.Result.Loaded.class);
        CauseTable.Finder finder =
                new CauseTable.Finder(((CausesFile.Result.Loaded) result).table());
        assertThat(finder.ofEnding("Planned_Worker lost"))
                .as("exact goes first")
                .hasValue(Tag.DEPLOY);
        assertThat(finder.ofEnding("my-worker-lost")).hasValue(Tag.PLATFORM);
        assertThat(finder.ofEnding("my-worker-lost-again")).isEmpty();
        assertThat(finder.ofSip(503, 0, true)).hasValue(Tag.LIMITS);
        assertThat(finder.ofSip(503, 0, false)).hasValue(Tag.SIP_ROUTE);
        assertThat(finder.ofSip(404, 0, false)).isEmpty();
    }

    @Test
    void allErrorsAtOnceAtTheirLines() throws IOException {
        CausesFile.Result result =
                read(
                        """
                        endings:
                          - {tag: ai_dawn, match: ["*-x"]}
                          - {tag: platform}
                          - {tag: platform, match: ["UPPER"]}
                        sip:
                          - {tag: sip_route}
                          - {tag: sip_route, status: [599-500], q850: [0]}
                        extra: 1
                        """);
        assertThat(result).isInstanceOf(CausesFile.Result.Refused.class);
        assertThat(((CausesFile.Result.Refused) result).errors())
                .extracting(ConfigError::line)
                .containsExactly(2, 3, 4, 6, 7, 7, 8);
        assertThat(((CausesFile.Result.Refused) result).errors().getFirst().toString())
                .contains("endings[0].tag \"ai_dawn\": has to be one of user_hangup");
    }

    @Test
    void aHostileRunOfStarsIsReadInNoTime() {
        CauseTable.Finder finder =
                new CauseTable.Finder(
                        new CauseTable(
                                java.util.List.of(
                                        new CauseTable.EndingRule(
                                                Tag.PLATFORM,
                                                java.util.List.of("*a*a*a*a*a*a*a*a*b"))),
                                java.util.List.of()));
        assertThat(finder.ofEnding("a".repeat(100_000))).isEmpty();
    }

    @Test
    void aFileThatIsNotThere() {
        assertThat(CausesFile.read(directory.resolve("none.yaml")))
                .isInstanceOf(CausesFile.Result.Refused.class);
    }
}
