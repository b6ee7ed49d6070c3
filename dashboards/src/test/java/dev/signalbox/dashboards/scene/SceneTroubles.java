package dev.signalbox.dashboards.scene;

import dev.signalbox.model.ai.BreakerState;
import dev.signalbox.model.ai.Rung;
import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.fleet.IncidentView;
import dev.signalbox.model.fleet.Severity;
import dev.signalbox.model.journal.Evidence;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.measure.ProviderPicture;
import dev.signalbox.model.target.Target;
import java.util.List;

/** What is wrong in the moments that are not about a carrier, and what was decided. */
final class SceneTroubles {

    static final Target.Provider ACME = new Target.Provider("llm", "acme", "eu");

    private SceneTroubles() {}

    static List<IncidentView> pathLoses() {
        return incident(
                new Target.Path("eu-central", "us-east"),
                "Media from eu-central to us-east loses 6.1 %",
                "49 of 800 packets in 4 s; the other direction loses 0.0 %.",
                "Nothing moves for a path: a person decides",
                List.of());
    }

    static List<IncidentView> providerOut() {
        return incident(
                ACME,
                "Acme LLM fails",
                "14 of 129 calls in 1 min with 5xx, 3 without an answer.",
                "New calls go to Basalt LLM since 03:12:20 UTC; Bookings greets and captures only",
                List.of("j1/3"));
    }

    static List<IncidentView> sttSlow() {
        return incident(
                new Target.Provider("stt", "clarity", "eu"),
                "Clarity STT is slow",
                "71 % of 168 first transcripts later than 500 ms in 15 s.",
                "Nothing to move to: it is the only speech recognition of Bookings",
                List.of());
    }

    static List<IncidentView> misunderstands() {
        return incident(
                new Target.Service("bookings"),
                "Callers of Bookings are misunderstood",
                "41 % of 58 ended calls in 1 min; roads and providers are well.",
                "Nothing moves: look at the last release",
                List.of());
    }

    private static List<IncidentView> incident(
            Target target, String title, String detail, String action, List<String> decisions) {
        return List.of(
                new IncidentView(
                        "j1/2",
                        target,
                        Severity.MAJOR,
                        title,
                        detail,
                        action,
                        "",
                        null,
                        Scenes.AT.minusSeconds(24),
                        decisions));
    }

    static JournalRecord breakerOpened() {
        return new JournalRecord.BreakerChanged(
                Scenes.AT.minusSeconds(24),
                1,
                "j-eu-central/4",
                ACME,
                BreakerState.CLOSED,
                BreakerState.OPEN,
                0,
                1,
                ProviderPicture.Counts.NONE,
                List.of(
                        new JournalRecord.ServiceShift(
                                "bookings",
                                Stage.LLM,
                                ACME,
                                new Target.Provider("llm", "basalt", "eu"),
                                Rung.PRIMARY,
                                Rung.DEGRADED)),
                "",
                List.of(
                        new Evidence(
                                "provider_errors", "workers", 38, "5 of 38 calls failed in 30 s")),
                List.of());
    }
}
