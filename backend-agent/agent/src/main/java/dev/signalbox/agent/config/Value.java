package dev.signalbox.agent.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A kind of scalar: how its text is read, and an example of it for whoever got it wrong.
 *
 * @param example a value that would be right
 * @param parser reads the text
 */
record Value<T>(String example, Parser<T> parser) {

    /** Reads one scalar. */
    @FunctionalInterface
    interface Parser<T> {
        /**
         * The value in {@code text}, which is never empty.
         *
         * @throws BadValueException saying what is wrong
         */
        T parse(String text) throws BadValueException;
    }

    /** The text is no such value; the message says why. */
    static final class BadValueException extends Exception {
        private static final long serialVersionUID = 1;

        BadValueException(String problem) {
            super(problem);
        }

        String problem() {
            return String.valueOf(getMessage());
        }
    }

    /** One of the constants of an enum, written in lower case with hyphens. */
    static <E extends Enum<E>> Value<E> choice(Class<E> type) {
        return choice(Arrays.asList(type.getEnumConstants()), Value::lowerCase);
    }

    /** One of {@code choices}, written as {@code spelling} says. */
    static <T> Value<T> choice(List<T> choices, Function<T, String> spelling) {
        String all = choices.stream().map(spelling).collect(Collectors.joining(", "));
        return new Value<>(
                spelling.apply(choices.getFirst()),
                text -> {
                    for (T choice : choices) {
                        if (spelling.apply(choice).equals(text)) {
                            return choice;
                        }
                    }
                    throw new BadValueException("has to be one of " + all);
                });
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
