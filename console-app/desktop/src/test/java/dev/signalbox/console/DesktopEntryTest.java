package dev.signalbox.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The menu entry of the package. */
class DesktopEntryTest {

    @Test
    void aDesktopFindsTheEntryOfAWindow() throws IOException {
        assertThat(
                        Files.readAllLines(
                                Path.of("../../installers/console/signalbox-console.desktop")))
                .contains("StartupWMClass=" + ConsoleWindow.WINDOW_CLASS);
    }
}
