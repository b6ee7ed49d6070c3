package dev.signalbox.agent.quorum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.model.quorum.FleetAnswer;
import dev.signalbox.model.quorum.FleetCommand;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An agent whose quorum cannot keep anything takes no part, and takes part again. */
@Timeout(60)
class PatientQuorumTest {

    private static final FleetCommand JOIN =
            new FleetCommand.Join(
                    new FleetCommand.Ask("1", "eu-central", Instant.EPOCH), "b", "v", "p");

    @Test
    void whatCannotStartIsTriedAgainAndSaysWhyMeanwhile() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        FakeQuorum fake = new FakeQuorum();
        try (PatientQuorum quorum =
                new PatientQuorum(
                        "eu-central",
                        "fleet-test",
                        _ -> {
                            if (tries.incrementAndGet() == 1) {
                                throw new IOException("no space left");
                            }
                            return fake;
                        })) {
            assertThat(quorum.status().inTouch()).isFalse();
            assertThatThrownBy(() -> quorum.submit(JOIN).get())
                    .hasRootCauseInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("no space left");
            assertThat(quorum.journal().verify().good()).isFalse();

            until(() -> quorum.status().inTouch());
            assertThat(quorum.submit(JOIN).get()).isInstanceOf(FleetAnswer.Done.class);
            assertThat(quorum.journal().verify().good()).isTrue();
        }
        assertThat(fake.closed).isTrue();
    }

    @Test
    void whatFailsIsLeftAndAnotherOneIsOpened() {
        AtomicReference<Consumer<String>> fatal = new AtomicReference<>();
        FakeQuorum first = new FakeQuorum();
        FakeQuorum second = new FakeQuorum();
        AtomicInteger opened = new AtomicInteger();
        AtomicInteger told = new AtomicInteger();
        try (PatientQuorum quorum =
                new PatientQuorum(
                        "eu-central",
                        "fleet-test",
                        failed -> {
                            fatal.set(failed);
                            return opened.incrementAndGet() == 1 ? first : second;
                        })) {
            quorum.onChange(told::incrementAndGet);
            assertThat(quorum.status().inTouch()).isTrue();
            Objects.requireNonNull(fatal.get()).accept("the disk is full");
            until(() -> first.closed);
            until(() -> opened.get() == 2 && quorum.status().inTouch());
            assertThat(told.get()).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void whateverGoesWrongInAnOpeningItIsTriedAgain() {
        AtomicInteger tries = new AtomicInteger();
        FakeQuorum first = new FakeQuorum();
        AtomicReference<Consumer<String>> fatal = new AtomicReference<>();
        try (PatientQuorum quorum =
                new PatientQuorum(
                        "eu-central",
                        "fleet-test",
                        failed ->
                                switch (tries.incrementAndGet()) {
                                    case 1 -> {
                                        fatal.set(failed);
                                        yield first;
                                    }
                                    case 2 -> throw new IllegalStateException("no free port");
                                    default -> new FakeQuorum();
                                })) {
            Objects.requireNonNull(fatal.get()).accept("the disk is full");
            until(() -> tries.get() >= 3 && quorum.status().inTouch());
        }
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
