package dev.signalbox.agent.quorum;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a log that Ratis wrote. */
class LogScrubTest {

    @TempDir Path directory;

    private Path group;
    private Path segment;
    private byte[] whole;
    private int entries;
    private int lastBegins;

    @BeforeEach
    void ratisWritesALog() throws Exception {
        try (Members members = Members.started(directory, "lab")) {
            for (int i = 0; i < 5; i++) {
                members.decide("lab", PinRules.pin("pin-" + i, "reason " + i));
            }
            group = members.group("lab");
        }
        try (Stream<Path> files = Files.list(group.resolve("current"))) {
            segment =
                    files.filter(f -> f.getFileName().toString().startsWith("log_"))
                            .findFirst()
                            .orElseThrow();
        }
        // As a crash leaves it: open, with space taken in advance.
        Path open = segment.resolveSibling("log_inprogress_0");
        Files.move(segment, open);
        segment = open;
        whole = Files.readAllBytes(open);
        int end = whole.length;
        while (whole[end - 1] == 0) {
            end--;
        }
        whole = Arrays.copyOf(whole, end);
        SegmentFile.Reading all = SegmentFile.read(open, 0);
        entries = all.entries();
        whole = Arrays.copyOf(whole, all.goodBytes());
        lastBegins = lastBegin();
    }

    private int lastBegin() throws Exception {
        for (int length = whole.length - 1; ; length--) {
            Files.write(segment, Arrays.copyOf(whole, length));
            SegmentFile.Reading reading = SegmentFile.read(segment, 0);
            if (reading.tail() == SegmentFile.Tail.NONE) {
                return length;
            }
        }
    }

    @Test
    void aWholeLogStaysAsItIs() throws Exception {
        for (int zeros : new int[] {0, 1, 4_096}) {
            Files.write(segment, Arrays.copyOf(whole, whole.length + zeros));
            assertThat(LogScrub.scrub(group)).isEqualTo(new LogScrub.Finding.Whole());
            assertThat(Files.size(segment)).isEqualTo(whole.length + zeros);
        }
        assertThat(entries).isGreaterThan(5);
    }

    @Test
    void anEntryThatWasNeverFinishedIsCutOffWhereverItWasTorn() throws Exception {
        for (int length = lastBegins + 1; length < whole.length - 4; length++) {
            for (int zeros : new int[] {0, 5_000}) {
                byte[] torn = Arrays.copyOf(whole, length);
                Files.write(segment, Arrays.copyOf(torn, length + zeros));
                assertThat(LogScrub.scrub(group))
                        .as("torn after %d bytes, %d zeros", length, zeros)
                        .isInstanceOf(LogScrub.Finding.Cut.class);
                assertThat(Files.readAllBytes(segment)).isEqualTo(Arrays.copyOf(whole, lastBegins));
            }
        }
    }

    @Test
    void noFlippedBitEverCostsAnEntryThatWasFinished() throws Exception {
        for (int zeros : new int[] {0, 2_000}) {
            for (int at = 0; at < whole.length; at++) {
                byte[] flipped = Arrays.copyOf(whole, whole.length + zeros);
                flipped[at] ^= (byte) (1 << at % 8);
                Files.write(segment, flipped);
                assertThat(LogScrub.scrub(group))
                        .as("bit %d of byte %d", at % 8, at)
                        .isInstanceOf(LogScrub.Finding.Damaged.class);
                assertThat(Files.size(segment)).as("untouched").isEqualTo(flipped.length);
            }
        }
    }

    @Test
    void zerosWithinTheLogAreNoUnfinishedEntry() throws Exception {
        byte[] zeroed = whole.clone();
        Arrays.fill(zeroed, 60, lastBegins, (byte) 0);
        Files.write(segment, zeroed);
        assertThat(LogScrub.scrub(group)).isInstanceOf(LogScrub.Finding.Damaged.class);
    }

    @Test
    void aClosedSegmentHasToEndWhereItsNameSays() throws Exception {
        Files.delete(segment);
        Path closed = segment.resolveSibling("log_0-" + (entries - 1));
        Files.write(closed, whole);
        assertThat(LogScrub.scrub(group)).isEqualTo(new LogScrub.Finding.Whole());
        Files.write(closed, Arrays.copyOf(whole, lastBegins));
        assertThat(LogScrub.scrub(group)).isInstanceOf(LogScrub.Finding.Damaged.class);
        Files.write(closed, Arrays.copyOf(whole, whole.length - 9));
        assertThat(LogScrub.scrub(group)).isInstanceOf(LogScrub.Finding.Damaged.class);
        Files.write(closed, whole);
        Files.write(segment.resolveSibling("log_inprogress_" + (entries + 1)), whole);
        assertThat(LogScrub.scrub(group)).as("a gap").isInstanceOf(LogScrub.Finding.Damaged.class);
    }

    @Test
    void withoutItsVoteItIsNotToBeUsed() throws Exception {
        Files.delete(group.resolve("current").resolve("raft-meta"));
        assertThat(LogScrub.scrub(group)).isInstanceOf(LogScrub.Finding.Damaged.class);
    }
}
