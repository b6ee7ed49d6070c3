package dev.signalbox.ctl;

import static dev.signalbox.ctl.connection.Regions.NOON;
import static dev.signalbox.ctl.connection.Senses.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.journal.DiagnosisCode;
import dev.signalbox.model.journal.JournalRecord;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Why providers, services, paths and dependencies are as they are. */
@Timeout(60)
class WhySensesTest extends SensingTest {

    @Test
    void whyOfAProviderShowsWhoTakesItsCalls() throws IOException {
        assertThat(both("why", "provider:llm/acme/eu")).isZero();
        golden("why-provider.txt");
    }

    @Test
    void whyOfAServiceTellsWhatBefellItsProviders() throws IOException {
        assertThat(both("why", "service:bookings")).isZero();
        golden("why-service.txt");
    }

    @Test
    void whyOfPathsAndDependenciesSaysThatNothingMoves() throws IOException {
        assertThat(both("why", "path:eu-west/eu-central")).isZero();
        assertThat(both("why", "dependency:crm")).isZero();
        assertThat(both("why", "provider:llm/basalt/eu")).isZero();
        golden("why-unmoved.txt");
    }

    @Test
    void whyOfAProviderAsJson() throws IOException {
        assertThat(both("why", "provider:llm/acme/eu", "--json")).isZero();
        assertThat(json().path("trunks").isEmpty()).isTrue();
        JsonNode story = json().path("providers").path(0);
        assertThat(story.path("decidedSharePercent").asInt()).isZero();
        assertThat(story.path("decisionId").asString()).isEqualTo("j1/6");
        assertThat(story.path("breaker").path("state").asString()).isEqualTo("open");
        assertThat(story.path("breaker").path("applied").asBoolean()).isTrue();
        assertThat(story.path("diagnosis").path("code").asString()).isEqualTo("provider_failing");
        JsonNode shift = story.path("records").path(1).path("record").path("services").path(0);
        assertThat(shift.path("service").asString()).isEqualTo("bookings");
    }

    @Test
    void whyOfARegionAddsWhatIsNotWell() throws IOException {
        assertThat(both("why", "region:eu-central", "--json")).isZero();
        assertThat(json().path("trunks").size()).isEqualTo(2);
        assertThat(targets("providers")).containsExactly("provider:llm/acme/eu");
        assertThat(targets("paths")).containsExactly("path:eu-west/eu-central");
        assertThat(targets("services")).containsExactly("service:bookings");
        assertThat(targets("dependencies")).containsExactly("dependency:crm");
    }

    @Test
    void anEpisodeThatIsOverGivesWayToTheNext() throws IOException {
        frankfurt.append(closed("j1/5"));
        assertThat(both("why", "service:bookings", "--json")).isZero();
        assertThat(recordIds()).containsExactly("j1/5", "j1/6", "j1/7", "j1/11");
        frankfurt.append(
                new JournalRecord.DiagnosisOpened(
                        NOON, 600_001, ACME, DiagnosisCode.PROVIDER_SLOW, "", List.of()));
        assertThat(both("why", "provider:llm/acme/eu", "--json")).isZero();
        JsonNode records = json().path("providers").path(0).path("records");
        assertThat(records.valueStream().map(r -> r.path("id").asString()))
                .containsExactly("j1/12");
    }

    private List<String> recordIds() {
        return json().path("services")
                .path(0)
                .path("records")
                .valueStream()
                .map(r -> r.path("id").asString())
                .toList();
    }

    private List<String> targets(String kind) {
        return json().path(kind).valueStream().map(s -> s.path("target").asString()).toList();
    }

    private static JournalRecord closed(String diagnosisId) {
        return new JournalRecord.DiagnosisClosed(
                NOON,
                600_000,
                diagnosisId,
                ACME,
                DiagnosisCode.PROVIDER_FAILING,
                "Acme LLM answers again",
                List.of());
    }
}
