package dev.signalbox.dashboards.look;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/**
 * One line of text whose digits all have the same width, so that figures that change do not dance.
 * JavaFX cannot ask a font for its tabular figures, so each digit is set by itself.
 */
public final class FigureText extends Region implements Themed {

    private final Font font;
    private final double digitWidth;
    private final double height;
    private final double baseline;
    private final List<Text> pieces = new ArrayList<>();
    private Tone tone = Tone.TEXT;
    private String text = "";
    private double width;

    public FigureText(Font font) {
        this.font = font;
        Text zero = new Text("0");
        zero.setFont(font);
        this.digitWidth = zero.getLayoutBounds().getWidth();
        this.height = Math.ceil(zero.getLayoutBounds().getHeight());
        this.baseline = zero.getBaselineOffset();
        setMinSize(USE_PREF_SIZE, USE_PREF_SIZE);
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        setMouseTransparent(true);
        sceneProperty().addListener((_, _, scene) -> paletteChanged());
    }

    /** What is shown. */
    public String getText() {
        return text;
    }

    /** Shows {@code text}. */
    public void setText(String text) {
        if (text.equals(this.text)) {
            return;
        }
        this.text = text;
        setAccessibleText(text);
        List<String> parts = pieces(text);
        while (pieces.size() > parts.size()) {
            getChildren().remove(pieces.removeLast());
        }
        for (int i = 0; i < parts.size(); i++) {
            if (i == pieces.size()) {
                Text piece = new Text();
                piece.setFont(font);
                piece.setFill(Palette.of(this).of(tone));
                piece.setManaged(false);
                pieces.add(piece);
                getChildren().add(piece);
            }
            pieces.get(i).setText(parts.get(i));
        }
        place();
        requestLayout();
    }

    /** Colours the text. */
    public void setTone(Tone tone) {
        if (tone != this.tone) {
            this.tone = tone;
            paletteChanged();
        }
    }

    @Override
    public void paletteChanged() {
        Color colour = Palette.of(this).of(tone);
        pieces.forEach(piece -> piece.setFill(colour));
    }

    private void place() {
        double x = 0;
        for (Text piece : pieces) {
            double natural = piece.getLayoutBounds().getWidth();
            boolean digit = isDigit(piece.getText().charAt(0));
            piece.setLayoutX(digit ? x + (digitWidth - natural) / 2 : x);
            piece.setLayoutY(baseline);
            x += digit ? digitWidth : natural;
        }
        width = Math.ceil(x);
    }

    /** Single digits, and what stands between them. */
    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            if (isDigit(text.charAt(i))) {
                if (from < i) {
                    pieces.add(text.substring(from, i));
                }
                pieces.add(text.substring(i, i + 1));
                from = i + 1;
            }
        }
        if (from < text.length()) {
            pieces.add(text.substring(from));
        }
        return pieces;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    @Override
    protected double computePrefWidth(double ignored) {
        return width;
    }

    @Override
    protected double computePrefHeight(double ignored) {
        return height;
    }

    @Override
    public double getBaselineOffset() {
        return baseline;
    }
}
