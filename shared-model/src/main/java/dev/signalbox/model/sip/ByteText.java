package dev.signalbox.model.sip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A piece of a message, read where it lies. Bytes are characters one to one (ISO 8859-1), so that
 * identifiers compare as they were sent, whatever they contain.
 *
 * <p>It is reused for the next message: who wants to keep it keeps {@link #toString}. A piece may
 * be absent, which is not the same as empty. Used by one thread.
 */
public final class ByteText {

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final byte[] NOTHING = {};
    private static final int ABSENT = -1;

    /** An odd number whose bits look random: 2^64 divided by the golden ratio. */
    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

    private byte[] bytes = NOTHING;
    private int from;
    private int length = ABSENT;

    /** Makes it the bytes from {@code start} to before {@code end}. */
    public void set(byte[] source, int start, int end) {
        bytes = source;
        from = start;
        length = end - start;
    }

    /** Makes it absent. */
    public void clear() {
        bytes = NOTHING;
        from = 0;
        length = ABSENT;
    }

    /** True when the message has it, be it empty. */
    public boolean isPresent() {
        return length != ABSENT;
    }

    /** True when it is absent or has no characters. */
    public boolean isEmpty() {
        return length <= 0;
    }

    /** Number of characters, 0 when it is absent. */
    public int length() {
        return Math.max(0, length);
    }

    /** The character at {@code index}, 0 to {@link #length} - 1. */
    public char charAt(int index) {
        return (char) (bytes[from + index] & 0xff);
    }

    /** Compares exactly; what is absent equals nothing. */
    public boolean is(String text) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != (bytes[from + i] & 0xff)) {
                return false;
            }
        }
        return true;
    }

    /** Compares with ASCII letters in any case; what is absent equals nothing. */
    public boolean isInAnyCase(String text) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (lower(text.charAt(i)) != lower((char) (bytes[from + i] & 0xff))) {
                return false;
            }
        }
        return true;
    }

    private static int lower(char c) {
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    }

    /**
     * A number that spreads well over 64 bits; equal texts have equal ones, absent and empty do
     * too.
     *
     * @param seed makes it hard to guess for those who choose the texts
     */
    public long hash(long seed) {
        int end = from + length();
        long hash = seed ^ length() * MULTIPLIER;
        int at = from;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            hash = mix(hash ^ (long) LONG.get(bytes, at));
        }
        long rest = 0;
        for (; at < end; at++) {
            rest = rest << 8 | (bytes[at] & 0xff);
        }
        return mix(hash ^ rest);
    }

    /** Spreads every bit of {@code value} over all of the result. */
    public static long mix(long value) {
        long product = value * MULTIPLIER;
        product = (product ^ (product >>> 32)) * MULTIPLIER;
        return product ^ (product >>> 29);
    }

    /** A text of its own with the same characters, which stays as it is. */
    public ByteText copy() {
        ByteText copy = new ByteText();
        if (isPresent()) {
            copy.set(Arrays.copyOfRange(bytes, from, from + length), 0, length);
        }
        return copy;
    }

    /** A copy that may be kept; empty when it is absent. */
    @Override
    public String toString() {
        return isEmpty() ? "" : new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }
}
