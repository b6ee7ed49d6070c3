package dev.signalbox.agent.quorum;

import dev.signalbox.model.quorum.FleetRules;
import dev.signalbox.model.quorum.FleetStore;
import dev.signalbox.model.time.NowSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * How one agent takes part in its fleet's quorum.
 *
 * @param fleetName the same on all members; another name is another quorum
 * @param region this member's, its name among them
 * @param listen where it takes the others' traffic
 * @param reachable where the others reach it; as {@code listen} unless something stands between
 * @param others where the other members are reached, by region; empty when it is alone
 * @param directory for the quorum's log, kept between runs and nobody else's
 * @param tls certificates, null when all is plain and on loopback
 * @param electionMin silence after which a member stands for election, at the least; ten times the
 *     round trip between the regions or more
 * @param electionMax at the most; close to the least
 * @param rules decide what is applied
 * @param store keeps it; closed with the quorum
 * @param clock by which this member judges the clocks of the others while it leads
 */
public record QuorumSettings(
        String fleetName,
        String region,
        InetSocketAddress listen,
        InetSocketAddress reachable,
        SortedMap<String, InetSocketAddress> others,
        Path directory,
        @Nullable Tls tls,
        Duration electionMin,
        Duration electionMax,
        FleetRules rules,
        FleetStore store,
        NowSource clock) {

    /**
     * For members on one host or in one place; between regions ten times the round trip. Long
     * enough that a leader that waits for a core, a collection and a flush on a busy host is not
     * taken for dead; short enough that its death costs less than 3 s.
     */
    public static final Duration ELECTION_MIN = Duration.ofMillis(600);

    /** As {@link #ELECTION_MIN}. */
    public static final Duration ELECTION_MAX = Duration.ofMillis(1_200);

    public QuorumSettings {
        others = Collections.unmodifiableSortedMap(new TreeMap<>(others));
        if (others.containsKey(region)) {
            throw new IllegalArgumentException(
                    "fleet.members names \""
                            + region
                            + "\", which is this agent: name the other agents only");
        }
        if (electionMin.compareTo(electionMax) >= 0) {
            throw new IllegalArgumentException(
                    "election time-outs of "
                            + electionMin
                            + " to "
                            + electionMax
                            + ": the first has to be the shorter one");
        }
    }

    /**
     * Certificates, PEM files.
     *
     * @param certificate this agent's own
     * @param key its private key, PKCS #8
     * @param members says whose certificates are believed, in both directions; asked again while a
     *     connection is open
     */
    public record Tls(Path certificate, Path key, X509ExtendedTrustManager members) {}

    /** A member of several, with the usual time-outs. */
    public static QuorumSettings member(
            String fleetName,
            String region,
            InetSocketAddress listen,
            Map<String, InetSocketAddress> others,
            Path directory,
            @Nullable Tls tls,
            FleetRules rules,
            FleetStore store,
            NowSource clock) {
        return new QuorumSettings(
                fleetName,
                region,
                listen,
                listen,
                new TreeMap<>(others),
                directory,
                tls,
                ELECTION_MIN,
                ELECTION_MAX,
                rules,
                store,
                clock);
    }

    /** An agent that decides alone, on a free port of loopback that nobody is told. */
    public static QuorumSettings alone(
            String fleetName,
            String region,
            Path directory,
            FleetRules rules,
            FleetStore store,
            NowSource clock) {
        return member(
                fleetName, region, freePort(), Map.of(), directory, null, rules, store, clock);
    }

    private static InetSocketAddress freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on loopback", e);
        }
    }

    /** The id of the fleet's journal, the same on all members. */
    public static String journalId(String fleetName) {
        return "fleet-" + fleetName;
    }
}
