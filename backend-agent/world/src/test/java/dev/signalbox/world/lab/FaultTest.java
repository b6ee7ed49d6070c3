package dev.signalbox.world.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultTest {

    @Test
    void readsBothSpellingsOfATarget() {
        Fault expected = new Fault(Fault.Kind.FREEZE, Fault.CARRIER_A, Duration.ofSeconds(15));
        assertThat(Fault.parse("freeze:carrier-a@15s")).isEqualTo(expected);
        assertThat(Fault.parse("freeze:trunk:lab/carrier-a@15000ms")).isEqualTo(expected);
        assertThat(Fault.parse("heal:carrier-b@1min"))
                .isEqualTo(new Fault(Fault.Kind.HEAL, Fault.CARRIER_B, Duration.ofMinutes(1)));
    }

    @ParameterizedTest
    @CsvSource({
        "freeze:carrier-a, not KIND:TARGET@TIME",
        "freeze:carrier-a@15, not KIND:TARGET@TIME",
        "melt:carrier-a@15s, no such kind",
        "freeze:carrier-z@15s, no such target",
        "'', not KIND:TARGET@TIME"
    })
    void saysWhatIsWrong(String text, String reason) {
        assertThatThrownBy(() -> Fault.parse(text)).hasMessageContaining(reason);
    }
}
