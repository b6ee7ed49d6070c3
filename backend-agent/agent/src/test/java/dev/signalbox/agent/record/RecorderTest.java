package dev.signalbox.agent.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.model.journal.Position;
import dev.signalbox.model.time.Now;
import dev.signalbox.v1.ReadRecordingResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RecorderTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Now START = new Now(0, NOON);

    @TempDir private Path directory;
    private volatile Now time = START;
    private final AtomicLong room = new AtomicLong(Long.MAX_VALUE);
    private final AtomicLong sequence = new AtomicLong();
    private Recorder recorder;

    @BeforeEach
    void begin() {
        start(directory, Duration.ofHours(1), 1L << 30);
    }

    @AfterEach
    void end() {
        recorder.close();
    }

    /** In place of the one that runs. */
    private void restart(Path where, Duration keep, long bytesMax) {
        recorder.close();
        start(where, keep, bytesMax);
    }

    private void start(Path where, Duration keep, long bytesMax) {
        recorder =
                new Recorder(
                        where,
                        new RecorderLimits(keep, bytesMax, 1_000_000),
                        () -> List.of(new Position("j1", sequence.get(), "ab".repeat(32))),
                        () -> time,
                        room::get);
    }

    private Now second(long seconds) {
        return START.plus(Duration.ofSeconds(seconds));
    }

    /** Lets the recorder take what it was given, as if the second was over. */
    private void tell(long from, long to, int noise) {
        for (long s = from; s < to; s++) {
            time = second(s);
            recorder.accept(
                    s % 60 == 0 ? Told.noisySnapshot(s, noise) : Told.delta(s, noise), second(s));
            recorder.accept(Told.delta(1_000_000 + s), second(s));
            time = second(s + 1);
            if (s % 30 != 0 && s + 1 < to) {
                continue;
            }
            Instant kept = NOON.plusSeconds(s);
            await(
                    () ->
                            kept.equals(recorder.status().newest())
                                    || !recorder.status().words().isEmpty());
        }
    }

    @Test
    void beforeItsFirstSecondIsOverNothingIsWrong() {
        assertThat(recorder.status().recording()).isFalse();
        assertThat(recorder.status().words()).isEmpty();
        tell(0, 2, 0);
        assertThat(recorder.status().recording()).isTrue();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not in time");
            }
            Thread.onSpinWait();
        }
    }

    private List<ReadRecordingResponse> read(Path where, long from, long to)
            throws SQLException, IOException {
        List<ReadRecordingResponse> all = new ArrayList<>();
        try (RecordedRange range =
                new RecordedRange(
                        where.resolve(Recorder.FILE),
                        NOON.getEpochSecond() + from,
                        NOON.getEpochSecond() + to)) {
            List<ReadRecordingResponse> some = range.next(7);
            while (!some.isEmpty()) {
                all.addAll(some);
                some = range.next(7);
            }
        }
        return all;
    }

    @Test
    void everySecondComesBackAsItWasToldFromTheSnapshotBefore() throws Exception {
        sequence.set(7);
        tell(0, 130, 0);
        List<ReadRecordingResponse> read = read(directory, 70, 125);
        assertThat(read.getFirst().getAt().getSeconds()).isEqualTo(NOON.getEpochSecond() + 60);
        assertThat(read.getFirst().getMessages(0).hasSnapshot()).isTrue();
        assertThat(read.getLast().getAt().getSeconds()).isEqualTo(NOON.getEpochSecond() + 125);
        assertThat(read).hasSize(66);
        for (ReadRecordingResponse each : read) {
            long s = each.getAt().getSeconds() - NOON.getEpochSecond();
            assertThat(each.getMessagesList().stream().map(Told::version))
                    .containsExactly(s, 1_000_000 + s);
            assertThat(each.getJournals(0).getSequence()).isEqualTo(7);
        }
        assertThat(recorder.status().recording()).isTrue();
        assertThat(recorder.status().oldest()).isEqualTo(NOON);
        assertThat(recorder.status().messagesKept()).isEqualTo(260);
        assertThat(recorder.status().timesFull()).isZero();
    }

    @Test
    void whatWasRecordedBeforeARestartIsThereAfterIt() throws Exception {
        restart(directory, Duration.ofHours(1), 1L << 30);
        tell(0, 5, 0);
        recorder.close();
        restart(directory, Duration.ofHours(1), 1L << 30);
        time = second(6);
        // Not a snapshot: alone it could not be shown.
        recorder.accept(Told.delta(6), second(6));
        recorder.accept(Told.snapshot(7), second(7));
        time = second(8);
        await(() -> NOON.plusSeconds(7).equals(recorder.status().newest()));
        assertThat(read(directory, 0, 100).stream().map(r -> Told.version(r.getMessages(0))))
                .containsExactly(0L, 1L, 2L, 3L, 4L, 7L);
        assertThat(recorder.status().secondsLost()).isEqualTo(1);
    }

    @Test
    void theOldestMinutesGoByAge() throws Exception {
        restart(directory, Duration.ofMinutes(2), 1L << 30);
        tell(0, 301, 0);
        // A minute goes when all of it is too old.
        assertThat(read(directory, 0, 400).getFirst().getAt().getSeconds())
                .isEqualTo(NOON.getEpochSecond() + 180);
    }

    @Test
    void theOldestMinutesGoBySizeAndTheFileShrinks() throws Exception {
        restart(directory, Duration.ofHours(9), 1L << 30);
        tell(0, 181, 20_000);
        recorder.close();
        long before = Files.size(directory.resolve(Recorder.FILE));
        restart(directory, Duration.ofHours(9), 1L << 20);
        tell(240, 241, 20_000);
        assertThat(recorder.status().bytes()).isLessThanOrEqualTo(1L << 20);
        recorder.close();
        assertThat(Files.size(directory.resolve(Recorder.FILE))).isLessThan(before / 2);
        assertThat(Told.version(read(directory, 0, 900).getLast().getMessages(0))).isEqualTo(240);
    }

    @Test
    void withoutRoomItStopsSaysSoAndGoesOnLater() throws Exception {
        restart(directory, Duration.ofHours(1), 1L << 30);
        tell(0, 3, 0);
        room.set(12L << 20 >> 6);
        tell(3, 5, 0);
        assertThat(recorder.status().recording()).isFalse();
        assertThat(recorder.status().words())
                .contains("recorder.db has 0 MiB left")
                .contains("Make room there");
        assertThat(recorder.status().since()).isAfterOrEqualTo(NOON.plusSeconds(3));
        room.set(Long.MAX_VALUE);
        time = second(20);
        recorder.accept(Told.snapshot(20), second(20));
        time = second(21);
        await(() -> recorder.status().recording());
        assertThat(recorder.status().words()).isEmpty();
        assertThat(recorder.status().secondsLost()).isPositive();
        assertThat(Told.version(read(directory, 0, 100).getLast().getMessages(0))).isEqualTo(20);
    }

    @Test
    void aFullDiskStopsItAndRoomLetsItGoOn() throws Exception {
        Path disk = Files.createDirectory(directory.resolve("disk"));
        assumeTrue(
                mounted("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString()),
                "a small disk needs root and mount");
        try {
            restart(disk, Duration.ofHours(1), 1L << 30);
            tell(0, 3, 1_000);
            Path ballast = disk.resolve("ballast");
            try (OutputStream out = Files.newOutputStream(ballast)) {
                byte[] bytes = new byte[4_096];
                while (true) {
                    out.write(bytes);
                }
            } catch (IOException _) {
                // It is full.
            }
            for (long s = 3; recorder.status().recording() && s < 200; s++) {
                tell(s, s + 1, 20_000);
            }
            assertThat(recorder.status().recording()).isFalse();
            assertThat(recorder.status().words()).contains("recorder.db cannot be written");
            Files.delete(ballast);
            time = second(600);
            recorder.accept(Told.snapshot(600), second(600));
            time = second(601);
            await(() -> recorder.status().recording());
            List<ReadRecordingResponse> read = read(disk, 0, 1_000);
            assertThat(Told.version(read.getFirst().getMessages(0))).isZero();
            assertThat(Told.version(read.getLast().getMessages(0))).isEqualTo(600);
        } finally {
            recorder.close();
            mounted("umount", disk.toString());
        }
    }

    private static boolean mounted(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsSaidAndLeftAlone() throws Exception {
        Files.writeString(directory.resolve(Recorder.FILE), "not a database, whatever ".repeat(99));
        restart(directory, Duration.ofHours(1), 1L << 30);
        recorder.accept(Told.snapshot(1), second(0));
        time = second(1);
        await(() -> recorder.status().words().contains("cannot be written"));
        assertThat(Files.readString(directory.resolve(Recorder.FILE))).startsWith("not a database");
    }
}
