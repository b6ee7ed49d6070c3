package dev.signalbox.ctl;

import static dev.signalbox.ctl.connection.Regions.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.ctl.pki.PkiMain;
import dev.signalbox.model.time.Now;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WhoAmICommandTest extends CtlTest {

    @Test
    void aCertificateTellsNameRoleFleetAndEnd(@TempDir Path directory) throws IOException {
        pki(directory, NOON);
        String ada = directory.resolve("pki/people/ada").toString();
        assertThat(both("whoami", "--identity", ada)).isZero();
        assertThat(out.toString()).startsWith("ada, operator of fleet acme, until ");
        assertThat(both("whoami", "--identity", ada, "--json")).isZero();
        assertThat(json().path("name").asString()).isEqualTo("ada");
        assertThat(json().path("role").asString()).isEqualTo("operator");
        assertThat(json().path("fleet").asString()).isEqualTo("acme");
        assertThat(json().path("expiresAt").asString())
                .isEqualTo(NOON.plus(Duration.ofDays(365)).toString());
    }

    @Test
    void aRunTellsItsOwnIdentity(@TempDir Path home) throws IOException {
        Path run = Files.createDirectories(home.resolve(".signalbox/runs/demo-1"));
        pki(run, NOON);
        Files.writeString(
                run.resolve("endpoints.json"),
                "{\"agents\":[{\"region\":\"eu-central\",\"console\":\"%s\"}],\"pid\":%d,\"identity\":\"pki/people/ada\"}"
                        .formatted(frankfurt.endpoint(), ProcessHandle.current().pid()));
        assertThat(run(home, "whoami")).isZero();
        assertThat(out.toString()).startsWith("ada, operator");
        out.getBuffer().setLength(0);
        assertThat(run(home, "whoami", "--agent", frankfurt.endpoint())).isZero();
        assertThat(out.toString()).startsWith("ada, operator");
        out.getBuffer().setLength(0);
        assertThat(run(home, "whoami", "--agent", dublin.endpoint())).isZero();
        assertThat(out.toString()).startsWith("No certificate");
    }

    @Test
    void whatCannotBeUsedIsSaidBeforeAnybodyIsAsked(@TempDir Path directory) throws IOException {
        pki(directory, NOON.minus(Duration.ofDays(366)));
        String ada = directory.resolve("pki/people/ada").toString();
        assertThat(both("status", "--identity", ada)).isEqualTo(CtlMain.USAGE);
        assertThat(err.toString()).contains("the certificate of ada expired at");
        assertThat(both("status", "--identity", directory.toString())).isEqualTo(CtlMain.USAGE);
        assertThat(err.toString()).contains("holds no person.crt");
    }

    private void pki(Path directory, Instant at) {
        assertThat(
                        PkiMain.run(
                                new PrintWriter(err),
                                new PrintWriter(err),
                                () -> new Now(0, at),
                                "init",
                                directory.resolve("pki").toString(),
                                "--fleet",
                                "acme",
                                "--person",
                                "ada:operator"))
                .isZero();
    }
}
