package dev.signalbox.ctl.pki;

import dev.signalbox.model.change.Role;
import dev.signalbox.model.trust.Identity;
import dev.signalbox.model.trust.Pem;
import dev.signalbox.model.trust.Subject;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.GeneralName;
import org.jspecify.annotations.Nullable;

/**
 * A fleet's authorities and all they have signed, as files.
 *
 * @param directory their folder
 * @param fleet the installation's name
 */
record PkiDirectory(Path directory, String fleet) {

    static final int DAYS_MAX = 3_650;

    private static final String AGENTS = "agents-authority";
    private static final String PEOPLE = "people-authority";
    private static final String REVOKED = "revoked.crl";
    private static final String ISSUED = "issued";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    /**
     * A certificate that was signed here.
     *
     * @param revoked when and why it was taken back, null while it is believed
     */
    record Issued(X509Certificate certificate, Subject subject, @Nullable X509CRLEntry revoked) {

        /** As in lists and on the command line: hexadecimal. */
        String serial() {
            return certificate.getSerialNumber().toString(16);
        }
    }

    /**
     * Makes two new authorities.
     *
     * @throws IllegalArgumentException in words when there are some already, or for a bad name
     */
    static PkiDirectory init(Path directory, String fleet, Instant now)
            throws IOException, GeneralSecurityException {
        requireName("--fleet", fleet);
        if (Files.exists(directory.resolve(AGENTS + ".crt"))
                || Files.exists(directory.resolve(AGENTS + ".key"))) {
            throw new IllegalArgumentException(
                    "\""
                            + directory
                            + "\": has authorities already; new ones would leave every agent and"
                            + " person of them outside. Choose another directory.");
        }
        Files.createDirectories(directory);
        for (String authority : List.of(AGENTS, PEOPLE)) {
            Authority made =
                    Authority.create(fleet, "signalbox " + authority.replace('-', ' '), now);
            PemFiles.writeKey(directory.resolve(authority + ".key"), made.key());
            PemFiles.write(directory.resolve(authority + ".crt"), made.certificate());
        }
        PkiDirectory pki = new PkiDirectory(directory, fleet);
        pki.writeRevoked(null, null, now);
        return pki;
    }

    /**
     * Opens what {@link #init} made.
     *
     * @throws IllegalArgumentException in words when there is nothing
     */
    static PkiDirectory open(Path directory) throws IOException {
        Path file = directory.resolve(AGENTS + ".crt");
        if (!Files.exists(file)) {
            throw new IllegalArgumentException(
                    "--in \""
                            + directory
                            + "\": holds no authorities. Make them: ./signalbox pki init "
                            + directory
                            + " --fleet NAME");
        }
        // Authorities have no unit: their fleet is read from the name's own text.
        String name = Pem.certificate(file).getSubjectX500Principal().getName();
        String fleet = name.substring(name.lastIndexOf("O=") + 2);
        return new PkiDirectory(directory, fleet);
    }

    /**
     * An agent's certificate in a new directory, with all that its agent.yaml names.
     *
     * @param addresses numeric ones its machine has, beside 127.0.0.1
     * @return the new directory
     */
    Path issueAgent(String region, List<String> addresses, int days, Instant now)
            throws IOException, GeneralSecurityException {
        requireName("REGION", region);
        Set<String> numbers = new LinkedHashSet<>(List.of("127.0.0.1"));
        for (String address : addresses) {
            numbers.add(numeric(address));
        }
        List<GeneralName> names = new ArrayList<>();
        names.add(new GeneralName(GeneralName.dNSName, Identity.AUTHORITY));
        names.add(new GeneralName(GeneralName.dNSName, region + ".signalbox"));
        numbers.forEach(number -> names.add(new GeneralName(GeneralName.iPAddress, number)));
        Path made = fresh("agents", region);
        issue(AGENTS, new Authority.Wanted(region, Subject.AGENT, true, names), days, now, made);
        for (String file : List.of(AGENTS + ".crt", PEOPLE + ".crt", REVOKED)) {
            Files.copy(directory.resolve(file), made.resolve(file));
        }
        return made;
    }

    /**
     * A person's certificate in a new directory, with all that console and ctl need.
     *
     * @return the new directory
     */
    Path issuePerson(String name, Role role, int days, Instant now)
            throws IOException, GeneralSecurityException {
        requireName("NAME", name);
        Path made = fresh("people", name);
        issue(PEOPLE, new Authority.Wanted(name, role.text(), false, List.of()), days, now, made);
        Files.copy(directory.resolve(AGENTS + ".crt"), made.resolve(AGENTS + ".crt"));
        return made;
    }

    /** Everything that was signed here, in order of names. */
    List<Issued> issued() throws IOException, CertificateException {
        List<X509CRL> lists = Pem.revoked(directory.resolve(REVOKED));
        Path folder = directory.resolve(ISSUED);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Issued> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".crt")).toList()) {
                X509Certificate certificate = Pem.certificate(file);
                found.add(
                        new Issued(
                                certificate, Subject.of(certificate), entry(lists, certificate)));
            }
        }
        found.sort(
                Comparator.comparing((Issued issued) -> issued.subject().unit().equals("agent"))
                        .reversed()
                        .thenComparing(issued -> issued.subject().name())
                        .thenComparing(issued -> issued.certificate().getNotBefore()));
        return found;
    }

    /**
     * Takes a certificate back; agents refuse it once they have the new list.
     *
     * @return the lists that were written: this directory's own, and those beside its agents
     * @throws IllegalArgumentException in words when it was not signed here, or is revoked already
     */
    List<Path> revoke(Issued issued, Authority.Reason reason, Instant now)
            throws IOException, GeneralSecurityException {
        if (issued.revoked() != null) {
            throw new IllegalArgumentException(
                    issued.subject().name()
                            + ", serial "
                            + issued.serial()
                            + ": revoked already at "
                            + issued.revoked().getRevocationDate().toInstant());
        }
        String authority = issued.subject().unit().equals(Subject.AGENT) ? AGENTS : PEOPLE;
        return writeRevoked(
                authority,
                new Authority.TakenBack(issued.certificate().getSerialNumber(), reason),
                now);
    }

    private void issue(String authority, Authority.Wanted wanted, int days, Instant now, Path made)
            throws IOException, GeneralSecurityException {
        if (days < 1 || days > DAYS_MAX) {
            throw new IllegalArgumentException(
                    "--days " + days + ": not within 1 to " + DAYS_MAX + ". Example: --days 365");
        }
        Authority signs = authority(authority);
        Instant end = signs.certificate().getNotAfter().toInstant();
        Instant until = now.plus(Duration.ofDays(days));
        KeyPair keys = Authority.keyPair();
        X509Certificate certificate =
                signs.issue(fleet, wanted, keys.getPublic(), now, until.isAfter(end) ? end : until);
        Files.createDirectories(
                made,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        String whose = wanted.server() ? "agent" : "person";
        PemFiles.writeKey(made.resolve(whose + ".key"), keys.getPrivate());
        PemFiles.write(made.resolve(whose + ".crt"), certificate);
        Path folder = Files.createDirectories(directory.resolve(ISSUED));
        PemFiles.write(
                folder.resolve(certificate.getSerialNumber().toString(16) + ".crt"), certificate);
    }

    private Path fresh(String kind, String name) {
        Path made = directory.resolve(kind).resolve(name);
        if (Files.exists(made)) {
            throw new IllegalArgumentException(
                    "\""
                            + made
                            + "\": exists already. To replace it, revoke its certificate, move the"
                            + " directory away and issue again.");
        }
        return made;
    }

    private Authority authority(String name) throws IOException {
        return new Authority(
                Pem.certificate(directory.resolve(name + ".crt")),
                PemFiles.readKey(directory.resolve(name + ".key")));
    }

    private List<Path> writeRevoked(
            @Nullable String changed, Authority.@Nullable TakenBack added, Instant now)
            throws IOException, GeneralSecurityException {
        Path file = directory.resolve(REVOKED);
        List<X509CRL> before = Files.exists(file) ? Pem.revoked(file) : List.of();
        List<X509CRL> lists = new ArrayList<>();
        for (String name : List.of(AGENTS, PEOPLE)) {
            Authority authority = authority(name);
            X509CRL list =
                    before.stream()
                            .filter(
                                    known ->
                                            known.getIssuerX500Principal()
                                                    .equals(
                                                            authority
                                                                    .certificate()
                                                                    .getSubjectX500Principal()))
                            .findFirst()
                            .orElse(null);
            lists.add(authority.revoked(list, name.equals(changed) ? added : null, now));
        }
        List<Path> written = new ArrayList<>(List.of(file));
        Path agents = directory.resolve("agents");
        if (Files.isDirectory(agents)) {
            try (Stream<Path> folders = Files.list(agents)) {
                folders.sorted()
                        .map(f -> f.resolve(REVOKED))
                        .filter(Files::exists)
                        .forEach(written::add);
            }
        }
        for (Path path : written) {
            PemFiles.replace(path, lists);
        }
        return written;
    }

    private static @Nullable X509CRLEntry entry(List<X509CRL> lists, X509Certificate certificate) {
        for (X509CRL list : lists) {
            if (list.getIssuerX500Principal().equals(certificate.getIssuerX500Principal())) {
                return list.getRevokedCertificate(certificate);
            }
        }
        return null;
    }

    private static String numeric(String address) {
        try {
            return InetAddress.ofLiteral(address).getHostAddress();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--address \"" + address + "\": no numeric address. Example: 192.0.2.10", e);
        }
    }

    // Lower case only: Ada and ada would count as two people where two are needed.
    private static void requireName(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    what
                            + " \""
                            + name
                            + "\": 1 to 63 of a-z, 0-9, . - _, beginning with a letter or digit."
                            + " Example: eu-central");
        }
    }
}
