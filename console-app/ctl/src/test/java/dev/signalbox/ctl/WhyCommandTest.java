package dev.signalbox.ctl;

import static dev.signalbox.ctl.connection.Regions.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.ctl.connection.Regions;
import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.target.Target;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WhyCommandTest extends CtlTest {

    @Test
    void whyDidItMove() throws IOException {
        assertThat(both("why", "trunk:eu-central/northwind")).isZero();
        golden("why-moved.txt");
    }

    @Test
    void whyDidItMoveAsJson() throws IOException {
        assertThat(both("why", "trunk:eu-central/northwind", "--json")).isZero();
        golden("why-moved.json");
    }

    @Test
    void whyDidItNotMove() throws IOException {
        assertThat(both("why", "carrier:meridian")).isZero();
        assertThat(both("why", "region:eu-west")).isZero();
        golden("why-not.txt");
    }

    @Test
    void whatAPersonMovedNamesThemAndIsSaidOnce() throws IOException {
        Target.Trunk meridian = new Target.Trunk("eu-central", "meridian");
        frankfurt.append(
                new JournalRecord.HandSet(
                        NOON.minusSeconds(5),
                        600_000,
                        meridian,
                        true,
                        new Person("ada", Role.OPERATOR),
                        "maintenance",
                        "0123abcd",
                        "New calls leave Meridian in eu-central by hand",
                        List.of(),
                        List.of()));
        dublin.heardOf(Regions.frankfurt(), "eu-west");
        assertThat(both("why", "trunk:eu-central/meridian")).isZero();
        assertThat(out.toString())
                .contains("By hand")
                .contains("11:59:55 UTC")
                .contains("Asked for by ada:")
                .contains("@0123abcd")
                .doesNotContain("None, so nothing was moved")
                .containsOnlyOnce("trunk:eu-central/meridian");
    }

    @Test
    void whyOfSomethingUnknownSaysWhatExists() throws IOException {
        assertThat(both("why", "trunk:eu-central/acme")).isEqualTo(CtlMain.USAGE);
        assertThat(err.toString())
                .contains("no such target here")
                .contains("trunk:eu-central/northwind")
                .contains("carrier:meridian");
        assertThat(both("why", "northwind")).isEqualTo(CtlMain.USAGE);
        assertThat(err.toString()).contains("no such kind of target");
    }
}
