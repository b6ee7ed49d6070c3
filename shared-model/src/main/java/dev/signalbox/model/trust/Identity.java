package dev.signalbox.model.trust;

import io.grpc.ChannelCredentials;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * What a client shows of itself and whom it believes, from PEM files.
 *
 * @param certificate its own certificate
 * @param key its private key, PKCS #8
 * @param agents the authority that signs agents: only they are believed as servers
 * @param own the certificate that was read
 * @param subject whose it is
 */
public record Identity(
        Path certificate, Path key, Path agents, X509Certificate own, Subject subject) {

    /**
     * The name every agent's certificate has beside its region's. Clients know agents by numeric
     * address and check for this one.
     */
    public static final String AUTHORITY = "agent.signalbox";

    private static final String AGENTS_FILE = "agents-authority.crt";
    private static final String EXAMPLE = " Example: --identity pki/people/ada";

    /**
     * Reads a person's or an agent's directory as {@code pki issue} made it.
     *
     * @throws IllegalArgumentException in words when something is missing or cannot be used
     */
    public static Identity read(Path directory) {
        for (String whose : new String[] {"person", "agent"}) {
            Path certificate = directory.resolve(whose + ".crt");
            if (Files.exists(certificate)) {
                return of(
                        certificate,
                        directory.resolve(whose + ".key"),
                        directory.resolve(AGENTS_FILE));
            }
        }
        throw new IllegalArgumentException(
                "identity \"" + directory + "\": holds no person.crt and no agent.crt." + EXAMPLE);
    }

    /**
     * The same from single files.
     *
     * @throws IllegalArgumentException in words when something is missing or cannot be used
     */
    public static Identity of(Path certificate, Path key, Path agents) {
        for (Path file : new Path[] {key, agents}) {
            if (!Files.isReadable(file)) {
                throw new IllegalArgumentException(
                        "identity: \"" + file + "\" cannot be read." + EXAMPLE);
            }
        }
        try {
            X509Certificate own = Pem.certificate(certificate);
            return new Identity(certificate, key, agents, own, Subject.of(own));
        } catch (IOException | CertificateException e) {
            throw new IllegalArgumentException("identity: " + e.getMessage() + "." + EXAMPLE, e);
        }
    }

    /** When it ends to be believed. */
    public Instant expires() {
        return own.getNotAfter().toInstant();
    }

    /**
     * Makes sure that it is valid now: a server can only say that it does not believe it.
     *
     * @throws IllegalArgumentException in words when it has expired or is not valid yet
     */
    public Identity requireValid(Instant now) {
        if (now.isAfter(expires())) {
            throw new IllegalArgumentException(
                    "the certificate of "
                            + subject.name()
                            + " expired at "
                            + expires()
                            + " ("
                            + certificate
                            + "). Another one: ./signalbox pki issue");
        }
        Instant from = own.getNotBefore().toInstant();
        if (now.isBefore(from)) {
            throw new IllegalArgumentException(
                    "the certificate of "
                            + subject.name()
                            + " is valid from "
                            + from
                            + " on, and this machine's clock says "
                            + now);
        }
        return this;
    }

    /**
     * For a channel; override its authority with {@link #AUTHORITY}.
     *
     * @throws IllegalArgumentException in words when the files cannot be used any more
     */
    public ChannelCredentials credentials() {
        try {
            return TlsChannelCredentials.newBuilder()
                    .keyManager(certificate.toFile(), key.toFile())
                    .trustManager(agents.toFile())
                    .build();
        } catch (IOException e) {
            throw new IllegalArgumentException("identity: " + e.getMessage() + "." + EXAMPLE, e);
        }
    }
}
