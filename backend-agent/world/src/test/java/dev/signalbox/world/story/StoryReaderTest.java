package dev.signalbox.world.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StoryReaderTest {

    private static final Target.Trunk NORTHWIND = new Target.Trunk("eu-central", "northwind");
    private static final Target.Path PATH = new Target.Path("eu-central", "us-east");
    private static final Target.Provider ACME = new Target.Provider("llm", "acme", "eu");
    private static final Target.Service BOOKINGS = new Target.Service("bookings");
    private static final Set<Target> KNOWN = Set.of(NORTHWIND, PATH, ACME, BOOKINGS);

    private static Story read(String text) throws StoryException {
        return StoryReader.read("s.story", text, KNOWN);
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
                                0,
                                "it rejects"),
                        new Story.Step(
                                Duration.ofMinutes(2),
                                Story.Verb.HEAL,
                                NORTHWIND,
                                0,
                                "it is well"));
    }

    @Test
    void everythingThatIsInTheWorldCanBreakAndHeal() throws StoryException {
        Story story =
                read(
                        """
                        1s lose path:eu-central/us-east 6.5% "it loses"
                        2s fail provider:llm/acme/eu "it fails"
                        3s slow provider:llm/acme/eu
                        4s misunderstand service:bookings "it misunderstands"
                        5s starve trunk:eu-central/northwind
                        6s heal path:eu-central/us-east
                        7s end
                        """);
        assertThat(story.steps())
                .extracting(Story.Step::verb)
                .containsExactly(
                        Story.Verb.LOSE,
                        Story.Verb.FAIL,
                        Story.Verb.SLOW,
                        Story.Verb.MISUNDERSTAND,
                        Story.Verb.STARVE,
                        Story.Verb.HEAL);
        assertThat(story.steps())
                .extracting(Story.Step::target)
                .containsExactly(PATH, ACME, ACME, BOOKINGS, NORTHWIND, PATH);
        assertThat(story.steps().getFirst().ratio()).isEqualTo(0.065);
        assertThat(story.steps().getFirst().text()).isEqualTo("it loses");
    }

    @Test
    void regionsDieAgentsAreKilledAndRoadsAreCut() throws StoryException {
        Target.Region region = new Target.Region("eu-central");
        Story story =
                StoryReader.read(
                        "s.story",
                        """
                        1s die region:eu-central "it dies"
                        2s kill region:eu-central
                        3s cut region:eu-central
                        4s join region:eu-central
                        5s revive region:eu-central
                        6s heal region:eu-central
                        7s end
                        """,
                        Set.of(region));
        assertThat(story.steps())
                .allMatch(step -> step.target().equals(region))
                .extracting(step -> step.verb().breaks())
                .containsExactly(true, true, true, false, false, false);
        assertThatThrownBy(() -> read("1s die trunk:eu-central/northwind\n2s end"))
                .hasMessageContaining("nothing that can die");
    }

    @Test
    void aVerbFitsItsTargetAndTellsHowMuch() {
        assertThatThrownBy(
                        () ->
                                read(
                                        """
                                        1s fail trunk:eu-central/northwind
                                        2s lose path:eu-central/us-east
                                        3s lose path:eu-central/us-east 0%
                                        4s lose path:eu-central/us-east 101%
                                        5s fail provider:llm/acme/eu 6%
                                        6s lose path:eu-central/us-east six
                                        7s end
                                        """))
                .isInstanceOf(StoryException.class)
                .message()
                .satisfies(
                        message ->
                                assertThat(message.lines())
                                        .containsExactly(
                                                "s.story:1 target \"trunk:eu-central/northwind\":"
                                                        + " nothing that can fail. Example:"
                                                        + " provider:llm/acme/eu",
                                                "s.story:2 ratio \"\": missing. Example: 6%",
                                                "s.story:3 ratio \"0%\": no percentage above 0%"
                                                        + " and up to 100%. Example: 6%",
                                                "s.story:4 ratio \"101%\": no percentage above 0%"
                                                        + " and up to 100%. Example: 6%",
                                                "s.story:5 ratio \"6%\": fail takes none. Example:"
                                                        + " leave it out",
                                                "s.story:6 ratio \"six\": no percentage above 0%"
                                                        + " and up to 100%. Example: 6%"));
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
                                                                .contains("not in this world"),
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
