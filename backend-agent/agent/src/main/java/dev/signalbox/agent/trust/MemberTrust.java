package dev.signalbox.agent.trust;

import dev.signalbox.model.time.NowSource;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Who takes part in the quorum: agents of this fleet whose certificates were not taken back, in
 * both directions. One thread looks each second for certificates that were revoked.
 */
public final class MemberTrust implements AutoCloseable {

    private static final long LOOK_MILLIS = 1_000;
    private static final System.Logger LOG = System.getLogger(MemberTrust.class.getName());

    private final X509ExtendedTrustManager manager;
    private final Revocations revocations;
    private final RefusalLog log;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("member-trust").factory());

    private MemberTrust(X509ExtendedTrustManager manager, Revocations revocations, RefusalLog log) {
        this.manager = manager;
        this.revocations = revocations;
        this.log = log;
    }

    /**
     * Reads all files.
     *
     * @param region this agent's; its certificate has to be of it
     * @param sink is told of refusals, bounded
     * @throws IOException in words, with the file, when one cannot be used
     */
    public static MemberTrust open(
            TrustFiles files, String region, RefusalSink sink, NowSource clock) throws IOException {
        Authorities authorities = Authorities.read(files, region, clock.now().wall());
        Revocations revocations = Revocations.open(files.revoked(), authorities);
        RefusalLog log = new RefusalLog(sink, clock);
        MemberTrust trust =
                new MemberTrust(
                        new ClientCheck(
                                ClientCheck.Admits.AGENTS, authorities, revocations, log, clock),
                        revocations,
                        log);
        var _ =
                trust.thread.scheduleWithFixedDelay(
                        trust::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        return trust;
    }

    /**
     * Checks those that connect and those that are connected to, each time anew: a certificate that
     * it believed may not be believed later.
     */
    public X509ExtendedTrustManager manager() {
        return manager;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void look() {
        try {
            revocations.look();
            log.tick();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "looking for revoked agents failed; tried again", e);
        }
    }
}
