package dev.signalbox.agent.quorum;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks at the quorum's log before it is opened. Ratis refuses to start on a torn last record, or,
 * set otherwise, starts with what it can read and may silently drop what was acknowledged. So: an
 * entry at the end of the open segment that was never finished is cut off, for it was never
 * acknowledged; whatever else is not as it was written is left alone and named.
 */
final class LogScrub {

    private static final Pattern SEGMENT =
            Pattern.compile("log_(?:inprogress_(\\d+)|(\\d+)-(\\d+))");

    private LogScrub() {}

    /** What was found. */
    sealed interface Finding {

        /** All is whole, or there is no log yet. */
        record Whole() implements Finding {}

        /**
         * An unfinished entry was cut off.
         *
         * @param bytes how many
         */
        record Cut(Path file, long bytes) implements Finding {}

        /** Nothing was touched; the log is not to be used. */
        record Damaged(String sentence) implements Finding {}
    }

    private record Segment(Path file, long first, long last, boolean open) {}

    /**
     * Looks at the log in {@code group}, the directory of one group.
     *
     * @throws IOException when it cannot be read
     */
    static Finding scrub(Path group) throws IOException {
        if (!Files.isDirectory(group)) {
            return new Finding.Whole();
        }
        Path current = group.resolve("current");
        if (!Files.exists(current.resolve("raft-meta"))) {
            return new Finding.Damaged(
                    current.resolve("raft-meta") + " is missing: whom it voted for is not known");
        }
        long expected = -1;
        Finding finding = new Finding.Whole();
        for (Segment segment : segments(current)) {
            if (expected >= 0 && segment.first() != expected) {
                return new Finding.Damaged(
                        segment.file()
                                + " begins with entry "
                                + segment.first()
                                + " where "
                                + expected
                                + " is expected");
            }
            SegmentFile.Reading reading = SegmentFile.read(segment.file(), segment.first());
            if (reading.tail() == SegmentFile.Tail.DAMAGED) {
                return new Finding.Damaged(segment.file() + ": " + reading.damage());
            }
            if (!segment.open() && reading.lastIndex() != segment.last()) {
                return new Finding.Damaged(
                        segment.file()
                                + " ends with entry "
                                + reading.lastIndex()
                                + ", not with "
                                + segment.last());
            }
            if (reading.tail() == SegmentFile.Tail.UNFINISHED) {
                finding = cut(segment.file(), reading.goodBytes());
            }
            expected = reading.lastIndex() + 1;
        }
        return finding;
    }

    /** In the order of the log; the open segment is the last. */
    private static List<Segment> segments(Path current) throws IOException {
        List<Segment> segments = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(current)) {
            for (Path file : files) {
                Matcher name = SEGMENT.matcher(file.getFileName().toString());
                if (name.matches()) {
                    String open = name.group(1);
                    segments.add(
                            open != null
                                    ? new Segment(file, Long.parseLong(open), -1, true)
                                    : new Segment(
                                            file,
                                            Long.parseLong(name.group(2)),
                                            Long.parseLong(name.group(3)),
                                            false));
                }
            }
        }
        segments.sort(Comparator.comparingLong(Segment::first));
        return segments;
    }

    private static Finding cut(Path file, int goodBytes) throws IOException {
        long before = Files.size(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(goodBytes);
            channel.force(true);
        }
        return new Finding.Cut(file, before - goodBytes);
    }
}
