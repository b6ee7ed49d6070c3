package dev.signalbox.agent.quorum;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Signs certificates for a test, in files of its own. */
public final class TestAuthority {

    private final Path directory;
    private final X500Name name;
    private final KeyPair keys = keyPair();
    private final Map<String, Long> serials = new HashMap<>();
    private long serial;

    public TestAuthority(Path directory, String name) throws Exception {
        this.directory = Files.createDirectories(directory);
        this.name = new X500Name("CN=" + name);
        JcaX509v3CertificateBuilder builder = builder(this.name, keys);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        write("agents.pem", builder.build(signer()));
    }

    /** Its own certificate, by which others believe what it signed. */
    public Path certificate() {
        return directory.resolve("agents.pem");
    }

    /** The same for one that asks nobody for a certificate. */
    public QuorumSettings.Tls issue(String name) throws Exception {
        return issue(name, "agent", "fleet", new Everybody());
    }

    /**
     * A certificate for this host.
     *
     * @param unit {@code agent} or a role
     * @param members what its holder believes of others
     */
    public QuorumSettings.Tls issue(
            String name, String unit, String fleet, X509ExtendedTrustManager members)
            throws Exception {
        KeyPair own = keyPair();
        JcaX509v3CertificateBuilder builder =
                builder(new X500Name("CN=" + name + ",OU=" + unit + ",O=" + fleet), own);
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(
                        new GeneralName[] {
                            new GeneralName(GeneralName.dNSName, "localhost"),
                            new GeneralName(GeneralName.iPAddress, "127.0.0.1")
                        }));
        write(name + ".pem", builder.build(signer()));
        write(name + ".key", new JcaPKCS8Generator(own.getPrivate(), null));
        serials.put(name, serial);
        return new QuorumSettings.Tls(
                directory.resolve(name + ".pem"), directory.resolve(name + ".key"), members);
    }

    /** The list of those that it takes back, PEM. */
    String revoked(String... names) throws Exception {
        X509v2CRLBuilder list =
                new X509v2CRLBuilder(name, Date.from(Instant.now().minus(Duration.ofMinutes(1))));
        for (String one : names) {
            list.addCRLEntry(
                    BigInteger.valueOf(Objects.requireNonNull(serials.get(one))), new Date(), 0);
        }
        return pem(list.build(signer()));
    }

    private JcaX509v3CertificateBuilder builder(X500Name subject, KeyPair subjectKeys) {
        Instant now = Instant.now();
        serial++;
        return new JcaX509v3CertificateBuilder(
                name,
                BigInteger.valueOf(serial),
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(Duration.ofDays(1))),
                subject,
                subjectKeys.getPublic());
    }

    private ContentSigner signer() throws OperatorCreationException {
        return new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(String file, Object what) throws IOException {
        Files.writeString(directory.resolve(file), pem(what));
    }

    private static String pem(Object what) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(what);
        }
        return text.toString();
    }
}
