package dev.signalbox.agent.parse;

import dev.signalbox.model.sip.ByteText;
import dev.signalbox.model.sip.SipMethod;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The pieces of SIP's grammar (RFC 3261 section 25) over ranges of bytes: tokens, numbers,
 * parameters, addresses. White space includes the line ends of folded headers.
 */
final class SipText {

    /** Longest piece of a message that is quoted to people. */
    private static final int QUOTE_MAX = 60;

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** By ASCII code: what a token may hold. */
    private static final boolean[] TOKEN = new boolean[128];

    static {
        String marks = "-.!%*_+`'~";
        for (char c = 0; c < TOKEN.length; c++) {
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            TOKEN[c] = letter || (c >= '0' && c <= '9') || marks.indexOf(c) >= 0;
        }
    }

    private static final SipMethod[] METHODS = SipMethod.values();

    private SipText() {}

    static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    private static boolean isSpace(byte b) {
        return b <= ' ' && (b == ' ' || b == '\t' || b == '\r' || b == '\n');
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

    /** Eight bytes at a step: most of the time of reading goes into finding line ends. */
    static int indexOf(byte[] bytes, int from, int to, int wanted) {
        long pattern = wanted * 0x0101_0101_0101_0101L;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long different = (long) LONG.get(bytes, at) ^ pattern;
            long zero = (different - 0x0101_0101_0101_0101L) & ~different & 0x8080_8080_8080_8080L;
            if (zero != 0) {
                return at + (Long.numberOfTrailingZeros(zero) >>> 3);
            }
        }
        for (; at < to; at++) {
            if (bytes[at] == wanted) {
                return at;
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
        return b >= 0 && TOKEN[b];
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

    /** Methods are written in capitals, exactly (RFC 3261 section 7.1). */
    static SipMethod method(byte[] bytes, int from, int to) {
        for (SipMethod method : METHODS) {
            String name = method.name();
            if (method != SipMethod.OTHER
                    && name.length() == to - from
                    && name.charAt(0) == bytes[from]
                    && isExactly(bytes, from, name)) {
                return method;
            }
        }
        return SipMethod.OTHER;
    }

    /** Compares exactly; the caller has compared the lengths. */
    static boolean isExactly(byte[] bytes, int from, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (bytes[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
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
    static int skip(byte[] bytes, int at, int to) {
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

    /** Where the value of {@code ;name=value} in the first item of a header value begins, or -1. */
    private static int parameterValue(byte[] bytes, int from, int to, String name) {
        int at = from;
        while (at >= 0 && at < to && bytes[at] != ',') {
            if (bytes[at] != ';') {
                at = skip(bytes, at, to);
                continue;
            }
            int start = skipSpace(bytes, at + 1, to);
            int nameEnd = tokenEnd(bytes, start, to);
            if (nameEnd - start == name.length() && startsWith(bytes, start, nameEnd, name)) {
                int equals = skipSpace(bytes, nameEnd, to);
                if (equals < to && bytes[equals] == '=') {
                    return skipSpace(bytes, equals + 1, to);
                }
            }
            at = Math.max(at + 1, nameEnd);
        }
        return -1;
    }

    /**
     * Makes {@code into} the value of {@code ;name=value} in the first item of a header value;
     * quoted values lose their quotes. Absent when there is none.
     */
    static void parameter(byte[] bytes, int from, int to, String name, ByteText into) {
        int value = parameterValue(bytes, from, to, name);
        if (value < 0) {
            into.clear();
            return;
        }
        if (value < to && bytes[value] == '"') {
            int close = skip(bytes, value, to);
            if (close < 0) {
                into.clear();
            } else {
                into.set(bytes, value + 1, close - 1);
            }
            return;
        }
        int at = value;
        while (at < to && bytes[at] != ';' && bytes[at] != ',' && !isSpace(bytes[at])) {
            at++;
        }
        into.set(bytes, value, at);
    }

    /** The number in {@code ;name=number} of one item, quoted or not; -1 when there is none. */
    static long numberParameter(byte[] bytes, int from, int item, String name, long max) {
        int value = parameterValue(bytes, from, item, name);
        if (value < 0) {
            return -1;
        }
        int start = value < item && bytes[value] == '"' ? value + 1 : value;
        int at = start;
        while (at < item && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        boolean whole = at == item || bytes[at] == '"' || bytes[at] == ';' || isSpace(bytes[at]);
        return whole ? number(bytes, start, at, max) : -1;
    }

    /**
     * Makes {@code into} the user part of a sip or sips URI without its password, or the number of
     * a tel URI; empty when there is none or the scheme is another.
     */
    static void user(byte[] bytes, int from, int to, ByteText into) {
        if (startsWith(bytes, from, to, "tel:")) {
            int number = from + 4;
            int semicolon = indexOf(bytes, number, to, ';');
            into.set(bytes, number, semicolon < 0 ? to : semicolon);
            return;
        }
        int user = from;
        if (startsWith(bytes, from, to, "sip:")) {
            user = from + 4;
        } else if (startsWith(bytes, from, to, "sips:")) {
            user = from + 5;
        }
        int at = user == from ? -1 : indexOf(bytes, user, to, '@');
        if (at < 0) {
            into.set(bytes, from, from);
            return;
        }
        int password = indexOf(bytes, user, at, ':');
        into.set(bytes, user, password < 0 ? at : password);
    }
}
