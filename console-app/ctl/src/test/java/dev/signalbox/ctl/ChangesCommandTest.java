package dev.signalbox.ctl;

import static dev.signalbox.ctl.connection.Regions.MERIDIAN;
import static dev.signalbox.ctl.connection.Regions.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.target.Target;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What people moved inside regions, from the journals of all agents. */
@Timeout(60)
class ChangesCommandTest extends CtlTest {

    @BeforeEach
    void moved() {
        frankfurt.fleet(
                true,
                new FleetRecord.MemberStarted(
                        NOON, "eu-central", "boot-1", "0.1.0", "p", "Frankfurt"));
        frankfurt.append(byHand(NOON.minusSeconds(60), MERIDIAN, true, "carrier works"));
        dublin.append(
                byHand(
                        NOON.minusSeconds(30),
                        new Target.Trunk("eu-west", "southwind"),
                        false,
                        "works are over"));
    }

    private static JournalRecord byHand(
            Instant at, Target.Trunk trunk, boolean out, String reason) {
        return new JournalRecord.HandSet(
                at,
                900_000,
                trunk,
                out,
                new Person("Ada", Role.OPERATOR),
                reason,
                "1a2b3c4d",
                "moved by hand",
                List.of(),
                List.of());
    }

    @Test
    void whatPeopleMovedInsideRegionsIsListedTheNewestFirst() throws IOException {
        assertThat(both("changes")).isZero();
        List<String> lines = out.toString().lines().toList();
        assertThat(lines.subList(0, 2))
                .containsExactly(
                        "No plan between regions was made yet.", "Moved by hand inside regions:");
        assertThat(lines.get(2))
                .contains("trunk:eu-west/southwind returned, by Ada: works are over");
        assertThat(lines.get(3))
                .contains("trunk:eu-central/meridian taken out, by Ada: carrier works");
        assertThat(lines).hasSize(4);
    }

    @Test
    void theSameAsJson() throws IOException {
        assertThat(both("changes", "--json")).isZero();
        assertThat(json().at("/changes").isEmpty()).isTrue();
        assertThat(json().at("/byHand")).hasSize(2);
        assertThat(json().at("/byHand/1/target").asString()).isEqualTo("trunk:eu-central/meridian");
        assertThat(json().at("/byHand/1/out").asBoolean()).isTrue();
        assertThat(json().at("/byHand/1/hash").asString()).isEqualTo("1a2b3c4d");
    }

    @Test
    void ofWhomNothingIsListedIsSaid() throws Exception {
        dublin.vanish();
        assertThat(both("changes")).isZero();
        assertThat(out.toString()).contains("meridian taken out").doesNotContain("southwind");
        assertThat(err.toString())
                .contains("ctl: what was moved by hand there is not listed")
                .contains(dublin.endpoint());
    }
}
