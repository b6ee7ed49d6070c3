package dev.signalbox.model.recording;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;

/**
 * Packs recorded seconds with Zstandard (RFC 8878), each against the one before it: two seconds in
 * a row are nearly the same. Where a row of seconds begins, one is packed alone, and from there
 * they are unpacked in order.
 */
public final class SecondCodec {

    /** A second that claims to be longer is not believed. */
    public static final int RAW_BYTES_MAX = 64 << 20;

    /** Higher levels took longer and saved nothing on real recordings. */
    private static final int LEVEL = 3;

    /** 4 MiB: a second and the one before are in view as a whole. */
    private static final int WINDOW_LOG = 22;

    private static final byte[] NOTHING = new byte[0];

    private SecondCodec() {}

    /** What is before a second that is packed alone. */
    public static byte[] nothing() {
        return NOTHING;
    }

    /**
     * Packs a second.
     *
     * @param raw at most {@link #RAW_BYTES_MAX} bytes
     * @param before the raw second before it, {@link #nothing()} to pack it alone
     */
    public static byte[] pack(byte[] raw, byte[] before) {
        try (ZstdCompressCtx zstd = new ZstdCompressCtx()) {
            zstd.setLevel(LEVEL);
            zstd.setLong(WINDOW_LOG);
            zstd.setChecksum(true);
            if (before.length > 0) {
                zstd.loadDict(before);
            }
            return zstd.compress(raw);
        }
    }

    /**
     * The raw second.
     *
     * @param before the raw second before it, {@link #nothing()} when it was packed alone
     * @param rawBytes how long it is
     * @throws IOException when {@link #pack} did not make it of so many bytes after this second
     */
    public static byte[] unpack(byte[] packed, byte[] before, int rawBytes) throws IOException {
        if (rawBytes < 0 || rawBytes > RAW_BYTES_MAX) {
            throw new IOException(
                    "a recorded second says it has "
                            + rawBytes
                            + " bytes; at most "
                            + RAW_BYTES_MAX
                            + " are believed");
        }
        try (ZstdDecompressCtx zstd = new ZstdDecompressCtx()) {
            if (before.length > 0) {
                zstd.loadDict(before);
            }
            byte[] raw = new byte[rawBytes];
            int filled = zstd.decompressByteArray(raw, 0, rawBytes, packed, 0, packed.length);
            if (filled != rawBytes) {
                throw new IOException(
                        "a recorded second has "
                                + filled
                                + " bytes, and "
                                + rawBytes
                                + " were written down");
            }
            return raw;
        } catch (ZstdException e) {
            throw new IOException("a recorded second cannot be unpacked: " + e.getMessage(), e);
        }
    }
}
