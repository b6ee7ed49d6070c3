package dev.signalbox.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import javafx.geometry.Rectangle2D;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ConsoleOptionsTest {

    private final ConsoleOptions options = new ConsoleOptions();
    private final StringWriter errors = new StringWriter();

    private int parse(String... arguments) {
        return new CommandLine(options).setErr(new PrintWriter(errors)).execute(arguments);
    }

    @Test
    void defaultsAreOneAgentAndAWindow() {
        assertThat(parse()).isZero();
        assertThat(options.complete()).isTrue();
        assertThat(options.endpoints()).containsExactly("127.0.0.1:7443");
        assertThat(options.snapshot()).isNull();
        assertThat(options.light()).isFalse();
    }

    @Test
    void momentsHaveUnitsAndComeInOrder() {
        assertThat(parse("--snapshot", "d", "--at", "25s,5s,1min", "--size", "1280x720")).isZero();
        assertThat(options.moments())
                .containsExactly(
                        Duration.ofSeconds(5), Duration.ofSeconds(25), Duration.ofSeconds(60));
        assertThat(options.size()).isEqualTo(new ConsoleOptions.Size(1280, 720));
    }

    @Test
    void wrongValuesAreNamedWithAnExample() {
        assertThat(parse("--at", "25")).isEqualTo(ConsoleMain.USAGE);
        assertThat(errors.toString()).contains("\"25\": no time with its unit. Example: 5s,25s");
        assertThat(parse("--size", "9x9")).isEqualTo(ConsoleMain.USAGE);
        assertThat(errors.toString()).contains("\"9x9\": no size");
        assertThat(options.complete()).isFalse();
    }

    @Test
    void aWindowThatDoesNotFitIntoItsScreenFillsIt() {
        ConsoleOptions.Size size = new ConsoleOptions.Size(1600, 900);
        assertThat(ConsoleWindow.fills(size, new Rectangle2D(0, 0, 1600, 900))).isTrue();
        assertThat(ConsoleWindow.fills(size, new Rectangle2D(0, 27, 1920, 893))).isTrue();
        assertThat(ConsoleWindow.fills(size, new Rectangle2D(0, 0, 1280, 1024))).isTrue();
        assertThat(ConsoleWindow.fills(size, new Rectangle2D(0, 0, 1920, 1080))).isFalse();
    }

    @Test
    void displayIsAskedOfTheEnvironmentWhereItIsNamedThere() {
        assertThat(ConsoleMain.hasDisplay("Linux", Map.of())).isFalse();
        assertThat(ConsoleMain.hasDisplay("Linux", Map.of("DISPLAY", ":0"))).isTrue();
        assertThat(ConsoleMain.hasDisplay("Linux", Map.of("WAYLAND_DISPLAY", "wayland-0")))
                .isTrue();
        assertThat(ConsoleMain.hasDisplay("Mac OS X", Map.of())).isTrue();
    }
}
