package dev.signalbox.agent.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Keys and values at one place of a file. Readers ask for the keys they know; {@link #end} reports
 * what nobody asked for. Nothing here throws: what is wrong goes to the document, and reading goes
 * on so that all errors are found at once.
 */
final class Section {

    private final Document document;
    private final String path;
    private final int line;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Set<String> asked = new TreeSet<>();

    private record Entry(int line, Node value) {}

    Section(Document document, String path, MappingNode node) {
        this.document = document;
        this.path = path;
        this.line = Document.line(node);
        for (NodeTuple tuple : node.getValue()) {
            take(tuple);
        }
    }

    private void take(NodeTuple tuple) {
        int keyLine = Document.line(tuple.getKeyNode());
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            document.error(keyLine, path, null, "a key has to be a plain word", "region: eu-west");
            return;
        }
        String name = key.getValue();
        Entry first = entries.putIfAbsent(name, new Entry(keyLine, tuple.getValueNode()));
        if (first != null) {
            document.error(
                    keyLine,
                    path(name),
                    null,
                    "stands here a second time; the first is in line " + first.line(),
                    "one line " + name + ": ...");
        }
    }

    /** A value that has to be there; null after an error. */
    <T> @Nullable T required(String key, Value<T> kind) {
        Optional<Entry> entry = ask(key);
        if (entry.isEmpty()) {
            document.error(line, path(key), null, "is missing", key + ": " + kind.example());
            return null;
        }
        return scalar(path(key), entry.get().value(), kind);
    }

    /** A value that may be left out; {@code fallback} also after an error. */
    <T> T optional(String key, Value<T> kind, T fallback) {
        T value = optional(key, kind);
        return value == null ? fallback : value;
    }

    /** A value that may be left out; null when it is, and after an error. */
    <T> @Nullable T optional(String key, Value<T> kind) {
        Optional<Entry> entry = ask(key);
        return entry.isEmpty() ? null : scalar(path(key), entry.get().value(), kind);
    }

    /** A list of values; empty when it is left out. */
    <T> List<T> values(String key, Value<T> kind) {
        List<T> values = new ArrayList<>();
        for (Node node : sequence(key, "[" + kind.example() + "]")) {
            T value = scalar(path(key) + "[" + values.size() + "]", node, kind);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    /** Keys and values below {@code key}; empty when it is left out and after an error. */
    Optional<Section> section(String key, String example) {
        Optional<Entry> entry = ask(key);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        return mapping(path(key), entry.get().value(), example);
    }

    /** A list of keys and values below {@code key}; empty when it is left out. */
    List<Section> sections(String key, String example) {
        List<Section> sections = new ArrayList<>();
        int index = 0;
        for (Node node : sequence(key, "- " + example)) {
            mapping(path(key) + "[" + index++ + "]", node, example).ifPresent(sections::add);
        }
        return sections;
    }

    /** True when the file has {@code key} here. */
    boolean has(String key) {
        return entries.containsKey(key);
    }

    /** The line of {@code key}, or of the section when it is left out. */
    int line(String key) {
        Entry entry = entries.get(key);
        return entry == null ? line : entry.line();
    }

    /** Reports an error of a value that was readable by itself. */
    void error(String key, String problem, String example) {
        Entry entry = entries.get(key);
        String value = null;
        int at = line;
        if (entry != null) {
            value = entry.value() instanceof ScalarNode scalar ? scalar.getValue() : null;
            at = entry.line();
        }
        document.error(at, path(key), value, problem, example);
    }

    /** Reports an error about one value of a list. */
    void error(String key, String value, String problem, String example) {
        document.error(line(key), path(key), value, problem, example);
    }

    /** Reports what is wrong with a file that this one names. */
    void report(ConfigError error) {
        document.report(error);
    }

    /** Reports the keys that nobody asked for; the last call on a section. */
    void end() {
        entries.forEach(
                (key, entry) -> {
                    if (!asked.contains(key)) {
                        document.error(
                                entry.line(),
                                path(key),
                                null,
                                Spelling.nearest(key, asked)
                                        .map(near -> "no such key; did you mean " + near + "?")
                                        .orElse("no such key"),
                                "one of " + String.join(", ", asked));
                    }
                });
    }

    private Optional<Entry> ask(String key) {
        asked.add(key);
        document.asked(path(key));
        return Optional.ofNullable(entries.get(key));
    }

    private String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private List<Node> sequence(String key, String example) {
        Optional<Entry> entry = ask(key);
        if (entry.isEmpty()) {
            return List.of();
        }
        Node node = entry.get().value();
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        String value = node instanceof ScalarNode scalar ? scalar.getValue() : null;
        document.error(Document.line(node), path(key), value, "has to be a list", example);
        return List.of();
    }

    private Optional<Section> mapping(String at, Node node, String example) {
        if (node instanceof MappingNode mapping) {
            return Optional.of(new Section(document, at, mapping));
        }
        String value = node instanceof ScalarNode scalar ? scalar.getValue() : null;
        document.error(Document.line(node), at, value, "has to be keys and values", example);
        return Optional.empty();
    }

    private <T> @Nullable T scalar(String at, Node node, Value<T> kind) {
        if (!(node instanceof ScalarNode scalar)) {
            String found = node instanceof SequenceNode ? "a list" : "keys and values";
            document.error(
                    Document.line(node),
                    at,
                    null,
                    "has to be a single value and not " + found,
                    kind.example());
            return null;
        }
        String text = scalar.getValue();
        if (text.isEmpty()) {
            document.error(Document.line(node), at, "", "is empty", kind.example());
            return null;
        }
        try {
            return kind.parser().parse(text);
        } catch (Value.BadValueException e) {
            document.error(Document.line(node), at, text, e.problem(), kind.example());
            return null;
        }
    }
}
