package dev.signalbox.agent.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.model.route.DoorReading;
import dev.signalbox.model.route.FleetTable;
import dev.signalbox.model.time.NowSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** HTTP over loopback against a door as docs/doors.md wants it. */
@Timeout(60)
class WebhookDoorTest {

    private static final String REGION = "eu-central";
    private static final FleetTable AWAY =
            FleetTable.DEFAULT
                    .with(REGION, "bookings", new TreeMap<>(Map.of("eu-west", 100)))
                    .with("eu-west", "bookings", new TreeMap<>(Map.of("eu-central", 100)))
                    .atEpoch(3);

    private FakeDoor fake;

    @BeforeEach
    void open() throws IOException {
        fake = new FakeDoor(REGION);
    }

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void readsWhatItHoldsAndSees() throws IOException {
        fake.hold(7, "fleet-demo/17", "{\"bookings\":{\"eu-west\":40,\"eu-central\":60}}");
        fake.edges(
                "{\"eu-central\":{\"answers\":false,\"since\":\"2026-11-20T10:00:00Z\",\"calls\":12}}");

        DoorReading reading = door().read();

        assertThat(reading.epoch()).isEqualTo(7);
        assertThat(reading.decisionId()).isEqualTo("fleet-demo/17");
        assertThat(reading.shares().get("bookings"))
                .isEqualTo(Map.of("eu-west", 40, "eu-central", 60));
        assertThat(reading.edges())
                .containsEntry(
                        REGION,
                        new DoorReading.Edge(false, Instant.parse("2026-11-20T10:00:00Z"), 12));
    }

    @Test
    void setsItsPartAndReadsItBack() throws IOException {
        DoorResult result = door().apply(0, AWAY, "fleet-demo/17", "eu-west");

        assertThat(result)
                .isInstanceOfSatisfying(
                        DoorResult.Applied.class,
                        applied -> {
                            assertThat(applied.written()).isTrue();
                            assertThat(applied.readBack().epoch()).isEqualTo(3);
                        });
        assertThat(fake.shares()).isEqualTo("{\"bookings\":{\"eu-west\":100}}");
        assertThat(fake.orders().getFirst().path("writer").asString()).isEqualTo("eu-west");
        assertThat(fake.orders().getFirst().path("expectedEpoch").asLong(-1)).isZero();
    }

    @Test
    void whatItHoldsAlreadyIsNotWrittenAgain() throws IOException {
        fake.hold(3, "fleet-demo/17", "{\"bookings\":{\"eu-west\":100}}");

        DoorResult result = door().apply(0, AWAY, "fleet-demo/17", "eu-west");

        assertThat(result)
                .isInstanceOfSatisfying(
                        DoorResult.Applied.class, a -> assertThat(a.written()).isFalse());
        assertThat(fake.orders()).isEmpty();
    }

    @Test
    void aNewerEpochIsAConflictAndIsNotTouched() throws IOException {
        fake.hold(4, "fleet-demo/20", "{}");

        assertThat(conflict(door().apply(4, AWAY, "fleet-demo/17", "eu-west")))
                .isEqualTo("holds epoch 4, newer than 3");
        assertThat(fake.orders()).isEmpty();
    }

    @Test
    void theSameEpochOfAnotherDecisionIsAConflict() throws IOException {
        fake.hold(3, "fleet-demo/16", "{}");

        assertThat(conflict(door().apply(3, AWAY, "fleet-demo/17", "eu-west")))
                .isEqualTo("holds epoch 3 of decision \"fleet-demo/16\", not \"fleet-demo/17\"");
    }

    @Test
    void anotherEpochThanExpectedIsAConflict() throws IOException {
        fake.hold(1, "fleet-demo/2", "{}");

        assertThat(conflict(door().apply(2, AWAY, "fleet-demo/17", "eu-west")))
                .isEqualTo("holds epoch 1, expected 2");
    }

    @Test
    void theDoorItselfRefusesWhenSomebodyElseWasFaster() throws IOException {
        fake.beforeOrder(() -> fake.hold(9, "fleet-demo/30", "{}"));

        DoorResult result = door().apply(0, AWAY, "fleet-demo/17", "eu-west");

        assertThat(conflict(result)).isEqualTo("it holds epoch 9");
        assertThat(((DoorResult.Conflict) result).found().epoch()).isEqualTo(9);
        assertThat(fake.epoch()).isEqualTo(9);
    }

    @Test
    void aDoorThatAcceptsAndDoesNothingIsCaughtByReadBack() throws IOException {
        fake.behaviour = FakeDoor.Behaviour.PRETENDS;

        assertThat(failure(door().apply(0, AWAY, "fleet-demo/17", "eu-west")))
                .isEqualTo("accepted the change, then held epoch 0, all at home");
    }

    @Test
    void aWrongKeyIsSaidToBeOne() throws IOException {
        assertThat(failure(door("another key").apply(0, AWAY, "fleet-demo/17", "eu-west")))
                .isEqualTo("it does not believe the signature: wrong signature");
        assertThat(fake.epoch()).isZero();
    }

    @Test
    void withoutAKeyNothingIsWritten() throws IOException {
        assertThat(failure(door(null).apply(0, AWAY, "fleet-demo/17", "eu-west")))
                .contains("doors.keyFile");
        assertThat(fake.orders()).isEmpty();
    }

    @Test
    void answersThatAreNoneAreRefusedInWords() {
        refused(FakeDoor.Behaviour.SILENT, "no answer within 200 ms");
        refused(FakeDoor.Behaviour.DRIPS, "no answer within 200 ms");
        refused(FakeDoor.Behaviour.GARBAGE, "answer is not JSON");
        refused(FakeDoor.Behaviour.STATUS_500, "HTTP status 500: the database is away");
        refused(FakeDoor.Behaviour.REDIRECTS, "HTTP status 302");
        refused(FakeDoor.Behaviour.ENDLESS, "answer longer than 262144 bytes");
    }

    private void refused(FakeDoor.Behaviour behaviour, String words) {
        fake.behaviour = behaviour;
        assertThatThrownBy(() -> door().read())
                .isInstanceOf(IOException.class)
                .hasMessage(fake.url() + ": " + words);
    }

    @Test
    void whatADoorHoldsIsCheckedLikeATable() {
        fake.hold(1, "x/1", "{\"bookings\":{\"eu-west\":90}}");
        assertThatThrownBy(() -> door().read()).hasMessageContaining("add up to 90, not 100");
        fake.hold(1, "x/1", "{\"bookings\":{\"eu-west\":\"all\"}}");
        assertThatThrownBy(() -> door().read()).hasMessageContaining("\"all\" is no percent");
        fake.hold(-1, "x/1", "{}");
        assertThatThrownBy(() -> door().read()).hasMessageContaining("\"epoch\" -1");
        fake.restart();
        fake.edges("{\"eu-central\":{\"answers\":\"yes\"}}");
        assertThatThrownBy(() -> door().read()).hasMessageContaining("has no \"answers\"");
        fake.edges("{\"eu-central\":{\"answers\":true,\"since\":\"noon\",\"calls\":1}}");
        assertThatThrownBy(() -> door().read()).hasMessageContaining("\"since\" \"noon\"");
    }

    @Test
    void theDoorOfAnotherRegionIsNotTakenForThisOne() {
        WebhookDoor wrong = door("eu-west", fake.url(), FakeDoor.KEY);

        assertThatThrownBy(wrong::read)
                .hasMessageContaining("it is the door of \"eu-central\", expected \"eu-west\"");
    }

    @Test
    void nothingThereIsSaidAsSuch() throws IOException {
        URI nobody;
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            nobody = URI.create("http://127.0.0.1:" + taken.getLocalPort() + "/");
        }
        assertThatThrownBy(() -> door(REGION, nobody, FakeDoor.KEY).read())
                .hasMessage(nobody + ": nothing listens there");
    }

    private WebhookDoor door() {
        return door(FakeDoor.KEY);
    }

    private WebhookDoor door(@Nullable String key) {
        return door(REGION, fake.url(), key);
    }

    private static WebhookDoor door(String region, URI url, @Nullable String key) {
        return new WebhookDoor(region, url, key, Duration.ofMillis(200), NowSource.system());
    }

    private static String conflict(DoorResult result) {
        assertThat(result).isInstanceOf(DoorResult.Conflict.class);
        return ((DoorResult.Conflict) result).reason();
    }

    private static String failure(DoorResult result) {
        assertThat(result).isInstanceOf(DoorResult.Failed.class);
        return ((DoorResult.Failed) result).reason();
    }
}
