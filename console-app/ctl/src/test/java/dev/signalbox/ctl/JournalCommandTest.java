package dev.signalbox.ctl;

import static dev.signalbox.ctl.connection.Regions.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.journal.JournalRecord;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class JournalCommandTest extends CtlTest {

    @Test
    void journal_() throws IOException {
        assertThat(both("journal")).isZero();
        golden("journal.txt");
    }

    @Test
    void journalOfOneTrunkHasTheRoutersAnswersToo() throws IOException {
        assertThat(both("journal", "--target", "trunk:eu-central/northwind", "--json")).isZero();
        assertThat(json().path("records").valueStream().map(r -> r.path("id").asString()))
                .containsExactly("j1/2", "j1/3", "j1/4");
        golden("journal-trunk.json");
    }

    @Test
    void journalAfterARecord() throws IOException {
        assertThat(both("journal", "--after", "j1/3", "--target", "region:eu-central")).isZero();
        assertThat(out.toString()).contains("#4").doesNotContain("#3  ");
        assertThat(both("journal", "--after", "j1/77")).isEqualTo(CtlMain.USAGE);
        assertThat(err.toString()).contains("\"j1/77\": no such record");
    }

    @Test
    void journalOfSomethingUnknownSaysWhatExists() throws IOException {
        assertThat(both("journal", "--target", "region:zz")).isEqualTo(CtlMain.USAGE);
        assertThat(err.toString())
                .contains("\"region:zz\": no such target here")
                .contains("trunk:eu-central/northwind");
        assertThat(both("journal", "--target", "trunk:eu-central/meridian")).isZero();
    }

    @Test
    void verifyIsGoodForAJournalAsItWasWritten() throws IOException {
        assertThat(both("journal", "verify")).isZero();
        golden("verify.txt");
        assertThat(both("journal", "verify", "--json")).isZero();
        assertThat(json().path("good").asBoolean()).isTrue();
    }

    @Test
    void verifyFindsAnAlteredRecordThatTheAgentKeepsQuietAbout() throws IOException {
        frankfurt.alter(3, new JournalRecord.BrakeSet(NOON, 1, "Mallory", "nothing happened"));
        assertThat(both("journal", "verify", "--json")).isEqualTo(CtlMain.FAILED);
        JsonNode first = json().path("journals").path(0);
        assertThat(json().path("good").asBoolean(true)).isFalse();
        assertThat(first.path("agent").path("good").asBoolean()).isTrue();
        assertThat(first.path("recomputed").path("problems").path(0).asString())
                .isEqualTo("record 3: its hash does not follow from its bytes");
    }
}
