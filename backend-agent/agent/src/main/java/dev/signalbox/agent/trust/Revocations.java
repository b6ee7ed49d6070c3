package dev.signalbox.agent.trust;

import dev.signalbox.model.trust.Pem;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Certificates that are not believed any more, from a file that is read again when it changes. A
 * file that cannot be used leaves the last good one in force. Any thread.
 */
final class Revocations {

    private static final System.Logger LOG = System.getLogger(Revocations.class.getName());

    private final @Nullable Path file;
    private final Authorities authorities;
    private volatile List<X509CRL> lists = List.of();
    private volatile String trouble = "";

    /** Only touched by {@link #look}. */
    private @Nullable Seen seen;

    /** What tells a file from the one before. A replaced file is another one. */
    private record Seen(long modifiedMillis, long bytes, String fileKey) {}

    private Revocations(@Nullable Path file, Authorities authorities) {
        this.file = file;
        this.authorities = authorities;
    }

    /**
     * Reads the file.
     *
     * @param file null when nobody can be revoked
     * @throws IOException in words when it cannot be used: there is no last good one yet
     */
    static Revocations open(@Nullable Path file, Authorities authorities) throws IOException {
        Revocations revocations = new Revocations(file, authorities);
        if (file != null) {
            revocations.seen = seen(file);
            revocations.lists = revocations.read(file);
        }
        return revocations;
    }

    /** Reads the file again when it has changed. Call it about every second, on one thread. */
    void look() {
        Path path = file;
        if (path == null) {
            return;
        }
        try {
            Seen now = seen(path);
            if (now.equals(seen)) {
                return;
            }
            lists = read(path);
            seen = now;
            if (!trouble.isEmpty()) {
                LOG.log(Level.INFO, "{0} can be used again", path);
            }
            trouble = "";
        } catch (IOException e) {
            String words =
                    "the last good list of revoked certificates stays in force: "
                            + (e.getMessage() == null
                                    ? e.getClass().getSimpleName()
                                    : e.getMessage());
            if (!words.equals(trouble)) {
                LOG.log(Level.WARNING, words);
            }
            trouble = words;
        }
    }

    /** What is the matter with the file; empty when nothing is. */
    String trouble() {
        return trouble;
    }

    /**
     * Makes sure that a certificate was not taken back.
     *
     * @throws NotBelievedException in words, with the moment, when it was
     */
    void requireNotRevoked(X509Certificate certificate) throws NotBelievedException {
        for (X509CRL list : lists) {
            X509CRLEntry entry =
                    list.getIssuerX500Principal().equals(certificate.getIssuerX500Principal())
                            ? list.getRevokedCertificate(certificate.getSerialNumber())
                            : null;
            if (entry != null) {
                throw new NotBelievedException(
                        "the certificate was revoked at " + entry.getRevocationDate().toInstant());
            }
        }
    }

    private List<X509CRL> read(Path path) throws IOException {
        List<X509CRL> read = Pem.revoked(path);
        for (X509Certificate authority : List.of(authorities.agents(), authorities.people())) {
            if (read.stream().noneMatch(list -> Authorities.signedBy(authority, list))) {
                throw new IOException(
                        path
                                + ": holds no list signed by "
                                + authority.getSubjectX500Principal().getName());
            }
        }
        for (X509CRL list : read) {
            if (!Authorities.signedBy(authorities.agents(), list)
                    && !Authorities.signedBy(authorities.people(), list)) {
                throw new IOException(path + ": holds a list that no authority signed");
            }
        }
        return read;
    }

    private static Seen seen(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Seen(
                    attributes.lastModifiedTime().toMillis(),
                    attributes.size(),
                    String.valueOf(attributes.fileKey()));
        } catch (IOException e) {
            throw new IOException(file + ": cannot be read", e);
        }
    }
}
