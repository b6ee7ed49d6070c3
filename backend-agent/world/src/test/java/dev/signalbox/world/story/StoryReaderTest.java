package dev.signalbox.world.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StoryReaderTest {

    private static final Target.Trunk NORTHWIND = new Target.Trunk("eu-central", "northwind");

    private static Story read(String text) throws StoryException {
        return StoryReader.read("s.story", text, Set.of(NORTHWIND));
    }

    @Test
    void readsStepsInOrderOfTime() throws StoryException {
        Story story =
                read(
                        """
                        # a comment
                        500ms reject503 trunk:eu-central/northwind "it rejects"

                        2min  heal      trunk:eu-central/northwind "it is well"
                        3min  end
                        """);
        assertThat(story.end()).isEqualTo(Duration.ofMinutes(3));
        assertThat(story.steps())
                .containsExactly(
                        new Story.Step(
                                Duration.ofMillis(500),
                                Story.Verb.REJECT503,
                                NORTHWIND,
                                "it rejects"),
                        new Story.Step(
                                Duration.ofMinutes(2), Story.Verb.HEAL, NORTHWIND, "it is well"));
    }

    @Test
    void namesEveryWrongLine() {
        assertThatThrownBy(
                        () ->
                                read(
                                        """
                                        20 freeze trunk:eu-central/northwind
                                        10s melt trunk:eu-central/northwind "hot"
                                        5s heal trunk:eu-central/northwind
                                        30s freeze trunk:eu-central/other
                                        31s freeze eu-central
                                        32s freeze
                                        "nonsense
                                        """))
                .isInstanceOf(StoryException.class)
                .message()
                .satisfies(
                        message ->
                                assertThat(message.lines())
                                        .satisfiesExactly(
                                                line ->
                                                        assertThat(line)
                                                                .isEqualTo(
                                                                        "s.story:1 time \"20\": no"
                                                                                + " time with a unit"
                                                                                + " (ms, s, min)."
                                                                                + " Example: 20s"),
                                                line ->
                                                        assertThat(line)
                                                                .startsWith(
                                                                        "s.story:2 verb \"melt\""),
                                                line ->
                                                        assertThat(line)
                                                                .startsWith(
                                                                        "s.story:3 time \"5s\":"
                                                                                + " earlier"),
                                                line ->
                                                        assertThat(line)
                                                                .startsWith("s.story:4 target")
                                                                .contains("no trunk of this world"),
                                                line ->
                                                        assertThat(line)
                                                                .startsWith("s.story:5 target")
                                                                .contains("no target"),
                                                line ->
                                                        assertThat(line)
                                                                .startsWith("s.story:6 target")
                                                                .contains("missing"),
                                                line ->
                                                        assertThat(line)
                                                                .startsWith("s.story:7 line")));
    }

    @Test
    void aStoryNeedsAnEndAndNothingAfterIt() {
        assertThatThrownBy(() -> read("1s freeze trunk:eu-central/northwind"))
                .hasMessageContaining("s.story:1 end \"\": missing");
        assertThatThrownBy(() -> read("1s end\n2s heal trunk:eu-central/northwind"))
                .hasMessageContaining("s.story:2 line")
                .hasMessageContaining("stands after the end");
    }
}
