package dev.signalbox.agent.parse;

import java.nio.charset.StandardCharsets;

/** What a session description (RFC 8866) says of its audio; its addresses are not looked at. */
final class Sdp {

    /** A longer one is no answer to a phone call. */
    private static final int BYTES_MAX = 16_384;

    private static final String AUDIO = "\nm=audio ";
    private static final String RTP_MAP = "\na=rtpmap:";
    private static final int CLOCK_HZ_MAX = 192_000;

    private Sdp() {}

    /**
     * RTP clock of the first format of the first audio stream, which an answer has chosen.
     *
     * @return hertz; 0 when there is no audio, or a dynamic format that is not explained
     */
    static int audioClockHz(byte[] bytes, int from, int to) {
        if (to <= from || to - from > BYTES_MAX) {
            return 0;
        }
        String text = "\n" + new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        int audio = text.indexOf(AUDIO);
        if (audio < 0) {
            return 0;
        }
        String[] words = line(text, audio + 1).split(" +", -1);
        String format = words.length > 3 ? words[3] : "";
        String map = RTP_MAP + format + " ";
        int next = text.indexOf("\nm=", audio + 1);
        int mapped = text.indexOf(map, audio);
        return mapped >= 0 && (next < 0 || mapped < next)
                ? clockHz(line(text, mapped + map.length()))
                : usualClockHz(format);
    }

    private static String line(String text, int from) {
        int end = text.indexOf('\n', from);
        return text.substring(from, end < 0 ? text.length() : end).strip();
    }

    /** {@code opus/48000/2}. */
    private static int clockHz(String encoding) {
        String[] parts = encoding.split("/", -1);
        if (parts.length < 2 || !parts[1].matches("[0-9]{4,6}")) {
            return 0;
        }
        int hertz = Integer.parseInt(parts[1]);
        return hertz <= CLOCK_HZ_MAX ? hertz : 0;
    }

    /** RFC 3551, table 4: formats of telephony that need no explanation. */
    private static int usualClockHz(String format) {
        return switch (format) {
            case "0", "3", "4", "7", "8", "9", "12", "13", "15", "18" -> 8_000;
            default -> 0;
        };
    }
}
