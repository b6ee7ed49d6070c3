package dev.signalbox.agent.probe.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.model.time.NowSource;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The probe's loss and jitter against what tshark sees on a capture at the reflector. */
class RtpStreamsTest {

    private static final InetSocketAddress ANY =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    /** Columns of {@code -z rtp,streams} from the SSRC on. */
    private static final Pattern STREAM =
            Pattern.compile(
                    "0x([0-9A-Fa-f]{8})\\s+\\S.*?\\s+(\\d+)\\s+(-?\\d+) \\([^)]*\\)\\s+([0-9.]+)"
                            + "\\s+([0-9.]+)\\s+([0-9.]+)\\s+([0-9.]+)\\s+([0-9.]+)\\s+([0-9.]+)");

    private static final System.Logger LOG = System.getLogger(RtpStreamsTest.class.getName());

    @TempDir Path directory;

    /** Of some 500 packets. */
    private static final int BUSY_PACKETS = 6;

    private record Sent(boolean dropped, boolean late) {}

    private record Stream(long packets, long lost, double meanJitterMillis) {}

    /** Drops 6 % of the probes and delays all by 0 to 14 ms; remembers what became of each. */
    private static final class Weather implements TwoWayRelay.Fate {
        private final SplittableRandom random = new SplittableRandom(7);
        private final NavigableMap<Long, Sent> probes = new ConcurrentSkipListMap<>();
        private volatile int ssrc;

        @Override
        public long delayMicros(byte[] bytes) {
            PathPacket packet = PacketCodec.decode(bytes);
            if (packet == null) {
                throw new AssertionError("not a packet of ours");
            }
            boolean drop = packet.sequence() > 10 && random.nextDouble() < 0.06;
            if (packet.reflection() == null) {
                probes.put(packet.sequence(), new Sent(drop, packet.late()));
                ssrc = packet.rtp().ssrc();
            }
            return drop ? -1 : 1 + random.nextLong(14_000);
        }
    }

    @Test
    void lossAndJitterAreThoseOfRtpStreams() throws Exception {
        Path file = directory.resolve("path.pcap");
        Weather weather = new Weather();
        Intervals intervals = new Intervals();
        try (TwoWayRelay relay = new TwoWayRelay(weather);
                PathProbe far = probe("us-east", "eu-central", relay.forFar(), new Intervals());
                PathProbe near = probe("eu-central", "us-east", relay.forNear(), intervals)) {
            int port = far.localAddress().getPort();
            Process capture = capture(file, port);
            try {
                relay.start(near.localAddress(), far.localAddress());
                far.start();
                near.start();
                intervals.await(i -> i.forward().expected() >= 500);
            } finally {
                // tcpdump writes out what it has when it is asked to end.
                capture.destroy();
                assertThat(capture.waitFor(10, TimeUnit.SECONDS)).isTrue();
            }
            long settled = intervals.forward().expected() + intervals.voided();
            Stream stream = stream(file, port, weather.ssrc, settled);
            var told = weather.probes.headMap(settled, true);
            long droppedLate = told.values().stream().filter(s -> s.dropped() && s.late()).count();
            long late = told.values().stream().filter(Sent::late).count();
            long trailing = told.descendingMap().values().stream().takeWhile(Sent::dropped).count();
            // A probe held up while it was sent is void for us and no different for tshark.
            long heldUp = intervals.voided() - late;
            assertThat(heldUp).isNotNegative();
            // On a busy machine tshark sees the sender's and the relay's own pauses, which we leave
            // out, and a packet that the relay held for long is lost for us: then a few may differ.
            boolean calm =
                    intervals.voided() <= 5
                            && far.counters().getOrDefault("path_receiver_held_up", 0L) <= 5;
            assertThat((double) intervals.forward().lost())
                    .isCloseTo(
                            (double) (stream.lost() + trailing - droppedLate),
                            within((double) heldUp + (calm ? 0 : BUSY_PACKETS)));
            assertThat(stream.lost()).isBetween(10L, 60L);
            assertThat(meanJitterMillis(file, port, weather.ssrc, settled))
                    .isCloseTo(stream.meanJitterMillis(), within(0.01));
            if (calm) {
                assertThat(intervals.forward().jitterMillis())
                        .isCloseTo(
                                stream.meanJitterMillis(),
                                within(Math.max(0.05, 0.1 * stream.meanJitterMillis())));
            }
            LOG.log(
                    System.Logger.Level.INFO,
                    "{0} {1} calm {2}",
                    stream,
                    intervals.forward(),
                    calm);
            assertThat(stream.meanJitterMillis()).isGreaterThan(2);
        }
    }

    private static PathProbe probe(
            String region, String peer, InetSocketAddress address, Intervals intervals)
            throws IOException {
        return PathProbe.open(
                ANY,
                PacketCodecTest.KEY,
                region,
                List.of(new Peer(peer, address)),
                NowSource.system(),
                intervals::add);
    }

    private Process capture(Path file, int port) throws Exception {
        assumeTrue(installed("tcpdump") && installed("tshark"), "tcpdump and tshark");
        Path errors = directory.resolve("tcpdump.txt");
        Process tcpdump =
                new ProcessBuilder(
                                "tcpdump",
                                "-i",
                                "lo",
                                "-U",
                                "-B",
                                "4096",
                                "-Z",
                                "root",
                                "-w",
                                file.toString(),
                                "udp and dst port " + port)
                        .redirectError(errors.toFile())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!Files.readString(errors).contains("listening on")) {
            boolean ended = tcpdump.waitFor(20, TimeUnit.MILLISECONDS);
            if (ended || System.nanoTime() - deadlineNanos > 0) {
                tcpdump.destroy();
                assumeTrue(false, "may not capture: " + Files.readString(errors));
            }
        }
        return tcpdump;
    }

    private static boolean installed(String program) {
        return java.util.Arrays.stream(System.getenv("PATH").split(":", -1))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    private Stream stream(Path file, int port, int ssrc, long packets) throws Exception {
        Path train = directory.resolve("train.pcap");
        String filter = filter(ssrc, packets);
        tshark(port, List.of("-r", file.toString(), "-Y", filter, "-w", train.toString()));
        String text = tshark(port, List.of("-r", train.toString(), "-q", "-z", "rtp,streams"));
        Matcher matcher = STREAM.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return new Stream(
                Long.parseLong(matcher.group(2)),
                Long.parseLong(matcher.group(3)),
                Double.parseDouble(matcher.group(8)));
    }

    /** Our own arithmetic on the captured times. */
    private double meanJitterMillis(Path file, int port, int ssrc, long packets) throws Exception {
        String text =
                tshark(
                        port,
                        List.of(
                                "-r",
                                file.toString(),
                                "-Y",
                                filter(ssrc, packets),
                                "-T",
                                "fields",
                                "-e",
                                "frame.time_epoch",
                                "-e",
                                "rtp.timestamp"));
        Jitter jitter = new Jitter();
        double sumNanos = 0;
        List<String> lines = text.lines().toList();
        for (String line : lines) {
            String[] fields = line.split("\t", -1);
            jitter.add(
                    Long.parseLong(fields[1]) * Pace.NANOS_PER_TICK,
                    new BigDecimal(fields[0]).movePointRight(9).longValueExact());
            sumNanos += jitter.nanos();
        }
        // The first packet has no jitter, and tshark leaves it out of the mean.
        return sumNanos / (lines.size() - 1) / 1e6;
    }

    private static String filter(int ssrc, long packets) {
        return String.format("rtp.ssrc == 0x%08x && rtp.seq <= %d", ssrc, packets);
    }

    private String tshark(int port, List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("tshark", "-n"));
        command.addAll(List.of("-d", "udp.port==" + port + ",rtp"));
        command.addAll(arguments);
        Path output = directory.resolve("tshark.txt");
        Process process =
                new ProcessBuilder(command)
                        .redirectOutput(output.toFile())
                        .redirectError(directory.resolve("tshark-errors.txt").toFile())
                        .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output);
    }
}
