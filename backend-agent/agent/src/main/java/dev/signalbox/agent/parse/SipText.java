package dev.signalbox.agent.parse;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The pieces of SIP's grammar (RFC 3261 section 25) over ranges of bytes: tokens, numbers,
 * parameters, addresses. White space includes the line ends of folded headers.
 */
final class SipText {

    /** Longest piece of a message that is quoted to people. */
    private static final int QUOTE_MAX = 60;

    private SipText() {}

    /** The parts of a From or To header that are read. */
    record Address(String user, @Nullable String tag) {}

    static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    private static boolean isSpace(byte b) {
        return isBlank(b) || b == '\r' || b == '\n';
    }

    static int skipSpace(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && isSpace(bytes[at])) {
            at++;
        }
        return at;
    }

    static int trimEnd(byte[] bytes, int from, int to) {
        int at = to;
        while (at > from && isSpace(bytes[at - 1])) {
            at--;
        }
        return at;
    }

    static int indexOf(byte[] bytes, int from, int to, int wanted) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    /** Compares ASCII letters in any case. */
    static boolean startsWith(byte[] bytes, int from, int to, String prefix) {
        if (to - from < prefix.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (lower(bytes[from + i]) != lower((byte) prefix.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Compares exactly; the caller has compared the lengths. */
    static boolean equals(byte[] bytes, int from, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (bytes[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int lower(byte b) {
        return b >= 'A' && b <= 'Z' ? b + 32 : b;
    }

    /** Where the token that starts at {@code from} ends; {@code from} itself when there is none. */
    static int tokenEnd(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && isToken(bytes[at])) {
            at++;
        }
        return at;
    }

    private static boolean isToken(byte b) {
        int letter = b | 0x20;
        return (letter >= 'a' && letter <= 'z')
                || (b >= '0' && b <= '9')
                || (b > ' ' && "-.!%*_+`'~".indexOf(b) >= 0);
    }

    /** A decimal number, or -1 when it is none or larger than {@code max}. */
    static long number(byte[] bytes, int from, int to, long max) {
        long value = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return -1;
            }
            value = value * 10 + (bytes[i] - '0');
            if (value > max) {
                return -1;
            }
        }
        return from == to ? -1 : value;
    }

    static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** A short printable piece for messages to people. */
    static String quote(byte[] bytes, int from, int to) {
        int length = Math.min(QUOTE_MAX, to - from);
        StringBuilder out = new StringBuilder(length + 3);
        for (int i = from; i < from + length; i++) {
            out.append(bytes[i] >= ' ' && bytes[i] < 0x7f ? (char) bytes[i] : '?');
        }
        return length < to - from ? out.append("...").toString() : out.toString();
    }

    /**
     * The position after what starts at {@code at}: a quoted string, a URI in angle brackets, or
     * one byte. -1 when a quoted string or bracket is never closed.
     */
    private static int skip(byte[] bytes, int at, int to) {
        if (bytes[at] == '"') {
            for (int i = at + 1; i < to; i++) {
                if (bytes[i] == '\\') {
                    i++;
                } else if (bytes[i] == '"') {
                    return i + 1;
                }
            }
            return -1;
        }
        if (bytes[at] == '<') {
            int close = indexOf(bytes, at, to, '>');
            return close < 0 ? -1 : close + 1;
        }
        return at + 1;
    }

    /** The end of the item of a comma-separated list that starts at {@code from}. */
    static int listItemEnd(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != ',') {
            int next = skip(bytes, at, to);
            if (next < 0) {
                return to;
            }
            at = next;
        }
        return at;
    }

    /**
     * The value of {@code ;name=value} in the first item of a header value, or null; quoted values
     * lose their quotes.
     */
    static @Nullable String parameter(byte[] bytes, int from, int to, String name) {
        int item = listItemEnd(bytes, from, to);
        int at = from;
        while (at < item) {
            if (bytes[at] != ';') {
                int next = skip(bytes, at, item);
                if (next < 0) {
                    return null;
                }
                at = next;
                continue;
            }
            int start = skipSpace(bytes, at + 1, item);
            int nameEnd = tokenEnd(bytes, start, item);
            int equals = skipSpace(bytes, nameEnd, item);
            boolean wanted =
                    nameEnd - start == name.length() && startsWith(bytes, start, nameEnd, name);
            if (wanted && equals < item && bytes[equals] == '=') {
                return value(bytes, skipSpace(bytes, equals + 1, item), item);
            }
            at = Math.max(at + 1, nameEnd);
        }
        return null;
    }

    private static @Nullable String value(byte[] bytes, int from, int to) {
        if (from < to && bytes[from] == '"') {
            int close = skip(bytes, from, to);
            return close < 0 ? null : text(bytes, from + 1, close - 1);
        }
        int at = from;
        while (at < to && bytes[at] != ';' && bytes[at] != ',' && !isSpace(bytes[at])) {
            at++;
        }
        return text(bytes, from, at);
    }

    /** A name-addr or addr-spec with its tag, or null when quotes or brackets do not close. */
    static @Nullable Address address(byte[] bytes, int from, int to) {
        int at = from;
        int uri = from;
        int uriEnd = -1;
        while (at < to && bytes[at] != ';') {
            int next = skip(bytes, at, to);
            if (next < 0) {
                return null;
            }
            if (bytes[at] == '<') {
                uri = at + 1;
                uriEnd = next - 1;
            }
            at = next;
        }
        String tag = parameter(bytes, at, to, "tag");
        return new Address(user(bytes, uri, uriEnd < 0 ? at : uriEnd), tag);
    }

    /**
     * The user part of a sip or sips URI without its password, or the number of a tel URI; empty
     * when there is none or the scheme is another.
     */
    static String user(byte[] bytes, int from, int to) {
        if (startsWith(bytes, from, to, "tel:")) {
            int number = from + 4;
            int semicolon = indexOf(bytes, number, to, ';');
            return text(bytes, number, semicolon < 0 ? to : semicolon);
        }
        int user;
        if (startsWith(bytes, from, to, "sip:")) {
            user = from + 4;
        } else if (startsWith(bytes, from, to, "sips:")) {
            user = from + 5;
        } else {
            return "";
        }
        int at = indexOf(bytes, user, to, '@');
        if (at < 0) {
            return "";
        }
        int password = indexOf(bytes, user, at, ':');
        return text(bytes, user, password < 0 ? at : password);
    }
}
