package dev.signalbox.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.ctl.connection.Regions;
import dev.signalbox.ctl.connection.Senses;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Paths, providers, services, dependencies, silence and causes in status, health and journal. */
@Timeout(60)
class SensesTest extends SensingTest {

    @Test
    void statusShowsWhatIsNotWell() throws IOException {
        assertThat(both("status")).isZero();
        golden("status-senses.txt");
    }

    @Test
    void whatIsWellIsOneLineForEachSense() throws IOException {
        frankfurt.report(Regions.sensing(Regions.frankfurt(), Senses.calm()));
        assertThat(both("status")).isZero();
        assertThat(out.toString().lines().map(String::strip))
                .contains(
                        "Paths         2 paths well",
                        "Providers     1 provider well; slowest first response p95 640 ms of 28,"
                                + " Clear STT",
                        "Services      Bookings: primary, first providers",
                        "Dependencies  1 well",
                        "Causes 5 min  40 ended: 40 well, 0 intent, 0 infrastructure")
                .doesNotContain("eu-west to eu-central");
    }

    @Test
    void statusAsJsonShowsEverything() throws IOException {
        assertThat(both("status", "--json")).isZero();
        golden("status-senses.json");
    }

    @Test
    void whatIsNotKnownIsNull() throws IOException {
        assertThat(both("status", "--json")).isZero();
        JsonNode dublin = json().path("regions").path(1);
        assertThat(dublin.path("silence").path("silentNow").isNull()).isTrue();
        assertThat(dublin.path("health").isEmpty()).isTrue();
        JsonNode well = json().path("regions").path(0).path("health").path(1);
        assertThat(well.path("ageMillis").isNull()).isTrue();
    }

    @Test
    void healthIsWorstFirst() throws IOException {
        assertThat(both("health")).isZero();
        golden("health.txt");
    }

    @Test
    void healthOfOneThingHasItsEvidenceAlsoWhenItIsWell() throws IOException {
        assertThat(both("health", "carrier:meridian")).isZero();
        assertThat(out.toString())
                .contains("trunk:eu-central/meridian", "12 of 40 calls failed in 60 s")
                .doesNotContain("provider:");
        assertThat(both("health", "provider:llm/acme/eu", "--json")).isZero();
        JsonNode health = json().path("health");
        assertThat(health.size()).isEqualTo(1);
        assertThat(health.path(0).path("region").asString()).isEqualTo("region:eu-central");
        assertThat(health.path(0).path("ageMillis").asLong()).isEqualTo(300);
    }

    @Test
    void healthOfSomethingUnknownSaysWhatExists() throws IOException {
        assertThat(both("health", "provider:llm/acme/us")).isEqualTo(CtlMain.USAGE);
        assertThat(err.toString())
                .contains("no such target here")
                .contains("provider:llm/acme/eu", "path:eu-west/eu-central", "dependency:crm");
    }

    @Test
    void theJournalOfAServiceHasWhatChangedItsRoute() throws IOException {
        assertThat(both("journal", "--target", "service:bookings", "--json")).isZero();
        assertThat(json().path("records").valueStream().map(r -> r.path("id").asString()))
                .containsExactly("j1/6", "j1/7");
    }
}
