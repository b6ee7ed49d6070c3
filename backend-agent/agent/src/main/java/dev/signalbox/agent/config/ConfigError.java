package dev.signalbox.agent.config;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Something wrong with a configuration file. Its text form names the place, the value and the cure:
 * {@code agent.yaml:14 routers[0].lease "20": has no unit. Example: 20s}.
 *
 * @param file the file as the caller or the file that names it spells it
 * @param line counted from 1; 0 when it is about the file as a whole
 * @param path the key, for example {@code trunks[2].address}; empty when it is about the file
 * @param value what stands there, null when nothing does
 * @param problem what is wrong with it
 * @param example what could stand there
 */
public record ConfigError(
        String file, int line, String path, @Nullable String value, String problem, String example)
        implements Comparable<ConfigError> {

    private static final int VALUE_LENGTH_MAX = 80;
    private static final Comparator<ConfigError> ORDER =
            Comparator.comparing(ConfigError::file)
                    .thenComparingInt(ConfigError::line)
                    .thenComparing(ConfigError::path)
                    .thenComparing(ConfigError::problem);

    /** By file and line. */
    @Override
    public int compareTo(ConfigError other) {
        return ORDER.compare(this, other);
    }

    /** {@code file:line path "value": what is wrong. Example: ...}, always one line. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(file);
        if (line > 0) {
            text.append(':').append(line);
        }
        if (!path.isEmpty()) {
            text.append(' ').append(path);
        }
        if (value != null) {
            text.append(" \"").append(value).append('"');
        }
        String whole =
                text.append(": ")
                        .append(problem)
                        .append(problem.endsWith("?") ? " Example: " : ". Example: ")
                        .append(example)
                        .toString();
        return whole.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** A value cut to a length that still fits on a line. */
    static String shortened(String value) {
        return value.length() <= VALUE_LENGTH_MAX
                ? value
                : value.substring(0, VALUE_LENGTH_MAX) + "...";
    }
}
