package dev.signalbox.agent.parse;

import dev.signalbox.model.sip.ByteText;
import org.jspecify.annotations.Nullable;

/**
 * Finds what call tracking does not need in a message that was read already: any header, the host
 * of a URI. For those few who ask.
 */
final class SipLookup {

    private SipLookup() {}

    /**
     * Makes {@code into} the value of the first header of this name, folded lines included; absent
     * when there is none.
     *
     * @param from where the headers begin
     * @param to where they end at the latest
     * @return where the value begins, -1 when there is none
     */
    static int header(byte[] bytes, int from, int to, String name, ByteText into) {
        String compact = compact(name);
        int line = from;
        while (line < to) {
            int end = SipText.indexOf(bytes, line, to, '\n');
            while (end >= 0 && end + 1 < to && SipText.isBlank(bytes[end + 1])) {
                end = SipText.indexOf(bytes, end + 1, to, '\n');
            }
            int lineEnd = end < 0 ? to : end;
            int colon = SipText.indexOf(bytes, line, lineEnd, ':');
            if (colon > line) {
                int nameEnd = SipText.trimEnd(bytes, line, colon);
                if (isNamed(bytes, line, nameEnd, name)
                        || (compact != null && isNamed(bytes, line, nameEnd, compact))) {
                    int value = SipText.skipSpace(bytes, colon + 1, lineEnd);
                    into.set(bytes, value, SipText.trimEnd(bytes, value, lineEnd));
                    return value;
                }
            }
            line = lineEnd + 1;
        }
        into.clear();
        return -1;
    }

    private static boolean isNamed(byte[] bytes, int from, int to, String name) {
        return to - from == name.length() && SipText.startsWith(bytes, from, to, name);
    }

    /** RFC 3261 section 7.3.3. */
    private static @Nullable String compact(String name) {
        return switch (name.length()) {
            case 2 -> name.equalsIgnoreCase("To") ? "t" : null;
            case 3 -> name.equalsIgnoreCase("Via") ? "v" : null;
            case 4 -> name.equalsIgnoreCase("From") ? "f" : null;
            case 7 ->
                    name.equalsIgnoreCase("Contact")
                            ? "m"
                            : name.equalsIgnoreCase("Call-ID")
                                    ? "i"
                                    : name.equalsIgnoreCase("Subject") ? "s" : null;
            default -> null;
        };
    }

    /**
     * Makes {@code into} the host of the first address of a header's value (RFC 3261 section
     * 20.10).
     */
    static void hostOfAddress(byte[] bytes, int from, int to, ByteText into) {
        int at = from;
        while (at < to && bytes[at] != ';' && bytes[at] != ',') {
            int next = SipText.skip(bytes, at, to);
            if (next < 0) {
                into.clear();
                return;
            }
            if (bytes[at] == '<') {
                host(bytes, at + 1, next - 1, into);
                return;
            }
            at = next;
        }
        host(bytes, from, SipText.trimEnd(bytes, from, at), into);
    }

    /**
     * Makes {@code into} the host of a sip or sips URI, IPv6 without brackets; absent in others.
     */
    static void host(byte[] bytes, int from, int to, ByteText into) {
        int start = from;
        if (SipText.startsWith(bytes, from, to, "sip:")) {
            start = from + 4;
        } else if (SipText.startsWith(bytes, from, to, "sips:")) {
            start = from + 5;
        } else {
            into.clear();
            return;
        }
        int at = SipText.indexOf(bytes, start, to, '@');
        int host = at < 0 ? start : at + 1;
        if (host < to && bytes[host] == '[') {
            int close = SipText.indexOf(bytes, host, to, ']');
            into.set(bytes, host + 1, close < 0 ? to : close);
            return;
        }
        int end = host;
        while (end < to && bytes[end] != ':' && bytes[end] != ';' && bytes[end] != '?') {
            end++;
        }
        into.set(bytes, host, SipText.trimEnd(bytes, host, end));
    }
}
