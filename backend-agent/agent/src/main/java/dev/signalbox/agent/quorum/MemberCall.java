package dev.signalbox.agent.quorum;

import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.ratis.thirdparty.io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import org.apache.ratis.thirdparty.io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import org.apache.ratis.thirdparty.io.grpc.Grpc;
import org.apache.ratis.thirdparty.io.grpc.Metadata;
import org.apache.ratis.thirdparty.io.grpc.ServerCall;
import org.apache.ratis.thirdparty.io.grpc.Status;

/**
 * A call of another member, which lasts as long as its certificate is believed. Members keep their
 * connections for weeks: the handshake alone would let one in that was revoked since. The service
 * sends from other threads than the one that ends it here.
 */
final class MemberCall<Q, A> extends SimpleForwardingServerCall<Q, A> {

    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final X509ExtendedTrustManager members;

    /** Only touched by what gRPC calls one after the other. */
    private long lookedNanos;

    /** Guarded by this. */
    private boolean closed;

    private volatile boolean ended;

    MemberCall(ServerCall<Q, A> call, X509ExtendedTrustManager members) {
        super(call);
        this.members = members;
    }

    /** Whether it may go on; ends it when not. */
    boolean believed() {
        lookedNanos = System.nanoTime();
        try {
            X509Certificate[] shown = shown();
            members.checkClientTrusted(shown, shown[0].getPublicKey().getAlgorithm());
            return true;
        } catch (CertificateException e) {
            end(Status.UNAUTHENTICATED.withDescription(e.getMessage()));
            return false;
        }
    }

    private X509Certificate[] shown() throws CertificateException {
        SSLSession session = getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
        try {
            Certificate[] all =
                    session == null ? new Certificate[0] : session.getPeerCertificates();
            X509Certificate[] shown =
                    Arrays.stream(all)
                            .filter(X509Certificate.class::isInstance)
                            .map(X509Certificate.class::cast)
                            .toArray(X509Certificate[]::new);
            if (shown.length > 0) {
                return shown;
            }
        } catch (SSLPeerUnverifiedException e) {
            throw new CertificateException("the certificate was not checked", e);
        }
        throw new CertificateException("there is no certificate");
    }

    private synchronized void end(Status status) {
        if (!closed) {
            closed = true;
            ended = true;
            super.close(status, new Metadata());
        }
    }

    @Override
    public synchronized void sendHeaders(Metadata headers) {
        if (!ended) {
            super.sendHeaders(headers);
        }
    }

    @Override
    public synchronized void sendMessage(A message) {
        if (!ended) {
            super.sendMessage(message);
        }
    }

    @Override
    public synchronized void close(Status status, Metadata trailers) {
        if (!closed) {
            closed = true;
            super.close(status, trailers);
        }
    }

    @Override
    public boolean isReady() {
        return !ended && super.isReady();
    }

    @Override
    public boolean isCancelled() {
        return ended || super.isCancelled();
    }

    /** The service's listener, which hears of the end as of a member that left. */
    ServerCall.Listener<Q> listener(ServerCall.Listener<Q> service) {
        return new SimpleForwardingServerCallListener<>(service) {
            @Override
            public void onMessage(Q message) {
                if (!ended && (System.nanoTime() - lookedNanos < LOOK_NANOS || believed())) {
                    super.onMessage(message);
                }
            }

            @Override
            public void onHalfClose() {
                if (!ended) {
                    super.onHalfClose();
                }
            }

            @Override
            public void onComplete() {
                if (ended) {
                    super.onCancel();
                } else {
                    super.onComplete();
                }
            }
        };
    }
}
