package dev.signalbox.agent.record;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Compresses one second after the other. A second is nearly the same as the one that began its
 * minute, so that one's end is the dictionary of the others.
 */
final class SecondCodec {

    /** Deflate looks no farther back. */
    private static final int DICTIONARY_BYTES_MAX = 32 * 1024;

    /** A second that claims to be longer is not believed. */
    private static final int RAW_BYTES_MAX = 64 << 20;

    private static final byte[] NONE = new byte[0];

    private SecondCodec() {}

    /** The dictionary of the seconds that follow {@code raw} in its minute. */
    static byte[] dictionary(byte[] raw) {
        return Arrays.copyOfRange(raw, Math.max(0, raw.length - DICTIONARY_BYTES_MAX), raw.length);
    }

    /** No dictionary, for the second that begins a minute. */
    static byte[] none() {
        return NONE;
    }

    static byte[] compress(byte[] raw, byte[] dictionary) {
        try (Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true)) {
            if (dictionary.length > 0) {
                deflater.setDictionary(dictionary);
            }
            deflater.setInput(raw);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length / 4 + 64);
            byte[] part = new byte[16 * 1024];
            while (!deflater.finished()) {
                out.write(part, 0, deflater.deflate(part));
            }
            return out.toByteArray();
        }
    }

    /**
     * The bytes that were compressed.
     *
     * @throws IOException when they are not what {@link #compress} made with this dictionary
     */
    static byte[] restore(byte[] compressed, byte[] dictionary, int rawBytes) throws IOException {
        if (rawBytes < 0 || rawBytes > RAW_BYTES_MAX) {
            throw new IOException("a recorded second of " + rawBytes + " bytes");
        }
        try (Inflater inflater = new Inflater(true)) {
            if (dictionary.length > 0) {
                inflater.setDictionary(dictionary);
            }
            inflater.setInput(compressed);
            byte[] raw = new byte[rawBytes];
            int filled = 0;
            while (filled < rawBytes) {
                int more = inflater.inflate(raw, filled, rawBytes - filled);
                if (more == 0) {
                    throw new IOException(
                            "a recorded second ends after " + filled + " of " + rawBytes);
                }
                filled += more;
            }
            return raw;
        } catch (DataFormatException e) {
            throw new IOException("a recorded second cannot be unpacked: " + e.getMessage(), e);
        }
    }
}
