package dev.signalbox.ctl;

import static dev.signalbox.ctl.connection.Regions.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.ctl.connection.FakeAgent;
import dev.signalbox.ctl.connection.Regions;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.time.Now;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** ctl with two agents, as a person at a shell has it. */
abstract class CtlTest {

    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    FakeAgent frankfurt;
    FakeAgent dublin;

    @BeforeEach
    void agents() throws IOException {
        frankfurt = new FakeAgent(Regions.frankfurt());
        dublin = new FakeAgent(Regions.dublin());
        CtlJournals.frankfurt().forEach(frankfurt::append);
        dublin.append(
                new JournalRecord.AgentStarted(
                        NOON.minusSeconds(600), 0, "eu-west", "boot-2", "0.1.0", "p", 0));
        CtlJournals.dublin().forEach(dublin::append);
    }

    @AfterEach
    void end() throws InterruptedException {
        frankfurt.close();
        dublin.close();
    }

    final int both(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--agent", frankfurt.endpoint(), "--agent", dublin.endpoint()));
        return run(null, all.toArray(String[]::new));
    }

    final int run(@Nullable Path home, String... arguments) {
        return CtlMain.run(
                new Shell(
                        new PrintWriter(out),
                        new PrintWriter(err),
                        () -> new Now(0, NOON),
                        home,
                        false),
                arguments);
    }

    final JsonNode json() {
        return JsonMapper.builder().build().readTree(out.toString().lines().toList().getLast());
    }

    /** Ports differ from run to run; everything else is as people and scripts have it. */
    final void golden(String name) throws IOException {
        String text =
                out.toString()
                        .replace(frankfurt.endpoint(), "127.0.0.1:7443")
                        .replace(dublin.endpoint(), "127.0.0.1:7444");
        assertThat(text.lines()).allMatch(l -> l.startsWith("{") || l.length() <= 100, "width");
        Path actual = Path.of("target", "golden", name);
        Files.createDirectories(actual.getParent());
        Files.writeString(actual, text);
        assertThat(text)
                .as("%s, see %s", name, actual)
                .isEqualTo(Files.readString(Path.of("src", "test", "resources", "golden", name)));
    }
}
