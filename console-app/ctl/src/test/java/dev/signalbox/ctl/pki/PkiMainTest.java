package dev.signalbox.ctl.pki;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.time.Now;
import dev.signalbox.model.trust.Identity;
import dev.signalbox.model.trust.Pem;
import dev.signalbox.model.trust.Subject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PkiMainTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir private Path directory;

    @Test
    void anAgentsCertificateNamesItsRegionItsFleetAndItsAddresses() throws Exception {
        init();
        assertThat(run("issue", "agent", "eu-central", "--in", in(), "--address", "192.0.2.10"))
                .isZero();
        Path made = directory.resolve("pki/agents/eu-central");
        X509Certificate certificate = Pem.certificate(made.resolve("agent.crt"));
        assertThat(Subject.of(certificate)).isEqualTo(new Subject("eu-central", "agent", "acme"));
        assertThat(certificate.getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .containsExactlyInAnyOrder(
                        "agent.signalbox", "eu-central.signalbox", "127.0.0.1", "192.0.2.10");
        assertThat(made)
                .isDirectoryContaining("glob:**agents-authority.crt")
                .isDirectoryContaining("glob:**people-authority.crt")
                .isDirectoryContaining("glob:**revoked.crl");
        assertThat(mode(made.resolve("agent.key"))).isEqualTo("rw-------");
        assertThat(mode(directory.resolve("pki/people-authority.key"))).isEqualTo("rw-------");
        certificate.verify(
                Pem.certificate(directory.resolve("pki/agents-authority.crt")).getPublicKey());
    }

    @Test
    void aPersonsCertificateNamesThemAndTheirRoleAndServesNobody() throws Exception {
        init();
        assertThat(
                        run(
                                "issue",
                                "person",
                                "ada",
                                "--role",
                                "operator",
                                "--in",
                                in(),
                                "--days",
                                "30"))
                .isZero();
        Identity ada = Identity.read(directory.resolve("pki/people/ada"));
        assertThat(ada.subject()).isEqualTo(new Subject("ada", "operator", "acme"));
        assertThat(ada.expires()).isEqualTo(NOON.plusSeconds(30 * 86_400));
        assertThat(ada.own().getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        ada.own()
                .verify(
                        Pem.certificate(directory.resolve("pki/people-authority.crt"))
                                .getPublicKey());
    }

    @Test
    void nothingIsEverOverwritten() throws IOException {
        init();
        byte[] key = Files.readAllBytes(directory.resolve("pki/agents-authority.key"));
        assertThat(run("init", in(), "--fleet", "other")).isEqualTo(PkiMain.USAGE);
        assertThat(err.toString()).contains("has authorities already");
        assertThat(directory.resolve("pki/agents-authority.key")).hasBinaryContent(key);
        assertThat(run("issue", "agent", "eu-central", "--in", in())).isZero();
        assertThat(run("issue", "agent", "eu-central", "--in", in())).isEqualTo(PkiMain.USAGE);
        assertThat(err.toString()).contains("exists already").contains("revoke");
    }

    @Test
    void whatIsWrongIsSaidWithTheCure() {
        assertThat(run("issue", "agent", "eu-central", "--in", in())).isEqualTo(PkiMain.USAGE);
        assertThat(err.toString()).contains("holds no authorities").contains("pki init");
        init();
        for (List<String> wrong :
                List.<List<String>>of(
                        List.of("issue", "person", "Ada", "--role", "operator", "--in", in()),
                        List.of("issue", "person", "../ada", "--role", "viewer", "--in", in()),
                        List.of("issue", "person", "ada", "--role", "queen", "--in", in()),
                        List.of("issue", "person", "ada", "--in", in()),
                        List.of("issue", "agent", "x", "--in", in(), "--address", "gw.example"),
                        List.of("issue", "agent", "x", "--in", in(), "--days", "0"),
                        List.of("revoke", "beef", "--in", in()),
                        List.of("issue"),
                        List.<String>of())) {
            assertThat(run(wrong.toArray(String[]::new))).as(wrong.toString()).isEqualTo(2);
        }
        assertThat(directory.resolve("pki/people")).doesNotExist();
    }

    @Test
    void revokedOnesAreInTheListsAndBesideTheAgents() throws IOException {
        init();
        run("issue", "agent", "eu-central", "--in", in());
        run("issue", "person", "ada", "--role", "operator", "--in", in());
        run("issue", "person", "grace", "--role", "approver", "--in", in());
        String file = directory.resolve("pki/people/ada/person.crt").toString();
        assertThat(run("revoke", file, "--in", in(), "--reason", "left")).isZero();
        JsonNode grace = certificates().get(2);
        assertThat(run("revoke", grace.path("serial").asString(), "--in", in())).isZero();
        assertThat(run("revoke", file, "--in", in())).isEqualTo(PkiMain.USAGE);
        assertThat(err.toString()).contains("revoked already");

        JsonNode all = certificates();
        assertThat(all.valueStream().map(c -> c.path("name").asString()))
                .containsExactly("eu-central", "ada", "grace");
        assertThat(all.get(0).path("revokedAt").isNull()).isTrue();
        assertThat(all.get(1).path("revokedAt").asString()).isEqualTo(NOON.toString());
        assertThat(all.get(2).path("revokedAt").asString()).isEqualTo(NOON.toString());
        assertThat(Pem.revoked(directory.resolve("pki/agents/eu-central/revoked.crl"))).hasSize(2);
        assertThat(directory.resolve("pki/agents/eu-central/revoked.crl"))
                .hasSameBinaryContentAs(directory.resolve("pki/revoked.crl"));
    }

    @Test
    void everyCommandExplainsItselfWithAnExample() {
        for (String command : List.of("", "init", "issue", "revoke", "list")) {
            out.getBuffer().setLength(0);
            String[] words =
                    command.isEmpty() ? new String[] {"--help"} : new String[] {command, "--help"};
            assertThat(run(words)).isZero();
            assertThat(out.toString()).contains("Example: ./signalbox pki");
        }
    }

    private JsonNode certificates() {
        assertThat(run("list", "--in", in(), "--json")).isZero();
        String last = out.toString().lines().toList().getLast();
        return JsonMapper.builder().build().readTree(last).path("certificates");
    }

    private void init() {
        assertThat(run("init", in(), "--fleet", "acme")).isZero();
    }

    private String in() {
        return directory.resolve("pki").toString();
    }

    private int run(String... arguments) {
        return PkiMain.run(
                new PrintWriter(out), new PrintWriter(err), () -> new Now(0, NOON), arguments);
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
