package dev.signalbox.agent.trust;

import dev.signalbox.model.time.NowSource;
import dev.signalbox.model.trust.Caller;
import dev.signalbox.model.trust.Peer;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Lets a call through when its certificate is still believed and its role is enough, and tells the
 * service who asks. What it refuses, and what the service refuses for a role, is logged.
 */
final class RoleGate implements ServerInterceptor {

    private final Authorities authorities;
    private final Revocations revocations;
    private final RefusalLog log;
    private final NowSource clock;
    private final Set<GuardedCall<?, ?>> open = ConcurrentHashMap.newKeySet();

    RoleGate(Authorities authorities, Revocations revocations, RefusalLog log, NowSource clock) {
        this.authorities = authorities;
        this.revocations = revocations;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        String method = String.valueOf(call.getMethodDescriptor().getBareMethodName());
        X509Certificate certificate = certificate(call);
        if (certificate == null) {
            return refuse(
                    call, "somebody", method, Status.UNAUTHENTICATED, "there is no certificate");
        }
        Peer peer;
        try {
            peer = believe(certificate);
        } catch (NotBelievedException e) {
            return refuse(
                    call,
                    certificate.getSubjectX500Principal().getName(),
                    method,
                    Status.UNAUTHENTICATED,
                    String.valueOf(e.getMessage()));
        }
        Optional<String> refusal =
                Question.of(method)
                        .map(question -> question.refusal(peer))
                        .orElse(Optional.of(method + " is nothing this agent knows the role for"));
        if (refusal.isPresent()) {
            return refuse(call, peer.words(), method, Status.PERMISSION_DENIED, refusal.get());
        }
        GuardedCall<Q, A> guarded =
                new GuardedCall<>(call, certificate, status -> closed(peer, method, status));
        open.add(guarded);
        ServerCall.Listener<Q> service =
                Contexts.interceptCall(
                        Context.current().withValue(Caller.PEER, peer), guarded, headers, next);
        return guarded.listener(service, () -> open.remove(guarded));
    }

    /** Ends the calls whose certificates have expired or were revoked since they began. */
    void endUnbelieved() {
        for (GuardedCall<?, ?> call : open) {
            try {
                believe(call.certificate());
            } catch (NotBelievedException e) {
                String sentence = String.valueOf(e.getMessage());
                if (call.end(Status.UNAUTHENTICATED.withDescription(sentence))) {
                    log.refused(
                            call.certificate().getSubjectX500Principal().getName(),
                            String.valueOf(call.getMethodDescriptor().getBareMethodName()),
                            code(Status.UNAUTHENTICATED),
                            sentence + "; the open call was ended");
                }
            }
        }
    }

    private Peer believe(X509Certificate certificate) throws NotBelievedException {
        Peer peer = authorities.believe(certificate, clock.now().wall());
        revocations.requireNotRevoked(certificate);
        return peer;
    }

    private void closed(Peer peer, String method, Status status) {
        if (status.getCode() == Status.Code.PERMISSION_DENIED) {
            log.refused(
                    peer.words(), method, code(status), String.valueOf(status.getDescription()));
        }
    }

    private <Q, A> ServerCall.Listener<Q> refuse(
            ServerCall<Q, A> call, String who, String method, Status status, String sentence) {
        log.refused(who, method, code(status), sentence);
        call.close(status.withDescription(sentence), new Metadata());
        return new ServerCall.Listener<>() {};
    }

    private static String code(Status status) {
        return status.getCode().name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable X509Certificate certificate(ServerCall<?, ?> call) {
        SSLSession session = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
        if (session == null) {
            return null;
        }
        try {
            Certificate[] shown = session.getPeerCertificates();
            return shown.length > 0 && shown[0] instanceof X509Certificate first ? first : null;
        } catch (SSLPeerUnverifiedException e) {
            return null;
        }
    }
}
