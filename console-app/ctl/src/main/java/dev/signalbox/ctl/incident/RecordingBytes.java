package dev.signalbox.ctl.incident;

import dev.signalbox.ctl.replay.PackedSecond;
import dev.signalbox.v1.ReadRecordingResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A recording as gzip of {@code ReadRecordingResponse}s, each after its length. */
final class RecordingBytes {

    private RecordingBytes() {}

    static byte[] write(List<PackedSecond> seconds) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes, 64 * 1024)) {
            for (PackedSecond second : seconds) {
                second.read().writeDelimitedTo(out);
            }
        }
        return bytes.toByteArray();
    }

    static List<PackedSecond> read(byte[] bytes) throws IOException {
        List<PackedSecond> seconds = new ArrayList<>();
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes), 64 * 1024)) {
            ReadRecordingResponse second = ReadRecordingResponse.parseDelimitedFrom(in);
            while (second != null) {
                seconds.add(PackedSecond.of(second));
                second = ReadRecordingResponse.parseDelimitedFrom(in);
            }
        }
        return seconds;
    }
}
