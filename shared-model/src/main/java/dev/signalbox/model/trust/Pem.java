package dev.signalbox.model.trust;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;

/** Reads certificates and lists of revoked ones. */
public final class Pem {

    private Pem() {}

    /**
     * The first certificate of a file.
     *
     * @throws IOException in words, with the file, when there is none
     */
    public static X509Certificate certificate(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate) factory().generateCertificate(in);
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": there is no such file", e);
        } catch (CertificateException e) {
            throw new IOException(file + ": holds no certificate in PEM form", e);
        }
    }

    /**
     * All lists of a file, none when it is empty.
     *
     * @throws IOException in words, with the file, when it holds something else
     */
    public static List<X509CRL> revoked(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<?> lists = factory().generateCRLs(in);
            return lists.stream().map(X509CRL.class::cast).toList();
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": there is no such file", e);
        } catch (CertificateException | CRLException e) {
            throw new IOException(file + ": holds no lists of revoked certificates in PEM form", e);
        }
    }

    private static CertificateFactory factory() throws CertificateException {
        return CertificateFactory.getInstance("X.509");
    }
}
