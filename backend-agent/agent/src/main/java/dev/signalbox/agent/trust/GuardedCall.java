package dev.signalbox.agent.trust;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.security.cert.X509Certificate;
import java.util.function.Consumer;

/**
 * A call that can be ended from outside at any moment, also while its service sends: gRPC's own is
 * for one thread at a time. To the service an ended call looks like one its client has left.
 */
final class GuardedCall<Q, A> extends SimpleForwardingServerCall<Q, A> {

    private final X509Certificate certificate;
    private final Consumer<Status> closing;

    /** Guarded by this. */
    private boolean closed;

    private volatile boolean ended;

    /**
     * @param closing told how the service closes it
     */
    GuardedCall(ServerCall<Q, A> call, X509Certificate certificate, Consumer<Status> closing) {
        super(call);
        this.certificate = certificate;
        this.closing = closing;
    }

    X509Certificate certificate() {
        return certificate;
    }

    /** Ends it with these words for the client; false when it was over already. */
    synchronized boolean end(Status status) {
        if (closed) {
            return false;
        }
        closed = true;
        ended = true;
        super.close(status, new Metadata());
        return true;
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
    public void close(Status status, Metadata trailers) {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            super.close(status, trailers);
        }
        closing.accept(status);
    }

    @Override
    public boolean isReady() {
        return !ended && super.isReady();
    }

    @Override
    public boolean isCancelled() {
        return ended || super.isCancelled();
    }

    /** The service's listener, which hears of the end as of a client that left. */
    ServerCall.Listener<Q> listener(ServerCall.Listener<Q> service, Runnable over) {
        return new SimpleForwardingServerCallListener<>(service) {
            @Override
            public void onComplete() {
                over.run();
                if (ended) {
                    super.onCancel();
                } else {
                    super.onComplete();
                }
            }

            @Override
            public void onCancel() {
                over.run();
                super.onCancel();
            }
        };
    }
}
