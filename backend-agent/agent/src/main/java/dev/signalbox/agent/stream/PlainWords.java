package dev.signalbox.agent.stream;

/**
 * What people write is shown to others in terminals, lists and journals: one line of letters. New
 * lines would let its author write lines that nobody else said, control characters and those that
 * turn the direction of writing would change what stands around them.
 */
final class PlainWords {

    private PlainWords() {}

    /** {@code text} in one line: what does not show becomes one space, none at either end. */
    static String of(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            i += Character.charCount(character);
            if (shows(character)) {
                if (gap && !plain.isEmpty()) {
                    plain.append(' ');
                }
                plain.appendCodePoint(character);
                gap = false;
            } else {
                gap = true;
            }
        }
        return plain.toString();
    }

    private static boolean shows(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
