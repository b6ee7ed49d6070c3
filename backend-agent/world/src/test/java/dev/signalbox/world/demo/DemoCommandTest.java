package dev.signalbox.world.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.target.Target;
import dev.signalbox.world.story.Story;
import dev.signalbox.world.story.StoryReader;
import dev.signalbox.world.traffic.Regions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DemoCommandTest {

    private static final Target.Trunk NORTHWIND = new Target.Trunk("eu-central", "northwind");

    private final StringWriter errors = new StringWriter();
    private final CommandLine command =
            new CommandLine(new DemoCommand()).setErr(new PrintWriter(errors, true));

    @Test
    void aTimeNeedsAUnit() {
        assertThat(command.execute("--for", "60")).isEqualTo(2);
        assertThat(errors.toString()).contains("no time with a unit").contains("60s");
    }

    @Test
    void helpHasAnExample() {
        assertThat(command.getUsageMessage()).contains("./signalbox demo --for 60s");
    }

    @Test
    void aWrongStoryIsAConfigurationError(@TempDir Path directory) throws Exception {
        Path story = Files.writeString(directory.resolve("x.story"), "20 melt nobody\n");
        assertThat(command.execute("--story", story.toString())).isEqualTo(2);
        Path none = directory.resolve("none.story");
        assertThat(command.execute("--story", none.toString())).isEqualTo(2);
    }

    private static Story builtIn(String name) throws Exception {
        String text =
                new String(
                        Objects.requireNonNull(DemoCommand.class.getResourceAsStream(name))
                                .readAllBytes(),
                        StandardCharsets.UTF_8);
        return StoryReader.read(name, text, DemoCommand.known(Regions.demo()));
    }

    @Test
    void theBuiltInStoryBreaksEverySenseAndHealsAll() throws Exception {
        Story story = builtIn("every-sense.story");
        assertThat(story.steps())
                .filteredOn(step -> step.verb() != Story.Verb.HEAL)
                .extracting(step -> step.verb().word())
                .containsExactly("reject503", "starve", "lose", "fail", "slow", "misunderstand");
        assertThat(story.steps()).hasSize(12);
        assertThat(Moments.of(story, story.end())).hasSizeLessThanOrEqualTo(20);
    }

    @Test
    void theFleetsStoryGoesOnWhereTheOtherEnds() throws Exception {
        Story senses = builtIn("every-sense.story");
        Story story = builtIn("every-hand.story");
        assertThat(story.steps()).startsWith(senses.steps().toArray(Story.Step[]::new));
        assertThat(story.steps().subList(senses.steps().size(), story.steps().size()))
                .extracting(step -> step.verb().word() + " " + step.target())
                .containsExactly(
                        "cut region:us-east",
                        "join region:us-east",
                        "die region:eu-central",
                        "heal region:eu-central");
        assertThat(story.end()).isLessThanOrEqualTo(Duration.ofMinutes(8));
    }

    @Test
    void momentsShowCalmBrokenMovedAndReturning() {
        Story story =
                new Story(
                        List.of(
                                new Story.Step(
                                        Duration.ofSeconds(20),
                                        Story.Verb.REJECT503,
                                        NORTHWIND,
                                        0,
                                        ""),
                                new Story.Step(
                                        Duration.ofSeconds(60), Story.Verb.HEAL, NORTHWIND, 0, "")),
                        Duration.ofSeconds(100));
        assertThat(Moments.text(Moments.of(story, Duration.ofSeconds(100))))
                .isEqualTo("16s,23s,32s,78s,97s");
        assertThat(Moments.text(Moments.of(story, Duration.ofSeconds(30)))).isEqualTo("16s,23s");
    }
}
