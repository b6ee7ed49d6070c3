package dev.signalbox.agent.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** One configuration file while it is read: its name, its errors, the keys it was asked for. */
final class Document {

    private final String file;
    private final List<ConfigError> errors = new ArrayList<>();
    private final Set<String> keys = new TreeSet<>();

    Document(String file) {
        this.file = file;
    }

    String file() {
        return file;
    }

    List<ConfigError> errors() {
        return errors;
    }

    /** Every key the readers know, without positions: {@code trunks[].address}. */
    Set<String> keys() {
        return keys;
    }

    void asked(String path) {
        keys.add(path.replaceAll("\\[\\d+]", "[]"));
    }

    /** An error of another file that this one names. */
    void report(ConfigError error) {
        errors.add(error);
    }

    void error(int line, String path, @Nullable String value, String problem, String example) {
        errors.add(
                new ConfigError(
                        file,
                        line,
                        path,
                        value == null ? null : ConfigError.shortened(value),
                        problem,
                        example));
    }

    /** The line of a node in its file, counted from 1. */
    static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }
}
