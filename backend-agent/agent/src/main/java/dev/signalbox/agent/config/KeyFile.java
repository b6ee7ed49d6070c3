package dev.signalbox.agent.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Secrets by file: one line of text. */
final class KeyFile {

    private static final int BYTES_MAX = 4_096;

    private KeyFile() {}

    /**
     * The key that {@code key} of a section names; null when it is left out, and after an error.
     *
     * @param directory from which a relative path is looked up
     * @param example a file's name
     */
    static @Nullable String optional(Section section, String key, Path directory, String example) {
        Path file = section.optional(key, Words.path(directory, example));
        return file == null ? null : read(section, key, file, example);
    }

    /** The same for a key that has to be there. */
    static @Nullable String required(Section section, String key, Path directory, String example) {
        Path file = section.required(key, Words.path(directory, example));
        return file == null ? null : read(section, key, file, example);
    }

    private static @Nullable String read(Section section, String key, Path file, String example) {
        String made = "a file with one line, made by: openssl rand -hex 16 > " + example;
        return switch (YamlFile.read(file, BYTES_MAX)) {
            case YamlFile.Content.Unreadable unreadable -> {
                section.error(key, unreadable.problem(), made);
                yield null;
            }
            case YamlFile.Content.Bytes content -> {
                String text = new String(content.bytes(), StandardCharsets.UTF_8).strip();
                if (text.isEmpty()) {
                    section.error(key, "names an empty file", made);
                } else if (text.codePoints().anyMatch(Character::isISOControl)) {
                    section.error(key, "names a file with more than one line of text", made);
                }
                yield text;
            }
        };
    }
}
