package dev.signalbox.dashboards.look;

import javafx.scene.text.Font;
import javafx.scene.text.Text;

/** Words cut to a width with an ellipsis: a canvas itself would squeeze their letters. */
public final class FittedText {

    private static final String ELLIPSIS = "\u2026";

    private FittedText() {}

    /** {@code words} as far as they fit into {@code width} pixels. */
    public static String of(String words, Font font, double width) {
        if (width(words, font) <= width) {
            return words;
        }
        int fits = 0;
        int tooMany = words.length();
        while (tooMany - fits > 1) {
            int middle = (fits + tooMany) / 2;
            if (width(words.substring(0, middle) + ELLIPSIS, font) <= width) {
                fits = middle;
            } else {
                tooMany = middle;
            }
        }
        return fits == 0 ? "" : words.substring(0, fits).stripTrailing() + ELLIPSIS;
    }

    /** Width of {@code words} in pixels. */
    public static double width(String words, Font font) {
        Text text = new Text(words);
        text.setFont(font);
        return text.getLayoutBounds().getWidth();
    }
}
