package dev.signalbox.agent.parse;

import dev.signalbox.model.media.Codec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a session description (RFC 8866) says of its audio, read where it lies; its addresses are
 * not looked at.
 */
final class Sdp {

    /** A longer one is no answer to a phone call. */
    private static final int BYTES_MAX = 16_384;

    private static final String AUDIO = "m=audio ";
    private static final String RTP_MAP = "a=rtpmap:";
    private static final int CLOCK_HZ_MIN = 1_000;
    private static final int CLOCK_HZ_MAX = 192_000;
    private static final int FORMAT_MAX = 127;

    /** Longer names of formats are cut. */
    private static final int NAME_MAX = 32;

    private Sdp() {}

    /**
     * The first format of the first audio stream, which an answer has chosen.
     *
     * @return null when there is no audio, or a dynamic format that is not explained
     */
    static @Nullable Codec audio(byte[] bytes, int from, int to) {
        if (to - from > BYTES_MAX) {
            return null;
        }
        int format = 0;
        int formatEnd = 0;
        int line = from;
        while (line < to) {
            int lf = SipText.indexOf(bytes, line, to, '\n');
            int end = SipText.trimEnd(bytes, line, lf < 0 ? to : lf);
            if (formatEnd > 0 && begins(bytes, line, end, "m=")) {
                break;
            }
            if (formatEnd == 0 && begins(bytes, line, end, AUDIO)) {
                format = afterWords(bytes, line + AUDIO.length(), end, 2);
                formatEnd = wordEnd(bytes, format, end);
            } else if (formatEnd > 0 && begins(bytes, line, end, RTP_MAP)) {
                int mapped = line + RTP_MAP.length();
                int mappedEnd = wordEnd(bytes, mapped, end);
                if (Arrays.equals(bytes, mapped, mappedEnd, bytes, format, formatEnd)) {
                    return mapped(bytes, afterWords(bytes, mapped, end, 1), end);
                }
            }
            line = lf < 0 ? to : lf + 1;
        }
        // Without a format there is no number: 128 is none.
        int type = formatEnd == format ? 128 : typeOf(bytes, format, formatEnd);
        return Codec.ofType(type);
    }

    private static int typeOf(byte[] bytes, int from, int to) {
        return (int) SipText.number(bytes, from, to, FORMAT_MAX);
    }

    private static boolean begins(byte[] bytes, int from, int to, String text) {
        return to - from >= text.length() && SipText.isExactly(bytes, from, text);
    }

    /** Where the word after {@code count} others begins; {@code to} without one. */
    private static int afterWords(byte[] bytes, int from, int to, int count) {
        int at = from;
        for (int i = 0; i < count; i++) {
            at = SipText.skipSpace(bytes, wordEnd(bytes, at, to), to);
        }
        return at;
    }

    private static int wordEnd(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && !SipText.isBlank(bytes[at])) {
            at++;
        }
        return at;
    }

    /** {@code opus/48000/2}; known ones without making anything. */
    private static @Nullable Codec mapped(byte[] bytes, int from, int to) {
        int slash = SipText.indexOf(bytes, from, to, '/');
        if (slash < 0) {
            return null;
        }
        int next = SipText.indexOf(bytes, slash + 1, to, '/');
        long hertz = SipText.number(bytes, slash + 1, next < 0 ? to : next, CLOCK_HZ_MAX);
        if (hertz < CLOCK_HZ_MIN) {
            return null;
        }
        for (Codec codec : Codec.USUAL) {
            String name = codec.name();
            if (codec.clockHz() == hertz
                    && name.length() == slash - from
                    && SipText.startsWith(bytes, from, slash, name)) {
                return codec;
            }
        }
        int end = Math.min(slash, from + NAME_MAX);
        return Codec.named(
                new String(bytes, from, end - from, StandardCharsets.US_ASCII), (int) hertz);
    }
}
