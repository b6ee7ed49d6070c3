package dev.signalbox.world.route;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON laid out the way Kamailio prints it: a tab before every field, a tab after every colon,
 * arrays on one line. Programs that compare text see no difference.
 */
final class JsonText {

    private JsonText() {}

    /**
     * @param value made of maps with String keys, lists, strings, whole numbers and null
     */
    static String of(@Nullable Object value) {
        StringBuilder text = new StringBuilder();
        print(text, value, 0);
        return text.toString();
    }

    private static void print(StringBuilder text, @Nullable Object value, int depth) {
        switch (value) {
            case null -> text.append("null");
            case Map<?, ?> fields -> printObject(text, fields, depth);
            case List<?> items -> printArray(text, items, depth);
            case Number number -> text.append(number);
            default -> quote(text, value.toString());
        }
    }

    private static void printObject(StringBuilder text, Map<?, ?> fields, int depth) {
        text.append("{\n");
        Iterator<? extends Map.Entry<?, ?>> left = fields.entrySet().iterator();
        while (left.hasNext()) {
            Map.Entry<?, ?> field = left.next();
            text.repeat('\t', depth + 1);
            quote(text, String.valueOf(field.getKey()));
            text.append(":\t");
            print(text, field.getValue(), depth + 1);
            text.append(left.hasNext() ? ",\n" : "\n");
        }
        text.repeat('\t', depth).append('}');
    }

    private static void printArray(StringBuilder text, List<?> items, int depth) {
        text.append('[');
        for (int i = 0; i < items.size(); i++) {
            text.append(i == 0 ? "" : ", ");
            print(text, items.get(i), depth + 1);
        }
        text.append(']');
    }

    private static void quote(StringBuilder text, String raw) {
        text.append('"');
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\b' -> text.append("\\b");
                case '\f' -> text.append("\\f");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < 0x20) {
                        text.append(String.format("\\u%04x", (int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }
}
