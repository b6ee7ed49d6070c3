package dev.signalbox.ctl.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CRLHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Signs certificates and lists of revoked ones (RFC 5280), with ECDSA on P-256.
 *
 * @param certificate its own, self-signed
 * @param key its private key
 */
record Authority(X509Certificate certificate, PrivateKey key) {

    /** How long an authority lasts. */
    static final Duration LIFETIME = Duration.ofDays(3_650);

    /** Clocks of machines differ: a certificate is valid from a little before it was made. */
    private static final Duration EARLIER = Duration.ofMinutes(5);

    private static final int SERIAL_BITS = 127;
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * What a certificate is for.
     *
     * @param unit {@code agent} or a role (OU)
     * @param server whether it may be shown by a server
     * @param names host names and addresses of a server
     */
    record Wanted(String name, String unit, boolean server, List<GeneralName> names) {
        Wanted {
            names = List.copyOf(names);
        }
    }

    /** A certificate that is not to be believed any more. */
    record TakenBack(BigInteger serial, Reason reason) {}

    /** Why, as RFC 5280 section 5.3.1 numbers it. */
    enum Reason {
        unspecified(0),
        key_compromise(1),
        left(3),
        superseded(4);

        private final int code;

        Reason(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    /** A new one. */
    static Authority create(String fleet, String name, Instant now)
            throws GeneralSecurityException, IOException {
        KeyPair keys = keyPair();
        X500Name subject = subject(fleet, null, name);
        JcaX509v3CertificateBuilder builder =
                new JcaX509v3CertificateBuilder(
                        subject,
                        serial(),
                        Date.from(now.minus(EARLIER)),
                        Date.from(now.plus(LIFETIME)),
                        subject,
                        keys.getPublic());
        extend(builder, Extension.basicConstraints, new BasicConstraints(0));
        extend(builder, Extension.keyUsage, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
        return new Authority(signed(builder, keys.getPrivate()), keys.getPrivate());
    }

    static KeyPair keyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    /**
     * Signs a certificate.
     *
     * @param until no later than this authority's own end
     */
    X509Certificate issue(
            String fleet, Wanted wanted, PublicKey publicKey, Instant now, Instant until)
            throws GeneralSecurityException, IOException {
        JcaX509v3CertificateBuilder builder =
                new JcaX509v3CertificateBuilder(
                        certificate,
                        serial(),
                        Date.from(now.minus(EARLIER)),
                        Date.from(until),
                        subject(fleet, wanted.unit(), wanted.name()),
                        publicKey);
        extend(builder, Extension.basicConstraints, new BasicConstraints(false));
        extend(builder, Extension.keyUsage, new KeyUsage(KeyUsage.digitalSignature));
        KeyPurposeId[] purposes =
                wanted.server()
                        ? new KeyPurposeId[] {
                            KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
                        }
                        : new KeyPurposeId[] {KeyPurposeId.id_kp_clientAuth};
        extend(builder, Extension.extendedKeyUsage, new ExtendedKeyUsage(purposes));
        JcaX509ExtensionUtils utilities = new JcaX509ExtensionUtils();
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                utilities.createAuthorityKeyIdentifier(certificate));
        if (!wanted.names().isEmpty()) {
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(wanted.names().toArray(GeneralName[]::new)));
        }
        return signed(builder, key);
    }

    /**
     * The list of what this authority signed and takes back.
     *
     * @param before the list so far, null for none
     * @param added one more, null for none
     */
    X509CRL revoked(@Nullable X509CRL before, @Nullable TakenBack added, Instant now)
            throws GeneralSecurityException {
        JcaX509v2CRLBuilder builder = new JcaX509v2CRLBuilder(certificate, Date.from(now));
        builder.setNextUpdate(certificate.getNotAfter());
        if (before != null) {
            builder.addCRL(new JcaX509CRLHolder(before));
        }
        if (added != null) {
            builder.addCRLEntry(added.serial(), Date.from(now), added.reason().code());
        }
        return new JcaX509CRLConverter().getCRL(builder.build(signer(key)));
    }

    private static void extend(
            X509v3CertificateBuilder builder, ASN1ObjectIdentifier what, ASN1Encodable value)
            throws IOException {
        builder.addExtension(what, true, value);
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException {
        X509CertificateHolder holder = builder.build(signer(key));
        return new JcaX509CertificateConverter().getCertificate(holder);
    }

    private static ContentSigner signer(PrivateKey key) throws GeneralSecurityException {
        try {
            return new JcaContentSignerBuilder("SHA256withECDSA").build(key);
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException("cannot sign: " + e.getMessage(), e);
        }
    }

    private static X500Name subject(String fleet, @Nullable String unit, String name) {
        X500NameBuilder builder = new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.O, fleet);
        if (unit != null) {
            builder.addRDN(BCStyle.OU, unit);
        }
        return builder.addRDN(BCStyle.CN, name).build();
    }

    private static BigInteger serial() {
        return new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS - 1);
    }
}
