package dev.signalbox.agent.act;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.route.FleetTable;
import dev.signalbox.model.time.NowSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real HTTP over loopback. */
@Timeout(60)
class DoorKeeperTest {

    private static final Duration POLL = Duration.ofMillis(20);
    private static final FleetTable AWAY =
            FleetTable.DEFAULT
                    .with("eu-central", "bookings", new TreeMap<>(Map.of("eu-west", 100)))
                    .atEpoch(3);
    private static final String SHARES = "{\"bookings\":{\"eu-west\":100}}";

    @TempDir Path directory;
    private final Map<String, BlockingQueue<DoorEvent>> events =
            Map.of(
                    "eu-central",
                    new LinkedBlockingQueue<>(),
                    "eu-west",
                    new LinkedBlockingQueue<>());
    private FakeDoor central;
    private FakeDoor west;
    private @Nullable DoorKeeper keeper;

    @BeforeEach
    void open() throws IOException {
        central = new FakeDoor("eu-central");
        west = new FakeDoor("eu-west");
    }

    @AfterEach
    void close() throws InterruptedException {
        if (keeper != null) {
            keeper.close();
            assertThat(keeper.awaitEnd(Duration.ofSeconds(10))).isTrue();
        }
        central.close();
        west.close();
    }

    @Test
    void readsAllDoorsAndWritesOnlyItsOwn() throws Exception {
        DoorKeeper started = start();
        await(DoorEvent.Read.class, "eu-central");
        await(DoorEvent.Read.class, "eu-west");

        started.wanted(AWAY, "fleet-demo/17", Set.of("eu-central"));

        DoorEvent.Applied applied = await(DoorEvent.Applied.class, "eu-central");
        assertThat(applied.epoch()).isEqualTo(3);
        assertThat(applied.decisionId()).isEqualTo("fleet-demo/17");
        assertThat(applied.tookMillis()).isNotNegative();
        assertThat(central.shares()).isEqualTo(SHARES);
        await(DoorEvent.Read.class, "eu-west");
        assertThat(west.orders()).isEmpty();
    }

    @Test
    void theSameWishAgainIsNotToldAgain() throws Exception {
        DoorKeeper started = start();
        started.wanted(AWAY, "fleet-demo/17", Set.of("eu-central"));
        await(DoorEvent.Applied.class, "eu-central");

        started.wanted(AWAY, "fleet-demo/17", Set.of("eu-central"));

        assertThat(twoLooks("eu-central")).doesNotHaveAnyElementsOfTypes(DoorEvent.Applied.class);
        assertThat(central.orders()).hasSize(1);
    }

    @Test
    void aDoorThatLostItsStateIsSetAgain() throws Exception {
        DoorKeeper started = start();
        started.wanted(AWAY, "fleet-demo/17", Set.of("eu-central"));
        await(DoorEvent.Applied.class, "eu-central");

        central.restart();

        assertThat(await(DoorEvent.Reasserted.class, "eu-central").reason())
                .isEqualTo("it was empty: restarted");
        assertThat(central.shares()).isEqualTo(SHARES);
        assertThat(central.epoch()).isEqualTo(3);
    }

    @Test
    void whatSomebodyElseChangedIsPutRight() throws Exception {
        DoorKeeper started = start();
        started.wanted(AWAY, "fleet-demo/17", Set.of("eu-central"));
        await(DoorEvent.Applied.class, "eu-central");

        central.hold(3, "fleet-demo/17", "{\"bookings\":{\"us-east\":100}}");

        assertThat(await(DoorEvent.Reasserted.class, "eu-central").reason())
                .contains("us-east")
                .contains("changed by somebody else");
        assertThat(central.shares()).isEqualTo(SHARES);
    }

    @Test
    void aNewerEpochIsLeftAloneAndSaidOnce() throws Exception {
        central.hold(8, "fleet-demo/40", "{}");
        DoorKeeper started = start();

        started.wanted(AWAY, "fleet-demo/17", Set.of("eu-central"));

        assertThat(await(DoorEvent.Failed.class, "eu-central").reason())
                .startsWith("holds epoch 8, newer than 3");
        assertThat(twoLooks("eu-central")).doesNotHaveAnyElementsOfTypes(DoorEvent.Failed.class);
        assertThat(central.orders()).isEmpty();
    }

    @Test
    void anOrderOlderThanOneThisAgentActedUnderIsRefusedAfterARestart() throws Exception {
        assertThat(DoorFence.open(directory).admit("eu-central", 5, "fleet-demo/20")).isEmpty();
        DoorKeeper started = start();

        // The door has lost its state too, so only the fence knows.
        started.wanted(AWAY, "fleet-demo/17", Set.of("eu-central"));

        assertThat(await(DoorEvent.Failed.class, "eu-central").reason())
                .startsWith("epoch 3 is older than 5");
        assertThat(central.orders()).isEmpty();
    }

    @Test
    void withoutRoomForTheFenceNothingIsWrittenUntilThereIs() throws Exception {
        Path inTheWay = directory.resolve("doors.json.new");
        Files.createDirectory(inTheWay);
        DoorKeeper started = start();
        started.wanted(AWAY, "fleet-demo/17", Set.of("eu-central"));
        assertThat(await(DoorEvent.Failed.class, "eu-central").reason())
                .startsWith("not set, because doors.json cannot be written");
        assertThat(central.orders()).isEmpty();

        Files.delete(inTheWay);

        await(DoorEvent.Applied.class, "eu-central");
    }

    @Test
    void aDoorThatPretendsFailsUntilItDoes() throws Exception {
        central.behaviour = FakeDoor.Behaviour.PRETENDS;
        DoorKeeper started = start();
        started.wanted(AWAY, "fleet-demo/17", Set.of("eu-central"));
        assertThat(await(DoorEvent.Failed.class, "eu-central").reason())
                .isEqualTo("accepted the change, then held epoch 0, all at home");

        central.behaviour = FakeDoor.Behaviour.GOOD;

        await(DoorEvent.Applied.class, "eu-central");
        assertThat(central.shares()).isEqualTo(SHARES);
    }

    @Test
    void aDeadDoorDoesNotHoldUpTheOtherAndFailsTheWish() throws Exception {
        central.behaviour = FakeDoor.Behaviour.SILENT;
        DoorKeeper started = start();

        started.wanted(AWAY, "fleet-demo/17", Set.of("eu-central", "eu-west"));

        await(DoorEvent.Applied.class, "eu-west");
        assertThat(west.epoch()).isEqualTo(3);
        assertThat(await(DoorEvent.Failed.class, "eu-central").reason())
                .endsWith("no answer within 200 ms");
    }

    @Test
    void aDoorThatIsAwayLaterIsUnreachableAndNotFailed() throws Exception {
        DoorKeeper started = start();
        started.wanted(AWAY, "fleet-demo/17", Set.of("eu-central"));
        await(DoorEvent.Applied.class, "eu-central");
        of("eu-central").clear();

        central.behaviour = FakeDoor.Behaviour.STATUS_500;

        DoorEvent event = next("eu-central");
        while (event instanceof DoorEvent.Read) {
            event = next("eu-central");
        }
        assertThat(event)
                .isInstanceOfSatisfying(
                        DoorEvent.Unreachable.class,
                        u -> assertThat(u.reason()).contains("HTTP status 500"));
        central.behaviour = FakeDoor.Behaviour.GOOD;
        assertThat(next("eu-central")).isInstanceOf(DoorEvent.Read.class);
    }

    @Test
    void aTableThatNobodyDecidedIsWrittenNowhere() throws Exception {
        central.hold(0, "", "{\"bookings\":{\"eu-west\":100}}");
        DoorKeeper started = start();

        started.wanted(FleetTable.DEFAULT, "", Set.of("eu-central", "eu-west"));

        assertThat(twoLooks("eu-central")).hasOnlyElementsOfType(DoorEvent.Read.class);
        assertThat(central.orders()).isEmpty();
    }

    private DoorKeeper start() throws IOException {
        DoorKeeper started =
                new DoorKeeper(
                        List.of(door("eu-central", central), door("eu-west", west)),
                        DoorFence.open(directory),
                        "eu-west",
                        POLL,
                        NowSource.system(),
                        event -> of(event.door()).add(event));
        keeper = started;
        started.start();
        return started;
    }

    private static WebhookDoor door(String region, FakeDoor fake) {
        return new WebhookDoor(
                region, fake.url(), FakeDoor.KEY, Duration.ofMillis(200), NowSource.system());
    }

    /** What is told of a door until it was surely looked at once more from now on. */
    private List<DoorEvent> twoLooks(String door) throws InterruptedException {
        of(door).clear();
        List<DoorEvent> told = new ArrayList<>();
        for (int reads = 0; reads < 3; ) {
            DoorEvent event = next(door);
            told.add(event);
            reads += event instanceof DoorEvent.Read ? 1 : 0;
        }
        return told;
    }

    private DoorEvent next(String door) throws InterruptedException {
        return Objects.requireNonNull(of(door).poll(20, TimeUnit.SECONDS), "no event");
    }

    private BlockingQueue<DoorEvent> of(String door) {
        return Objects.requireNonNull(events.get(door));
    }

    private <T extends DoorEvent> T await(Class<T> type, String door) throws InterruptedException {
        DoorEvent event = next(door);
        while (!type.isInstance(event)) {
            event = next(door);
        }
        return type.cast(event);
    }
}
