package dev.signalbox.agent.trust;

import dev.signalbox.model.time.NowSource;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptor;
import io.grpc.TlsServerCredentials;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Who is let in and what they may, for the server of consoles: credentials that demand a
 * certificate of this fleet, and a gate that asks for the role of every call. One thread looks each
 * second for certificates that were revoked or have expired, and ends their calls.
 */
public final class Trust implements AutoCloseable {

    private static final long LOOK_MILLIS = 1_000;
    private static final System.Logger LOG = System.getLogger(Trust.class.getName());

    private final ServerCredentials credentials;
    private final Authorities authorities;
    private final Revocations revocations;
    private final RefusalLog log;
    private final RoleGate gate;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("trust").factory());

    private Trust(
            ServerCredentials credentials,
            Authorities authorities,
            Revocations revocations,
            RefusalLog log,
            RoleGate gate) {
        this.credentials = credentials;
        this.authorities = authorities;
        this.revocations = revocations;
        this.log = log;
        this.gate = gate;
    }

    /**
     * Reads all files.
     *
     * @param region this agent's; its certificate has to be of it
     * @param sink is told of refusals, bounded
     * @throws IOException in words, with the file, when one cannot be used
     */
    public static Trust open(TrustFiles files, String region, RefusalSink sink, NowSource clock)
            throws IOException {
        Authorities authorities = Authorities.read(files, region, clock.now().wall());
        Revocations revocations = Revocations.open(files.revoked(), authorities);
        RefusalLog log = new RefusalLog(sink, clock);
        ServerCredentials credentials =
                TlsServerCredentials.newBuilder()
                        .keyManager(files.certificate().toFile(), files.key().toFile())
                        .trustManager(
                                new ClientCheck(
                                        ClientCheck.Admits.ALL,
                                        authorities,
                                        revocations,
                                        log,
                                        clock))
                        .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE)
                        .build();
        RoleGate gate = new RoleGate(authorities, revocations, log, clock);
        Trust trust = new Trust(credentials, authorities, revocations, log, gate);
        var _ =
                trust.thread.scheduleWithFixedDelay(
                        trust::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        return trust;
    }

    /** For the server's socket: TLS that demands a certificate. */
    public ServerCredentials credentials() {
        return credentials;
    }

    /** For the server's calls. */
    public ServerInterceptor gate() {
        return gate;
    }

    /** The installation's name, from this agent's own certificate. */
    public String fleet() {
        return authorities.fleet();
    }

    /** What is the matter with the file of revoked certificates; empty when nothing is. */
    public String trouble() {
        return revocations.trouble();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void look() {
        try {
            revocations.look();
            gate.endUnbelieved();
            log.tick();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "looking for revoked certificates failed; tried again", e);
        }
    }
}
