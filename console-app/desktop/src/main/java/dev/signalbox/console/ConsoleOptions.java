package dev.signalbox.console;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The console's command line. */
@Command(
        name = "console",
        description = "The desktop console of one or several agents.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Keys: Ctrl+K finds everything, ? shows all keys, 1 to 9 screens, L light or dark, arrows on",
            "the map or the paths choose, Esc back to the overview. In a replay: space plays,",
            "comma and period step, brackets jump between decisions.",
            "Exit codes: 0 done, 1 failed (no display), 2 usage, 3 no agent answered.",
            "Example: ./signalbox console --connect 127.0.0.1:7443 --connect 127.0.0.1:7444",
            "         ./signalbox console --open night.sbx",
            "         ./signalbox console --snapshot pictures --at 5s,25s --size 1600x900"
        })
final class ConsoleOptions implements Callable<Integer> {

    private static final String DEFAULT_AGENT = "127.0.0.1:7443";

    @Option(
            names = "--connect",
            paramLabel = "HOST:PORT",
            description = "An agent; may be repeated. Default: " + DEFAULT_AGENT + ".")
    private List<String> endpoints = new ArrayList<>();

    @Option(
            names = "--identity",
            paramLabel = "DIR",
            description =
                    "Your certificate, as pki issue person made it. Default: $SIGNALBOX_IDENTITY,"
                            + " else none; then agents are on this machine only.")
    private @Nullable Path identity;

    @Option(
            names = "--open",
            paramLabel = "BUNDLE",
            description =
                    "Plays an incident bundle back, without any agent. See: ctl incident export.")
    private @Nullable Path bundle;

    @Option(
            names = "--seek",
            paramLabel = "TIME",
            converter = Moment.class,
            description =
                    "With --open: where it begins, for example 2026-11-20T03:12:44Z. Default: its"
                            + " first second.")
    private @Nullable Instant seek;

    @Option(
            names = "--snapshot",
            paramLabel = "DIR",
            description = "Needs no display: writes a PNG of every screen into DIR, then ends.")
    private @Nullable Path snapshot;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            split = ",",
            converter = Seconds.class,
            description =
                    "With --snapshot: when, counted from the start, for example 5s,25s. Default: as"
                            + " soon as there is a live picture. The last moment is also taken in the"
                            + " other theme.")
    private List<Duration> moments = new ArrayList<>();

    @Option(
            names = "--size",
            paramLabel = "WxH",
            converter = Size.Parser.class,
            defaultValue = "1600x900",
            description = "Size of the window in pixels. Default: ${DEFAULT-VALUE}.")
    private Size size = new Size(1600, 900);

    @Option(names = "--light", description = "For bright rooms. Default: dark.")
    private boolean light;

    @Option(
            names = "--supervised",
            description = "Ends when its standard input closes, as child processes do.")
    private boolean supervised;

    @Option(
            names = "--paints",
            paramLabel = "FILE",
            hidden = true,
            description =
                    "For measuring: writes when which version of each region was painted, as lines of"
                            + " JSON. Draws without a display where there is none.")
    private @Nullable Path paints;

    /** Set when the options were read without an error and no help was asked for. */
    private boolean complete;

    /** Width and height in pixels, 640x400 to 7680x4320. */
    record Size(int width, int height) {
        static final class Parser implements ITypeConverter<Size> {
            private static final Pattern FORM = Pattern.compile("(\\d{3,4})x(\\d{3,4})");

            @Override
            public Size convert(String text) {
                Matcher matcher = FORM.matcher(text);
                if (matcher.matches()) {
                    int width = Integer.parseInt(matcher.group(1));
                    int height = Integer.parseInt(matcher.group(2));
                    if (width >= 640 && width <= 7680 && height >= 400 && height <= 4320) {
                        return new Size(width, height);
                    }
                }
                throw new TypeConversionException(
                        "\"" + text + "\": no size from 640x400 to 7680x4320. Example: 1600x900");
            }
        }
    }

    /** Moments with their unit. */
    static final class Seconds implements ITypeConverter<Duration> {
        private static final Pattern FORM = Pattern.compile("(\\d{1,5})(s|min)");

        @Override
        public Duration convert(String text) {
            Matcher matcher = FORM.matcher(text.strip());
            if (!matcher.matches()) {
                throw new TypeConversionException(
                        "\"" + text + "\": no time with its unit. Example: 5s,25s or 2min");
            }
            long number = Long.parseLong(matcher.group(1));
            return matcher.group(2).equals("s")
                    ? Duration.ofSeconds(number)
                    : Duration.ofMinutes(number);
        }
    }

    /** A moment of a recording. */
    static final class Moment implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException _) {
                throw new TypeConversionException(
                        "\"" + text + "\": no time. Example: 2026-11-20T03:12:44Z");
            }
        }
    }

    @Override
    public Integer call() {
        complete = true;
        return 0;
    }

    boolean complete() {
        return complete;
    }

    List<String> endpoints() {
        return endpoints.isEmpty() ? List.of(DEFAULT_AGENT) : List.copyOf(endpoints);
    }

    /** The directory of the person's certificate, null for plain connections. */
    @Nullable Path identity() {
        String usual = System.getenv("SIGNALBOX_IDENTITY");
        Path named = identity;
        return named == null && usual != null && !usual.isBlank() ? Path.of(usual) : named;
    }

    @Nullable Path bundle() {
        return bundle;
    }

    @Nullable Instant seek() {
        return seek;
    }

    @Nullable Path snapshot() {
        return snapshot;
    }

    @Nullable Path paints() {
        return paints;
    }

    List<Duration> moments() {
        return moments.stream().sorted().distinct().toList();
    }

    Size size() {
        return size;
    }

    boolean light() {
        return light;
    }

    boolean supervised() {
        return supervised;
    }
}
