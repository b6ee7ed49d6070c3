package dev.signalbox.analyze.capture;

import java.nio.charset.StandardCharsets;

/** What a payload looks like, from its first bytes. */
public final class Payloads {

    private static final byte[] VERSION = "SIP/2.0".getBytes(StandardCharsets.US_ASCII);
    private static final int LINE_MAX = 70_000;
    private static final int CONTENT_MAX = 256 << 10;

    private Payloads() {}

    /** HEP version 3, or its older name EEP; of a beginning that is too short, what may be. */
    public static boolean isHep(byte[] bytes, int from, int to) {
        if (to - from < 4) {
            return false;
        }
        boolean letters =
                bytes[from + 1] == 'E' && bytes[from + 2] == 'P' && bytes[from + 3] == '3';
        return letters && (bytes[from] == 'H' || bytes[from] == 'E');
    }

    /** HEP version 1 or 2: version, then the length of the fixed header. */
    public static boolean isOldHep(byte[] bytes, int from, int to) {
        if (to - from < 16) {
            return false;
        }
        int version = bytes[from];
        int header = bytes[from + 1];
        return (version == 1 || version == 2)
                && (header == 16 || header == 28 || header == 40 || header == 52);
    }

    /** A first line that is a status line or ends with the version. */
    public static boolean isSip(byte[] bytes, int from, int to) {
        if (startsWithVersion(bytes, from, to)) {
            return true;
        }
        int end = lineEnd(bytes, from, to);
        return end - from > VERSION.length + 1
                && bytes[end - VERSION.length - 1] == ' '
                && startsWithVersion(bytes, end - VERSION.length, end);
    }

    /** A first line that has the protocol's name somewhere, as damaged messages may. */
    public static boolean mentionsSip(byte[] bytes, int from, int to) {
        int end = lineEnd(bytes, from, to);
        for (int i = from; i + 4 <= end; i++) {
            if (bytes[i] == 'S'
                    && bytes[i + 1] == 'I'
                    && bytes[i + 2] == 'P'
                    && bytes[i + 3] == '/') {
                return true;
            }
        }
        return false;
    }

    /** The beginning of a first line, as far as it is there. */
    static boolean mayBeSip(byte[] bytes, int from, int to) {
        boolean wholeLine = false;
        for (int i = from; i < to && !wholeLine; i++) {
            wholeLine = bytes[i] == '\n';
        }
        return wholeLine ? isSip(bytes, from, to) : lineEnd(bytes, from, to) == to;
    }

    /** Where a SIP message or HEP packet begins, at a beginning of a line; -1 when nowhere. */
    static int messageStart(byte[] bytes, int from, int to) {
        int at = from;
        while (at >= 0 && at < to) {
            if (isHep(bytes, at, to) || isSip(bytes, at, to)) {
                return at;
            }
            while (at < to && bytes[at] != '\n') {
                at++;
            }
            at++;
        }
        return -1;
    }

    /** Behind the empty line after the headers; -1 when there is none. */
    public static int bodyStart(byte[] bytes, int from, int to) {
        for (int i = from; i < to - 1; i++) {
            if (bytes[i] == '\n') {
                if (bytes[i + 1] == '\n') {
                    return i + 2;
                }
                if (bytes[i + 1] == '\r' && i + 2 < to && bytes[i + 2] == '\n') {
                    return i + 3;
                }
            }
        }
        return -1;
    }

    /** Of the headers between the two; 0 without one, -1 when it cannot be. */
    static int contentLength(byte[] bytes, int from, int to) {
        String headers = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        for (String line : headers.split("\r?\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                String name = line.substring(0, colon).strip();
                if (name.equalsIgnoreCase("Content-Length") || name.equalsIgnoreCase("l")) {
                    return length(line.substring(colon + 1).strip());
                }
            }
        }
        return 0;
    }

    private static int length(String text) {
        try {
            int length = Integer.parseInt(text);
            return length > CONTENT_MAX ? -1 : length;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** End of the first line without its line end; stops before bytes that no SIP line has. */
    private static int lineEnd(byte[] bytes, int from, int to) {
        int limit = Math.min(to, from + LINE_MAX);
        int at = from;
        while (at < limit && bytes[at] >= ' ') {
            at++;
        }
        return at;
    }

    private static boolean startsWithVersion(byte[] bytes, int from, int to) {
        if (to - from < VERSION.length) {
            return false;
        }
        for (int i = 0; i < VERSION.length; i++) {
            if (bytes[from + i] != VERSION[i]) {
                return false;
            }
        }
        return true;
    }
}
