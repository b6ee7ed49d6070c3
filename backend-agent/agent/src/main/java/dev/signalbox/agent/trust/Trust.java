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
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Who is let in and what they may. For the server of consoles: credentials that demand a
 * certificate of this fleet, and a gate that asks for the role of every call. For the quorum: who
 * takes part in it. One thread looks each second for certificates that were revoked or have
 * expired, and ends their calls.
 */
public final class Trust implements AutoCloseable {

    private static final long LOOK_MILLIS = 1_000;
    private static final System.Logger LOG = System.getLogger(Trust.class.getName());

    private final ServerCredentials credentials;
    private final Revocations revocations;
    private final RefusalLog log;
    private final RoleGate gate;
    private final X509ExtendedTrustManager members;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("trust").factory());

    private Trust(
            ServerCredentials credentials,
            Revocations revocations,
            RefusalLog log,
            RoleGate gate,
            X509ExtendedTrustManager members) {
        this.credentials = credentials;
        this.revocations = revocations;
        this.log = log;
        this.gate = gate;
        this.members = members;
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
        ClientCheck members =
                new ClientCheck(ClientCheck.Admits.AGENTS, authorities, revocations, log, clock);
        Trust trust = new Trust(credentials, revocations, log, gate, members);
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

    /**
     * For the quorum: agents of this fleet whose certificates were not taken back, those that
     * connect and those that are connected to, each time anew. A certificate that it believed may
     * not be believed later.
     */
    public X509ExtendedTrustManager members() {
        return members;
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
