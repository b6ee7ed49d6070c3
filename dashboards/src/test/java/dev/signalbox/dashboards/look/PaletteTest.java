package dev.signalbox.dashboards.look;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;

class PaletteTest {

    private static final Map<String, Color> COLOURS =
            Map.ofEntries(
                    Map.entry("ground", Palette.GROUND),
                    Map.entry("rail", Palette.RAIL),
                    Map.entry("panel", Palette.PANEL),
                    Map.entry("line", Palette.LINE),
                    Map.entry("land", Palette.LAND),
                    Map.entry("text", Palette.TEXT),
                    Map.entry("strong", Palette.STRONG),
                    Map.entry("quiet", Palette.QUIET),
                    Map.entry("critical", Palette.CRITICAL),
                    Map.entry("major", Palette.MAJOR),
                    Map.entry("minor", Palette.MINOR),
                    Map.entry("accent", Palette.ACCENT));

    @Test
    void canvasAndStyleSheetHaveTheSameColours() throws IOException {
        Map<String, Color> inStyleSheet = new HashMap<>();
        try (InputStream in = PaletteTest.class.getResourceAsStream("signalbox.css")) {
            assertThat(in).isNotNull();
            Matcher matcher =
                    Pattern.compile("-sb-(\\w+): (#[0-9a-f]{6});")
                            .matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            while (matcher.find()) {
                inStyleSheet.put(matcher.group(1), Color.web(matcher.group(2)));
            }
        }
        assertThat(inStyleSheet).isEqualTo(COLOURS);
    }

    @Test
    void textIsReadableOnAllGrounds() {
        for (Color ground : new Color[] {Palette.GROUND, Palette.PANEL, Palette.RAIL}) {
            for (Color text :
                    new Color[] {
                        Palette.TEXT,
                        Palette.STRONG,
                        Palette.QUIET,
                        Palette.CRITICAL,
                        Palette.MAJOR,
                        Palette.MINOR,
                        Palette.ACCENT
                    }) {
                assertThat(contrast(text, ground)).as(text + " on " + ground).isGreaterThan(4.5);
            }
        }
    }

    /** WCAG 2.1 contrast ratio. */
    private static double contrast(Color a, Color b) {
        double light = Math.max(luminance(a), luminance(b));
        double dark = Math.min(luminance(a), luminance(b));
        return (light + 0.05) / (dark + 0.05);
    }

    private static double luminance(Color c) {
        return 0.2126 * linear(c.getRed())
                + 0.7152 * linear(c.getGreen())
                + 0.0722 * linear(c.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.03928 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }
}
