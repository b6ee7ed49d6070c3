package dev.signalbox.dashboards.part.change;

import dev.signalbox.dashboards.look.FittedText;
import dev.signalbox.dashboards.look.Fonts;
import dev.signalbox.dashboards.look.SizedCanvas;
import dev.signalbox.dashboards.look.Tone;
import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/**
 * New calls of each region before a move (grey), after it (blue, or the colour of a limit that gets
 * near) and, while it is under way, now (a mark).
 */
public final class LoadBars extends SizedCanvas {

    private static final Font NAME = Fonts.strong(12);
    private static final Font WORDS = Fonts.regular(11.5);
    private static final double NAMES = 118;
    private static final double ROW_MAX = 46;
    private static final double BAR = 8;
    private static final double WORDS_MIN = 240;

    private List<LoadRow> rows = List.of();
    private String nothing = "";

    /** {@code nothing} is said while there are no rows. */
    public void show(List<LoadRow> shown, String nothing) {
        if (!shown.equals(rows) || !nothing.equals(this.nothing)) {
            rows = shown;
            this.nothing = nothing;
            setAccessibleText(
                    rows.stream()
                            .map(row -> row.title() + ": " + row.words())
                            .collect(Collectors.joining(". ")));
            redraw();
        }
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.LEFT);
        if (rows.isEmpty()) {
            g.setFont(WORDS);
            g.setFill(palette().quiet());
            g.fillText(FittedText.of(nothing, WORDS, width - 24), 12, 20);
            return;
        }
        double most =
                rows.stream()
                        .mapToDouble(row -> Math.max(row.before(), Math.max(after(row), now(row))))
                        .max()
                        .orElse(1);
        double step = Math.min(ROW_MAX, (height - 8) / rows.size());
        double words =
                rows.stream()
                        .mapToDouble(row -> FittedText.width(row.words(), WORDS))
                        .max()
                        .orElse(WORDS_MIN);
        double room = Math.max(width * 0.25, width - NAMES - words - 40);
        for (int i = 0; i < rows.size(); i++) {
            row(g, rows.get(i), 4 + step * i + step / 2, room / Math.max(1, most), width);
        }
    }

    private static double after(LoadRow row) {
        return Double.isNaN(row.after()) ? 0 : row.after();
    }

    private static double now(LoadRow row) {
        Double now = row.now();
        return now == null ? 0 : now;
    }

    private void row(GraphicsContext g, LoadRow row, double y, double scale, double width) {
        g.setFont(NAME);
        g.setFill(palette().strong());
        g.fillText(FittedText.of(row.title(), NAME, NAMES - 8), 12, y);
        double before = Math.max(1, row.before() * scale);
        double after = after(row) <= 0 ? 0 : Math.max(2, row.after() * scale);
        boolean alone = Double.isNaN(row.after());
        g.setFill(palette().course());
        g.fillRect(12 + NAMES, alone ? y - BAR / 2 : y - BAR - 1, before, BAR);
        g.setFill(palette().of(Tone.of(row.sign(), Tone.ACCENT)));
        g.fillRect(12 + NAMES, y + 1, after, BAR);
        double end = Math.max(before, after);
        Double now = row.now();
        if (now != null) {
            double x = 12 + NAMES + now * scale;
            g.setFill(palette().strong());
            g.fillRect(x - 1, y - BAR - 4, 2, 2 * BAR + 8);
            end = Math.max(end, now * scale);
        }
        g.setFont(WORDS);
        g.setFill(palette().quiet());
        double x = 12 + NAMES + end + 12;
        g.fillText(FittedText.of(row.words(), WORDS, width - x - 8), x, y);
    }
}
