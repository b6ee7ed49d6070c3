package dev.signalbox.world.trouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.v1.Region;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packets that are no HEP, or not for us, between good ones. */
class IntakeTroubleTest {

    private static final int CALLS = 300;
    private static final int LARGEST_BYTES = 65_507;
    private static final int FLOOD = 10_000;
    private static final long SEED = 20_261_120;

    @TempDir private Path directory;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Map<String, Long> expected = new TreeMap<>();
    private int carrierPort;

    private void count(String name) {
        expected.merge(name, 1L, Long::sum);
    }

    private byte[] noise(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        // Neither HEP3 nor one of the old versions by chance.
        bytes[0] = 0x7f;
        return bytes;
    }

    private void bad(int kind, HepSender good, HepSender stranger) throws Exception {
        byte[] sound = HepSender.call(1_000_000 + kind, carrierPort, Site.KEY)[0];
        switch (kind % 8) {
            case 0 -> {
                good.send(noise(random.nextInt(10, 1_500)));
                count("rejected_bad_magic");
            }
            case 1 -> {
                good.send(Arrays.copyOf(sound, random.nextInt(10, sound.length)));
                count("rejected_truncated");
            }
            case 2 -> {
                // More bytes than the header says.
                good.send(Arrays.copyOf(sound, sound.length + random.nextInt(1, 50)));
                count("rejected_length_mismatch");
            }
            case 3 -> {
                // A first chunk that says it is longer than the packet.
                sound[10] = 0x7f;
                good.send(sound);
                count("rejected_bad_chunk");
            }
            case 4 -> {
                good.send(noise(LARGEST_BYTES));
                count("rejected_bad_magic");
            }
            case 5 -> {
                good.send(HepSender.call(1_000_000 + kind, carrierPort, "another-key")[0]);
                count("rejected_wrong_key");
            }
            case 6 -> {
                good.send(HepSender.call(1_000_000 + kind, carrierPort, "")[0]);
                count("rejected_missing_key");
            }
            default -> {
                stranger.send(sound);
                count("rejected_stranger");
            }
        }
    }

    private void goodCalls(int from, int to, HepSender sender) throws Exception {
        for (int number = from; number < to; number++) {
            for (byte[] message : HepSender.call(number, carrierPort, Site.KEY)) {
                sender.send(message);
                count("sip");
            }
        }
    }

    private static long attempts(Region region) {
        return region.getTrunks(0).getWindows(2).getAttempts();
    }

    @Test
    void everyOneIsCountedByReasonAndNoCallIsLostAroundThem() throws Exception {
        assumeTrue(HepSender.canPace(), "needs /proc/net/udp to send no faster than is taken");
        // No traffic of the world: every packet is one of ours.
        try (Site site = new Site(directory, "10min");
                AgentProgram agent = site.agent();
                HepSender good = new HepSender("127.0.0.1", site.hep);
                HepSender stranger = new HepSender("127.0.0.2", site.hep)) {
            String uri = site.uri(Site.A);
            carrierPort = Integer.parseInt(uri.substring(uri.lastIndexOf(':') + 1));
            for (int number = 0; number < CALLS; number++) {
                goodCalls(number, number + 1, good);
                bad(number, good, stranger);
            }
            long sent = good.sent() + stranger.sent();
            Region region =
                    agent.regionWhen(
                            "all that was sent was taken and read",
                            r ->
                                    r.getAgent().getIntakeOrDefault("received", 0) == sent
                                            && counted(r) == sent);
            assertThat(region.getAgent().getIntakeMap())
                    .as("seed " + SEED)
                    .containsAllEntriesOf(expected);
            assertThat(counted(region)).isEqualTo(sent);
            assertThat(attempts(region)).isEqualTo(CALLS);
            assertThat(region.getTrunks(0).getWindows(2).getAnswered()).isEqualTo(CALLS);

            // More than the queue holds, faster than it is emptied: the heap has 192 MiB.
            byte[] large = noise(LARGEST_BYTES);
            for (int i = 0; i < FLOOD; i++) {
                good.sendUnpaced(large);
            }
            goodCalls(CALLS, 2 * CALLS, good);
            Region after =
                    agent.regionWhen(
                            "the calls after the flood are there",
                            r -> attempts(r) >= 2 * CALLS || !agent.alive());
            assertThat(attempts(after)).isEqualTo(2 * CALLS);
            Map<String, Long> intake = after.getAgent().getIntakeMap();
            assertThat(intake).doesNotContainKeys("failed_rounds", "failed_packets");
            assertThat(agent.log()).doesNotContain("OutOfMemory");
            assertThat(agent.alive()).isTrue();
        }
    }

    private static long counted(Region region) {
        return region.getAgent().getIntakeMap().entrySet().stream()
                .filter(e -> e.getKey().equals("sip") || e.getKey().startsWith("rejected_"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
