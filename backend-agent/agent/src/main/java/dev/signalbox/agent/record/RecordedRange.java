package dev.signalbox.agent.record;

import dev.signalbox.model.recording.SecondCodec;
import dev.signalbox.v1.ReadRecordingResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The recorded seconds of a range, oldest first, through a connection of its own. It begins with
 * the last snapshot before the range, so that its first second can be shown. For one thread.
 */
final class RecordedRange implements AutoCloseable {

    /** Null when nothing was ever recorded. */
    private final @Nullable Connection connection;

    private long sequence;
    private long last;
    private long group = -1;
    private byte[] before = SecondCodec.nothing();

    /**
     * @param from seconds from 1970
     * @param to seconds from 1970, with it
     */
    RecordedRange(Path file, long from, long to) throws SQLException {
        if (!Files.exists(file)) {
            connection = null;
            return;
        }
        connection = SecondStore.connect(file);
        try {
            long begin = number("SELECT min(sequence) FROM second WHERE at >= ?", from);
            long end = number("SELECT max(sequence) FROM second WHERE at <= ?", to);
            if (begin > 0 && begin <= end) {
                sequence =
                        number(
                                        "SELECT max(sequence) FROM second WHERE first = 0 AND sequence <= ?",
                                        begin)
                                - 1;
                last = end;
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** The next seconds, at most {@code max}; empty at the end. */
    List<ReadRecordingResponse> next(int max) throws SQLException, IOException {
        List<ReadRecordingResponse> seconds = new ArrayList<>();
        if (connection == null) {
            return seconds;
        }
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT sequence, first, raw_bytes, content FROM second WHERE sequence > ? AND sequence <= ? ORDER BY sequence LIMIT ?")) {
            select.setLong(1, sequence);
            select.setLong(2, last);
            select.setInt(3, max);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    sequence = row.getLong(1);
                    long first = row.getLong(2);
                    if (first != 0 && first != group) {
                        // Its minute was removed in this moment.
                        continue;
                    }
                    byte[] raw =
                            SecondCodec.unpack(
                                    row.getBytes(4),
                                    first == 0 ? SecondCodec.nothing() : before,
                                    row.getInt(3));
                    before = raw;
                    if (first == 0) {
                        group = sequence;
                    }
                    seconds.add(ReadRecordingResponse.parseFrom(raw));
                }
            }
        }
        return seconds;
    }

    private long number(String question, long argument) throws SQLException {
        Connection open = connection;
        if (open == null) {
            return 0;
        }
        try (PreparedStatement select = open.prepareStatement(question)) {
            select.setLong(1, argument);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    @Override
    public void close() throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }
}
