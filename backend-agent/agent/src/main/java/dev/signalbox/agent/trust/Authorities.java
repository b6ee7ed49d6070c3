package dev.signalbox.agent.trust;

import dev.signalbox.model.trust.Peer;
import dev.signalbox.model.trust.Pem;
import dev.signalbox.model.trust.Subject;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * The two authorities of a fleet: only one can make somebody an agent, only the other gives roles.
 *
 * @param agents signs agents
 * @param people signs people
 * @param fleet the installation's name
 */
record Authorities(X509Certificate agents, X509Certificate people, String fleet) {

    /**
     * Reads them.
     *
     * @throws IOException in words when a file cannot be read, or when this agent's own certificate
     *     is not of the agents' authority or of another region
     */
    static Authorities read(TrustFiles files, String region, Instant now) throws IOException {
        X509Certificate own = Pem.certificate(files.certificate());
        X509Certificate agents = Pem.certificate(files.agents());
        X509Certificate people = Pem.certificate(files.people());
        try {
            Subject subject = Subject.of(own);
            Authorities authorities = new Authorities(agents, people, subject.fleet());
            Peer peer = authorities.believe(own, now);
            if (!peer.equals(new Peer.Agent(region))) {
                throw new IOException(
                        "tls.certificate "
                                + files.certificate()
                                + ": is of "
                                + peer.words()
                                + ", and this is the agent of "
                                + region
                                + ". Example: ./signalbox pki issue agent "
                                + region
                                + " --in pki");
            }
            return authorities;
        } catch (CertificateException e) {
            throw new IOException(
                    "tls.certificate " + files.certificate() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Who shows this certificate. Revocation is asked for elsewhere.
     *
     * @throws NotBelievedException in words when it is nobody of this fleet
     */
    Peer believe(X509Certificate certificate, Instant now) throws NotBelievedException {
        boolean byAgents = signedBy(agents, certificate);
        if (!byAgents && !signedBy(people, certificate)) {
            throw new NotBelievedException("signed by no authority of fleet " + fleet);
        }
        requireValid(certificate, now);
        try {
            Subject subject = Subject.of(certificate);
            if (!subject.fleet().equals(fleet)) {
                throw new NotBelievedException(
                        subject.name() + " is of fleet " + subject.fleet() + ", not of " + fleet);
            }
            Peer peer = subject.peer();
            if (byAgents != peer instanceof Peer.Agent) {
                throw new NotBelievedException(
                        "signed by the authority of "
                                + (byAgents ? "agents" : "people")
                                + ", which cannot make "
                                + peer.words());
            }
            return peer;
        } catch (NotBelievedException e) {
            throw e;
        } catch (CertificateException e) {
            throw new NotBelievedException(String.valueOf(e.getMessage()));
        }
    }

    /** Whether a list of revoked certificates is of one of the two, and unaltered. */
    static boolean signedBy(X509Certificate authority, X509CRL list) {
        try {
            list.verify(authority.getPublicKey());
            return list.getIssuerX500Principal().equals(authority.getSubjectX500Principal());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static boolean signedBy(X509Certificate authority, X509Certificate certificate) {
        try {
            certificate.verify(authority.getPublicKey());
            return certificate.getIssuerX500Principal().equals(authority.getSubjectX500Principal());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Says in words when a certificate's time is over, or has not come. */
    static void requireValid(X509Certificate certificate, Instant now) throws NotBelievedException {
        Instant until = certificate.getNotAfter().toInstant();
        Instant from = certificate.getNotBefore().toInstant();
        if (now.isAfter(until)) {
            throw new NotBelievedException("the certificate expired at " + until);
        }
        if (now.isBefore(from)) {
            throw new NotBelievedException("the certificate is valid from " + from + " on");
        }
    }
}
