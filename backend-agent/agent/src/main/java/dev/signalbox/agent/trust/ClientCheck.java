package dev.signalbox.agent.trust;

import dev.signalbox.model.time.NowSource;
import dev.signalbox.model.trust.Peer;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Checks the certificates of those who connect as the platform does, and then that they are of this
 * fleet and not revoked; tells of those that were turned away, which a server otherwise never sees.
 */
final class ClientCheck extends X509ExtendedTrustManager {

    /** Whose certificates are let in. */
    enum Admits {
        /** People and agents: the server of consoles. What each may is asked for later. */
        ALL("handshake"),
        /** Agents alone, and the same of those that are connected to: the quorum. */
        AGENTS("quorum handshake");

        private final String what;

        Admits(String what) {
            this.what = what;
        }
    }

    private final Admits admits;
    private final X509ExtendedTrustManager platform;
    private final Authorities authorities;
    private final Revocations revocations;
    private final RefusalLog log;
    private final NowSource clock;

    ClientCheck(
            Admits admits,
            Authorities authorities,
            Revocations revocations,
            RefusalLog log,
            NowSource clock)
            throws IOException {
        this.admits = admits;
        this.authorities = authorities;
        this.revocations = revocations;
        this.log = log;
        this.clock = clock;
        this.platform = platform(authorities, admits);
    }

    private static X509ExtendedTrustManager platform(Authorities authorities, Admits admits)
            throws IOException {
        try {
            KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
            anchors.load(null, null);
            anchors.setCertificateEntry("agents", authorities.agents());
            if (admits == Admits.ALL) {
                anchors.setCertificateEntry("people", authorities.people());
            }
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(anchors);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager found) {
                    return found;
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("the authorities cannot be used: " + e.getMessage(), e);
        }
        throw new IOException("this Java has no way to check certificates");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        check(chain, () -> platform.checkClientTrusted(chain, type, engine));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        check(chain, () -> platform.checkClientTrusted(chain, type, socket));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        check(chain, () -> platform.checkClientTrusted(chain, type));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        server(chain, () -> platform.checkServerTrusted(chain, type, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        server(chain, () -> platform.checkServerTrusted(chain, type, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        server(chain, () -> platform.checkServerTrusted(chain, type));
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        // Named authorities would make strangers come without a certificate, and be nobody to tell
        // of.
        return new X509Certificate[0];
    }

    /** Whose servers consoles and agents connect to for what is shown is decided elsewhere. */
    private void server(X509Certificate[] chain, Check byPlatform) throws CertificateException {
        switch (admits) {
            case ALL -> byPlatform.run();
            case AGENTS -> check(chain, byPlatform);
        }
    }

    private void check(X509Certificate[] chain, Check byPlatform) throws CertificateException {
        X509Certificate shown = chain[0];
        String sentence;
        try {
            Peer peer = authorities.believe(shown, clock.now().wall());
            if (admits == Admits.AGENTS && !(peer instanceof Peer.Agent)) {
                throw new NotBelievedException(
                        peer.words() + " is no agent: only agents decide together");
            }
            revocations.requireNotRevoked(shown);
            sentence = "";
        } catch (NotBelievedException e) {
            sentence = String.valueOf(e.getMessage());
        }
        try {
            byPlatform.run();
        } catch (CertificateException e) {
            refused(shown, sentence.isEmpty() ? String.valueOf(e.getMessage()) : sentence);
            // The platform's own exception: from it the client is told what is wrong.
            throw e;
        }
        if (!sentence.isEmpty()) {
            refused(shown, sentence);
            throw new NotBelievedException(sentence);
        }
    }

    private void refused(X509Certificate shown, String sentence) {
        log.refused(
                shown.getSubjectX500Principal().getName()
                        + ", issued by "
                        + shown.getIssuerX500Principal().getName(),
                admits.what,
                "unauthenticated",
                sentence);
    }

    /** A check of the platform. */
    private interface Check {
        void run() throws CertificateException;
    }
}
