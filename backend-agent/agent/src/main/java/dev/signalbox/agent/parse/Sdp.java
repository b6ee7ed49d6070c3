package dev.signalbox.agent.parse;

import java.util.Arrays;

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

    private Sdp() {}

    /**
     * RTP clock of the first format of the first audio stream, which an answer has chosen.
     *
     * @return hertz; 0 when there is no audio, or a dynamic format that is not explained
     */
    static int audioClockHz(byte[] bytes, int from, int to) {
        if (to - from > BYTES_MAX) {
            return 0;
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
                    return clockHz(bytes, afterWords(bytes, mapped, end, 1), end);
                }
            }
            line = lf < 0 ? to : lf + 1;
        }
        return usualClockHz((int) SipText.number(bytes, format, formatEnd, FORMAT_MAX));
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

    /** {@code opus/48000/2}. */
    private static int clockHz(byte[] bytes, int from, int to) {
        int slash = SipText.indexOf(bytes, from, to, '/');
        if (slash < 0) {
            return 0;
        }
        int next = SipText.indexOf(bytes, slash + 1, to, '/');
        long hertz = SipText.number(bytes, slash + 1, next < 0 ? to : next, CLOCK_HZ_MAX);
        return hertz < CLOCK_HZ_MIN ? 0 : (int) hertz;
    }

    /** RFC 3551, table 4: formats of telephony that need no explanation. */
    private static int usualClockHz(int format) {
        return switch (format) {
            case 0, 3, 4, 7, 8, 9, 12, 13, 15, 18 -> 8_000;
            default -> 0;
        };
    }
}
