package dev.signalbox.world.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.journal.JournalRecord.BreakerChanged;
import dev.signalbox.model.journal.JournalRecord.MoveApplied;
import dev.signalbox.model.journal.JournalRecord.MoveDecided;
import dev.signalbox.v1.Region;
import dev.signalbox.world.voice.Condition;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that must be refused, at every door and all at once, while a trunk breaks. */
class FloodTest {

    /** A probe: RTP header, magic, kind, flags, then the regions it is from and for. */
    private static final int FROM_AT = 18;

    private static final int TO_AT = 26;
    private static final int PROBE_BYTES = 172;
    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

    /** What says that a flood is refused, each by its own name. */
    private static final List<String> REFUSALS =
            List.of(
                    "exports_too_large",
                    "spans_rejected_no_trace_id",
                    "outcomes_refused_wrong_signature",
                    "path_unknown_peer",
                    "path_bad_mac",
                    "path_malformed");

    @TempDir private Path directory;

    private static DatagramChannel bound(String host) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channel.bind(new InetSocketAddress(InetAddress.ofLiteral(host), 0));
        return channel;
    }

    /** A probe of the agent, turned round as if the peer had sent it; its MAC no longer fits. */
    private static byte[] forged(DatagramChannel peer) throws IOException {
        byte[] probe = new byte[PROBE_BYTES];
        peer.socket().setSoTimeout((int) Await.PATIENCE.toMillis());
        try {
            peer.socket().receive(new java.net.DatagramPacket(probe, probe.length));
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the agent does not probe its peer", e);
        }
        ByteBuffer bytes = ByteBuffer.wrap(probe);
        long from = bytes.getLong(FROM_AT);
        bytes.putLong(FROM_AT, bytes.getLong(TO_AT)).putLong(TO_AT, from);
        return probe;
    }

    private static Floods.Shot at(
            InetSocketAddress agent, DatagramChannel from, byte[]... datagrams) {
        return () -> {
            for (byte[] datagram : datagrams) {
                from.send(ByteBuffer.wrap(datagram), agent);
            }
            // The kernel takes far more than one socket can: the flood is to reach the agent.
            LockSupport.parkNanos(PAUSE_NANOS);
        };
    }

    private static boolean refusesMoreThan(Region region, Region before) {
        return REFUSALS.stream()
                .allMatch(
                        name ->
                                region.getAgent().getIntakeOrDefault(name, 0)
                                        > before.getAgent().getIntakeOrDefault(name, 0));
    }

    @Test
    void theTrunkIsMovedAndTheProviderIsLeftAllTheSame() throws Exception {
        Files.writeString(directory.resolve("outcomes.key"), "a key of this place\n");
        try (DatagramChannel peer = bound("127.0.0.1");
                DatagramChannel stranger = bound("127.0.0.2");
                Site site =
                        new Site(directory, "10min")
                                .workers("{open: 10min}", "  outcomeKeyFile: outcomes.key")
                                .peer((InetSocketAddress) peer.getLocalAddress())
                                .traffic()) {
            AgentProgram agent = site.watchingAgent();
            String path = agent.endpoint("path");
            InetSocketAddress pathPort =
                    new InetSocketAddress(
                            InetAddress.ofLiteral("127.0.0.1"),
                            Integer.parseInt(path.substring(path.lastIndexOf(':') + 1)));
            byte[] forged = forged(peer);
            try (VoiceWorkers workers = new VoiceWorkers(agent);
                    VoiceWorkers attackers = new VoiceWorkers(agent);
                    VoiceWorkers others = new VoiceWorkers(agent);
                    Floods floods = new Floods()) {
                Region calm = agent.region();
                floods.largeBatches(agent.endpoint("otlp"))
                        .gzipBombs(others.otlp())
                        .spansWithoutIds(others.otlp())
                        .forgedOutcomes(attackers)
                        .begin("strangers", at(pathPort, stranger, forged, new byte[1_400]))
                        .begin("forged-peer", at(pathPort, peer, forged));
                agent.regionWhen("every flood is refused", r -> refusesMoreThan(r, calm));

                site.become(Site.A, Condition.REJECTS_503);
                agent.first(MoveApplied.class, _ -> true);
                assertThat(site.share(Site.A)).isZero();
                workers.routeWhen(
                        "the provider is left",
                        r -> {
                            workers.failed("acme", 1);
                            return r.share("acme") == 0;
                        });
                Region moved = agent.region();
                Region after =
                        agent.regionWhen(
                                "the floods go on and are refused", r -> refusesMoreThan(r, moved));
                assertThat(floods.failure()).isNull();
                assertThat(after.getAgent().getIntakeMap())
                        .containsEntry("path_reflected", 0L)
                        .doesNotContainKeys(
                                "failed_rounds",
                                "failed_packets",
                                "outcomes_taken",
                                "http_failed",
                                "exports_failed");
                // While the flood lasts: its end may close the channel in the middle of a send.
                stranger.configureBlocking(false);
                assertThat(stranger.receive(ByteBuffer.allocate(2_048)))
                        .as("strangers are not answered")
                        .isNull();
            }
            assertThat(agent.all(MoveDecided.class)).hasSize(1);
            assertThat(agent.all(BreakerChanged.class)).hasSize(1);
            assertThat(agent.log()).doesNotContain("OutOfMemory");
            assertThat(agent.alive()).isTrue();
            assertThat(agent.verify().getProblemsList()).isEmpty();
        }
    }
}
