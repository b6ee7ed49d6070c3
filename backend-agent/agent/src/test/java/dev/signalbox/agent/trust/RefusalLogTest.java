package dev.signalbox.agent.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.time.Now;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalLogTest {

    private final List<Refusal> told = new ArrayList<>();
    private Now now = new Now(0, Instant.parse("2026-11-20T12:00:00Z"));
    private final RefusalLog log = new RefusalLog(told::add, () -> now);

    @Test
    void theSameIsToldOnceAMinuteWithACount() {
        for (int i = 0; i < 1_000; i++) {
            log.refused("vera (viewer)", "SetBrake", "permission_denied", "vera is a viewer");
        }
        log.tick();
        assertThat(told).hasSize(1);
        now = now.plus(Duration.ofSeconds(60));
        log.tick();
        assertThat(told).hasSize(2);
        assertThat(told.getLast().sentence())
                .isEqualTo("vera is a viewer (999 times more in a minute)");
        now = now.plus(Duration.ofSeconds(60));
        log.tick();
        assertThat(told).hasSize(2);
        log.refused("vera (viewer)", "SetBrake", "permission_denied", "vera is a viewer");
        assertThat(told).hasSize(3);
    }

    @Test
    void whoComesUnderManyNamesIsCounted() {
        for (int i = 0; i < RefusalLog.KINDS_MAX + 500; i++) {
            log.refused("CN=stranger-" + i, "handshake", "unauthenticated", "foreign");
        }
        assertThat(told).hasSize(RefusalLog.KINDS_MAX);
        now = now.plus(Duration.ofSeconds(60));
        log.tick();
        assertThat(told).hasSize(RefusalLog.KINDS_MAX + 1);
        assertThat(told.getLast().sentence()).startsWith("500 refusals more");
    }

    @Test
    void wordsOfStrangersAreCutAndCleaned() {
        log.refused("CN=" + "x".repeat(5_000) + "\n", "handshake", "unauthenticated", "a\u001b[2J");
        assertThat(told.getFirst().who()).hasSizeLessThan(400);
        assertThat(told.getFirst().sentence()).isEqualTo("a?[2J");
    }
}
