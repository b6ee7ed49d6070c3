package dev.signalbox.world.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.Now;
import dev.signalbox.v1.Incident;
import dev.signalbox.v1.Region;
import dev.signalbox.v1.Rung;
import dev.signalbox.v1.Service;
import dev.signalbox.v1.Severity;
import dev.signalbox.world.story.Story;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SightingsTest {

    private static final Instant AT = Instant.parse("2026-11-20T03:12:44Z");
    private static final String ADDRESS = "127.0.0.1:7443";
    private static final Target.Path PATH = new Target.Path("eu-central", "us-east");
    private static final List<ScriptedFault> FAULTS =
            List.of(
                    new ScriptedFault(
                            "lossy", PATH, Story.Verb.LOSE, AT.minusMillis(3_200), null, null));

    private Now now = new Now(0, AT);
    private final Fleet fleet = new Fleet(List.of(ADDRESS), () -> now);
    private final Sightings sightings = new Sightings();
    private long version;

    private List<String> look(Rung rung, boolean incident) {
        Region.Builder region =
                Region.newBuilder()
                        .setTarget("region:eu-central")
                        .setTitle("Frankfurt")
                        .setBootId("b1")
                        .setVersion(++version)
                        .addServices(
                                Service.newBuilder()
                                        .setTarget("service:bookings")
                                        .setTitle("Bookings")
                                        .setRung(rung)
                                        .setRungReason("because"));
        if (incident) {
            region.addIncidents(
                    Incident.newBuilder()
                            .setId("j/7")
                            .setTarget(PATH.id())
                            .setSeverity(Severity.SEVERITY_MAJOR)
                            .setTitle("Media from Frankfurt to Ashburn suffers")
                            .setAction("Nothing is moved")
                            .setSince(
                                    com.google.protobuf.Timestamp.newBuilder()
                                            .setSeconds(AT.getEpochSecond())));
        }
        fleet.report(ADDRESS, region.build());
        return sightings.look(fleet.view(), FAULTS);
    }

    @Test
    void saysOnceWhatIsSeenAndOnceThatItIsOver() {
        assertThat(look(Rung.RUNG_PRIMARY, false)).isEmpty();
        assertThat(look(Rung.RUNG_PRIMARY, true))
                .containsExactly(
                        "Frankfurt sees: Media from Frankfurt to Ashburn suffers, 3.2 s after it"
                                + " began. Nothing is moved");
        assertThat(look(Rung.RUNG_PRIMARY, true)).isEmpty();
        assertThat(look(Rung.RUNG_PRIMARY, false))
                .containsExactly("Frankfurt sees: Media from Frankfurt to Ashburn suffers: over");
    }

    @Test
    void saysWhenAServiceChangesItsRung() {
        assertThat(look(Rung.RUNG_PRIMARY, false)).isEmpty();
        assertThat(look(Rung.RUNG_DEGRADED, false))
                .containsExactly("Frankfurt: Bookings goes from primary to degraded. because");
        assertThat(look(Rung.RUNG_DEGRADED, false)).isEmpty();
    }

    @Test
    void whatIsOldIsNotOver() {
        assertThat(look(Rung.RUNG_PRIMARY, true)).hasSize(1);
        now = now.plus(Duration.ofSeconds(30));
        assertThat(sightings.look(fleet.view(), FAULTS)).isEmpty();
    }
}
