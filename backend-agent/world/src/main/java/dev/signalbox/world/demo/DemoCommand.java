package dev.signalbox.world.demo;

import dev.signalbox.model.target.Target;
import dev.signalbox.world.process.Programs;
import dev.signalbox.world.process.RunDirectory;
import dev.signalbox.world.story.Story;
import dev.signalbox.world.story.StoryException;
import dev.signalbox.world.story.StoryReader;
import dev.signalbox.world.traffic.CarrierProfile;
import dev.signalbox.world.traffic.RegionProfile;
import dev.signalbox.world.traffic.Regions;
import dev.signalbox.world.voice.VoiceWorld;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The command {@code demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the product on this machine: three region agents, a voice world with real SIP and"
                    + " HEP on loopback, and the console.",
            "A story of six minutes and twenty seconds breaks a carrier, starves an inbound trunk, loses"
                    + " media on one path, fails and slows AI providers, and releases what misunderstands"
                    + " its callers, one after the other; each is healed. Then Frankfurt's agent is cut off from"
                    + " the others, and at last its edge dies: its evacuation to Dublin is yours to plan, from the"
                    + " console or ctl; with --auto two scripted operators do it. Ctrl-C ends everything."
        },
        footer = {
            "",
            "Examples:",
            "  ./signalbox demo",
            "  ./signalbox demo --for 60s --no-console --json",
            "  ./signalbox demo --auto --screens screens",
            "",
            "Exit codes: 0 done, 1 failed, 2 usage, 4 something to install is missing."
        })
public final class DemoCommand implements Callable<Integer> {

    private static final String STORY = "every-hand.story";

    /** Ctrl-C waits this long for the report and the children's end. */
    private static final long SHUTDOWN_SECONDS = 15;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Ends after this time, for example 60s or 2min. Default: until Ctrl-C.")
    private @Nullable Duration length;

    @Option(
            names = "--auto",
            description =
                    "Two scripted operators act when a region is lost; ends when the story is over.")
    private boolean auto;

    @Option(names = "--no-console", description = "No window: the picture in the terminal.")
    private boolean noConsole;

    @Option(
            names = "--screens",
            paramLabel = "DIR",
            description =
                    "Renders the console without a display into PNGs: calm, then of each step of the"
                            + " story broken, found, returning. Ends when the story is over.")
    private @Nullable Path screens;

    @Option(
            names = "--json",
            description = "The result as one line of JSON at the end. Ends when the story is over.")
    private boolean json;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the traffic. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--story",
            paramLabel = "FILE",
            description = "Another story than the built-in one.")
    private @Nullable Path storyFile;

    /** Times with a unit. */
    static final class TimeConverter implements ITypeConverter<Duration> {
        private static final Pattern TIME = Pattern.compile("(\\d{1,6})(ms|s|min)");

        @Override
        public Duration convert(String text) {
            Matcher time = TIME.matcher(text);
            if (!time.matches()) {
                throw new TypeConversionException(
                        "\"" + text + "\": no time with a unit (ms, s, min). Example: 60s");
            }
            long amount = Long.parseLong(time.group(1));
            return switch (time.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                default -> Duration.ofMinutes(amount);
            };
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = new Terminal(System.err, onTerminal());
        try {
            List<RegionProfile> regions = DemoAi.withServices(Regions.brief());
            Story story = story(regions);
            return show(terminal, regions, story);
        } catch (StoryException e) {
            terminal.say(String.valueOf(e.getMessage()));
            return 2;
        } catch (Programs.MissingException e) {
            terminal.say(String.valueOf(e.getMessage()));
            return 4;
        } catch (IOException e) {
            terminal.say("demo: " + e.getMessage());
            return 1;
        }
    }

    private int show(Terminal terminal, List<RegionProfile> regions, Story story)
            throws IOException, InterruptedException, Programs.MissingException {
        Programs programs = Programs.ofLauncher();
        boolean display = hasDisplay();
        DemoOptions options = options(story, display);
        RunDirectory directory = RunDirectory.create(programs.home(), "demo", Instant.now());
        terminal.say("Signalbox demo in " + directory.path() + " (seed " + seed + ")");
        terminal.say(DemoSettings.sentence());
        if (!display && !noConsole && screens == null) {
            terminal.say("No display here: the same picture follows in the terminal.");
        }
        CountDownLatch finished = new CountDownLatch(1);
        VoiceWorld world = new VoiceWorld(regions);
        try (Demo demo = new Demo(options, story, world, programs, directory, terminal)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> shutDown(demo, finished)));
            demo.start();
            demo.run();
            DemoReport report = demo.report();
            report.sentences().forEach(terminal::say);
            if (json) {
                System.out.println(ReportJson.of(report));
                System.out.flush();
            }
            return demo.agentGivenUp() || !report.journalVerified() ? 1 : 0;
        } finally {
            finished.countDown();
        }
    }

    /** Runs when the JVM is told to end: lets the demo end in order first. */
    private static void shutDown(Demo demo, CountDownLatch finished) {
        demo.stop();
        try {
            finished.await(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private DemoOptions options(Story story, boolean display) {
        Duration end = length;
        if (end == null && (auto || json || screens != null)) {
            end = story.end();
        }
        boolean console = screens != null || (display && !noConsole);
        return new DemoOptions(end, console, screens, auto || json || screens != null, seed);
    }

    private Story story(List<RegionProfile> regions) throws StoryException, IOException {
        Set<Target> known = known(regions);
        if (storyFile != null) {
            if (!Files.isRegularFile(storyFile)) {
                throw new StoryException(
                        List.of(
                                "demo: --story \""
                                        + storyFile
                                        + "\": no such file. Leave --story out for the built-in one"));
            }
            return StoryReader.read(
                    String.valueOf(storyFile.getFileName()), Files.readString(storyFile), known);
        }
        try (InputStream resource =
                Objects.requireNonNull(DemoCommand.class.getResourceAsStream(STORY))) {
            String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            return StoryReader.read(STORY, text, known);
        }
    }

    /** All that the world has and that something can happen to. */
    static Set<Target> known(List<RegionProfile> regions) {
        Set<Target> known = new HashSet<>(DemoAi.providers().keySet());
        known.addAll(DemoAi.services());
        for (RegionProfile region : regions) {
            for (CarrierProfile carrier : region.carriers()) {
                known.add(new Target.Trunk(region.name(), carrier.name()));
            }
            known.add(new Target.Region(region.name()));
            for (RegionProfile other : regions) {
                if (!other.equals(region)) {
                    known.add(new Target.Path(region.name(), other.name()));
                }
            }
        }
        return known;
    }

    @SuppressWarnings("SystemConsoleNull") // null again from JDK 25 on, without a terminal
    private static boolean onTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /** Only X11 and Wayland can be missing; other systems always have their desktop. */
    private static boolean hasDisplay() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return !system.contains("linux")
                || isSet(System.getenv("DISPLAY"))
                || isSet(System.getenv("WAYLAND_DISPLAY"));
    }

    private static boolean isSet(@Nullable String value) {
        return value != null && !value.isEmpty();
    }
}
