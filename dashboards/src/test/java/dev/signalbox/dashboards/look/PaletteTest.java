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

    private static Map<String, Color> colours(Palette palette) {
        return Map.ofEntries(
                Map.entry("ground", palette.ground()),
                Map.entry("rail", palette.rail()),
                Map.entry("panel", palette.panel()),
                Map.entry("line", palette.line()),
                Map.entry("land", palette.land()),
                Map.entry("text", palette.text()),
                Map.entry("strong", palette.strong()),
                Map.entry("quiet", palette.quiet()),
                Map.entry("critical", palette.critical()),
                Map.entry("major", palette.major()),
                Map.entry("minor", palette.minor()),
                Map.entry("accent", palette.accent()));
    }

    @Test
    void canvasAndStyleSheetHaveTheSameColours() throws IOException {
        try (InputStream in = PaletteTest.class.getResourceAsStream("signalbox.css")) {
            assertThat(in).isNotNull();
            String sheet = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            int light = sheet.indexOf(".console:light");
            assertThat(read(sheet.substring(0, light))).isEqualTo(colours(Palette.DARK));
            assertThat(read(sheet.substring(light))).isEqualTo(colours(Palette.LIGHT));
        }
    }

    private static Map<String, Color> read(String sheet) {
        Map<String, Color> colours = new HashMap<>();
        Matcher matcher = Pattern.compile("-sb-(\\w+): (#[0-9a-f]{6});").matcher(sheet);
        while (matcher.find()) {
            colours.put(matcher.group(1), Color.web(matcher.group(2)));
        }
        return colours;
    }

    @Test
    void textIsReadableOnAllGroundsOfBothThemes() {
        for (Palette palette : new Palette[] {Palette.DARK, Palette.LIGHT}) {
            for (Color ground : new Color[] {palette.ground(), palette.panel(), palette.rail()}) {
                for (Tone tone : Tone.values()) {
                    // Courses are lines: they need less.
                    double least = tone == Tone.COURSE ? 2.5 : 4.5;
                    assertThat(contrast(palette.of(tone), ground))
                            .as(tone + " on " + ground)
                            .isGreaterThan(least);
                }
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
