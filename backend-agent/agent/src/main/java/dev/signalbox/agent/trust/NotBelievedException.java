package dev.signalbox.agent.trust;

import java.security.cert.CertificateException;

/** A certificate is not believed; the message says why, for people. */
final class NotBelievedException extends CertificateException {

    private static final long serialVersionUID = 1L;

    NotBelievedException(String sentence) {
        super(sentence);
    }
}
