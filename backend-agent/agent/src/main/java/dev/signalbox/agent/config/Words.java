package dev.signalbox.agent.config;

import dev.signalbox.agent.config.Value.BadValueException;
import dev.signalbox.model.target.Target;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Kinds of words: names that stand in targets, titles for people, numbers to ring, files. */
final class Words {

    private static final int TITLE_LENGTH_MAX = 64;
    private static final Pattern JURISDICTION = Pattern.compile("[A-Z][A-Z0-9-]{0,15}");
    private static final Pattern PREFIX = Pattern.compile("\\+[1-9]\\d{0,13}");
    private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");

    private Words() {}

    /** A name as in targets. */
    static Value<String> name(String example) {
        return new Value<>(
                example,
                text -> {
                    if (!Target.Names.isName(text)) {
                        throw new BadValueException(
                                "has to be 1 to 63 of a-z, 0-9, '.', '-', '_' and begin with a"
                                        + " letter or digit");
                    }
                    return text;
                });
    }

    /** Free text for people, on one line. */
    static Value<String> title(String example) {
        return new Value<>(
                example,
                text -> {
                    if (text.isBlank()
                            || text.length() > TITLE_LENGTH_MAX
                            || text.codePoints().anyMatch(Character::isISOControl)) {
                        throw new BadValueException(
                                "has to be 1 to " + TITLE_LENGTH_MAX + " characters on one line");
                    }
                    return text;
                });
    }

    /** A jurisdiction: a short word in capitals. */
    static Value<String> jurisdiction() {
        return new Value<>(
                "EU",
                text -> {
                    if (!JURISDICTION.matcher(text).matches()) {
                        throw new BadValueException("has to be 1 to 16 of A-Z, 0-9, '-'");
                    }
                    return text;
                });
    }

    /** How numbers begin: + and 1 to 14 digits. */
    static Value<String> numberPrefix(String example) {
        return new Value<>(
                example,
                text -> {
                    if (!PREFIX.matcher(text).matches()) {
                        throw new BadValueException("has to be + and 1 to 14 digits, in quotes");
                    }
                    return text;
                });
    }

    /** A number in ITU-T E.164 form, which no emergency number has. */
    static Value<String> phoneNumber(String example) {
        return new Value<>(
                example,
                text -> {
                    if (!E164.matcher(text).matches()) {
                        throw new BadValueException(
                                "is not an E.164 number: + and 7 to 15 digits, so that no short or"
                                        + " emergency number is ever rung");
                    }
                    return text;
                });
    }

    /** A file or directory; a relative one is looked up from {@code directory}. */
    static Value<Path> path(Path directory, String example) {
        return new Value<>(
                example,
                text -> {
                    try {
                        return directory.resolve(text).normalize();
                    } catch (InvalidPathException e) {
                        throw new BadValueException("is not a path: " + e.getReason());
                    }
                });
    }

    /** {@code true} or {@code false}. */
    static Value<Boolean> yesNo() {
        return new Value<>(
                "true",
                text ->
                        switch (text) {
                            case "true" -> true;
                            case "false" -> false;
                            default -> throw new BadValueException("has to be true or false");
                        });
    }
}
