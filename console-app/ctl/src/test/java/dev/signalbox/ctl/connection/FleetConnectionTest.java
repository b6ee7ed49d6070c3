package dev.signalbox.ctl.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.model.fleet.ConnectionView.State;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.Severity;
import dev.signalbox.model.journal.JournalRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FleetConnectionTest {

    private final BlockingQueue<FleetView> pictures = new LinkedBlockingQueue<>();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
    }

    @Test
    void theFirstPictureSaysThatConnectingIsUnderWay() throws Exception {
        connect(agent().endpoint());
        FleetView first = next();
        assertThat(first.connections().getFirst().state()).isEqualTo(State.CONNECTING);
        assertThat(first.headline().severity()).isEqualTo(Severity.WELL);
    }

    @Test
    void severalAgentsAreOnePictureWithTheirJournals() throws Exception {
        FakeAgent frankfurt = agent();
        FakeAgent dublin = new FakeAgent(Regions.dublin());
        open.add(dublin);
        frankfurt.append(words("one"));
        dublin.append(words("two"));
        connect(frankfurt.endpoint(), dublin.endpoint());
        FleetView view = until(p -> p.regions().size() == 2 && p.journal().size() == 2);
        assertThat(view.regions())
                .extracting(entry -> entry.view().title())
                .containsExactly("Frankfurt", "Dublin");
        assertThat(view.journal())
                .extracting(line -> line.region())
                .containsExactly("eu-central", "eu-west");
        frankfurt.report(Regions.version(Regions.frankfurt(), 99));
        until(p -> p.regions().getFirst().view().version() == 99);
    }

    @Test
    void aBrokenConnectionIsSaidAndResumedWithoutLossOrRepetition() throws Exception {
        FakeAgent agent = agent();
        agent.append(words("before"));
        connect(agent.endpoint());
        until(p -> p.journal().size() == 1);
        for (int round = 2; round <= 6; round += 2) {
            int known = round;
            agent.vanish();
            FleetView broken = until(p -> state(p) == State.BROKEN);
            assertThat(broken.regions()).hasSize(1);
            assertThat(broken.connections().getFirst().detail()).isNotEmpty();
            agent.append(words("while away"));
            agent.comeBack();
            until(p -> state(p) == State.LIVE && p.journal().size() == known);
            agent.append(words("after"));
            FleetView view = until(p -> p.journal().size() == known + 1);
            for (int i = 0; i <= known; i++) {
                assertThat(view.journal().get(i).entry().sequence()).isEqualTo(i + 1);
            }
        }
    }

    @Test
    void whereNobodyListensThePictureSaysSo() throws Exception {
        FakeAgent gone = agent();
        gone.vanish();
        connect(gone.endpoint());
        FleetView view = until(p -> state(p) == State.BROKEN);
        assertThat(view.connections().getFirst().detail()).isEqualTo("connection refused");
        assertThat(view.headline().sentence()).contains("No agent answers at " + gone.endpoint());
    }

    @Test
    void agesGrowWithoutNews() throws Exception {
        connect(agent().endpoint());
        FleetView young = until(p -> p.regions().size() == 1);
        until(
                p ->
                        p.regions().getFirst().ageMillis()
                                > young.regions().getFirst().ageMillis() + 400);
    }

    @Test
    void anAgentWithAnotherJournalIsReadAfresh() throws Exception {
        FakeAgent agent = agent();
        agent.append(words("old"));
        agent.append(words("old"));
        connect(agent.endpoint());
        until(p -> p.journal().size() == 2);
        agent.vanish();
        agent.beginJournal("j9");
        agent.append(words("new"));
        agent.comeBack();
        FleetView view =
                until(
                        p ->
                                p.journal().size() == 1
                                        && p.journal().getFirst().entry().id().equals("j9/1"));
        assertThat(view.connections().getFirst().state()).isEqualTo(State.LIVE);
    }

    @Test
    void anAlteredRecordIsSaidAndNotShown() throws Exception {
        FakeAgent agent = agent();
        agent.append(words("one"));
        agent.append(words("two"));
        agent.append(words("three"));
        agent.alter(2, words("another"));
        connect(agent.endpoint());
        FleetView view = until(p -> !p.connections().getFirst().detail().isEmpty());
        assertThat(view.connections().getFirst().detail()).contains("j1/2").contains("altered");
        assertThat(view.journal()).hasSize(1);
        assertThat(view.headline().severity()).isEqualTo(Severity.MAJOR);
    }

    @Test
    void closingEndsPicturesAndThreads() throws Exception {
        FleetConnection connection = connect(agent().endpoint());
        until(p -> p.regions().size() == 1);
        connection.close();
        pictures.clear();
        awaitNoThread("fleet-connection");
        assertThat(pictures).isEmpty();
    }

    @Test
    void addressesAreChecked() {
        assertThatThrownBy(() -> new FleetConnection(List.of("nowhere")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not host:port");
        assertThatThrownBy(() -> new FleetConnection(List.of("192.0.2.1:7443")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs --identity");
    }

    private FakeAgent agent() throws Exception {
        FakeAgent agent = new FakeAgent(Regions.frankfurt());
        open.add(agent);
        return agent;
    }

    private FleetConnection connect(String... endpoints) {
        FleetConnection connection = new FleetConnection(List.of(endpoints));
        open.add(connection);
        connection.start(pictures::add);
        return connection;
    }

    private FleetView next() throws InterruptedException {
        FleetView picture = pictures.poll(20, TimeUnit.SECONDS);
        assertThat(picture).as("a picture within 20 s").isNotNull();
        return picture;
    }

    /** A thread that was told to end takes a moment to be gone. */
    private static void awaitNoThread(String name) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (threads().contains(name) && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(threads()).doesNotContain(name);
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }

    private FleetView until(Predicate<FleetView> wanted) throws InterruptedException {
        for (FleetView picture = next(); ; picture = next()) {
            if (wanted.test(picture)) {
                return picture;
            }
        }
    }

    private static State state(FleetView picture) {
        return picture.connections().getFirst().state();
    }

    private static JournalRecord words(String reason) {
        return new JournalRecord.BrakeSet(Regions.NOON, 1, "Ada", reason);
    }
}
