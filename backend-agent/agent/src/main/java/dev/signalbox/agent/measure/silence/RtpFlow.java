package dev.signalbox.agent.measure.silence;

import dev.signalbox.model.media.MirroredRtcp;
import dev.signalbox.model.net.IpEndpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether RTP flows, by the sender's own packet counts in RTCP. Our side is told from the carrier's
 * by the addresses that SIP showed. Where these do not tell (a media server elsewhere, or all on
 * one host), a side that stops while the other goes on counts.
 */
final class RtpFlow {

    /** Between two reports of the same count. */
    static final Duration STOPPED = Duration.ofSeconds(2);

    /** Without reports nothing is known any more. */
    static final long STALE_NANOS = 15_000_000_000L;

    private static final int SENDERS_MAX = 4;

    private static final class Sender {
        boolean ours;
        boolean theirs;
        long packets;
        Instant since;
        long sinceNanos;
        Instant newest;
        long newestNanos;
        int reports;

        Sender(long packets, Instant at, long nanos) {
            this.packets = packets;
            this.since = at;
            this.sinceNanos = nanos;
            this.newest = at;
            this.newestNanos = nanos;
        }

        boolean stopped(long nanos) {
            return reports >= 2
                    && packets > 0
                    && fresh(nanos)
                    && Duration.between(since, newest).compareTo(STOPPED) >= 0;
        }

        boolean fresh(long nanos) {
            return nanos - newestNanos < STALE_NANOS;
        }
    }

    private final Map<IpEndpoint, Sender> senders = new LinkedHashMap<>(4);

    void accept(
            MirroredRtcp rtcp,
            @Nullable IpEndpoint local,
            @Nullable IpEndpoint carrier,
            long nanos) {
        Long packets = rtcp.packetsSent();
        if (packets == null) {
            return;
        }
        Sender sender = senders.get(rtcp.source());
        if (sender == null) {
            if (senders.size() == SENDERS_MAX) {
                return;
            }
            sender = new Sender(packets, rtcp.sentAt(), nanos);
            senders.put(rtcp.source(), sender);
        }
        if (sender.newest.isAfter(rtcp.sentAt())) {
            return;
        }
        sender.ours = side(rtcp.source(), rtcp.destination(), local, carrier);
        sender.theirs = side(rtcp.source(), rtcp.destination(), carrier, local);
        sender.reports++;
        sender.newest = rtcp.sentAt();
        sender.newestNanos = nanos;
        if (packets != sender.packets) {
            sender.packets = packets;
            sender.since = rtcp.sentAt();
            sender.sinceNanos = nanos;
        }
    }

    /** Media ports are not SIP's: addresses decide, and full endpoints where those are equal. */
    private static boolean side(
            IpEndpoint source,
            IpEndpoint destination,
            @Nullable IpEndpoint near,
            @Nullable IpEndpoint far) {
        if (near == null || far == null) {
            return false;
        }
        if (sameAddress(near, far)) {
            return source.equals(near) || destination.equals(far);
        }
        return sameAddress(source, near) || sameAddress(destination, far);
    }

    private static boolean sameAddress(IpEndpoint a, IpEndpoint b) {
        return a.high() == b.high() && a.low() == b.low();
    }

    /** Enough reports to judge by. */
    boolean known(long nanos) {
        return senders.values().stream().anyMatch(s -> s.reports >= 2 && s.fresh(nanos));
    }

    /** Arrival of the report since which the caller hears nothing; null when RTP flows. */
    @Nullable Long silentSinceNanos(long nanos) {
        for (Sender sender : senders.values()) {
            if (sender.stopped(nanos)
                    && !sender.theirs
                    && (sender.ours || othersFlow(sender, nanos))) {
                return sender.sinceNanos;
            }
        }
        return null;
    }

    private boolean othersFlow(Sender stopped, long nanos) {
        return senders.values().stream()
                .anyMatch(
                        s -> s != stopped && s.reports >= 2 && s.fresh(nanos) && !s.stopped(nanos));
    }
}
