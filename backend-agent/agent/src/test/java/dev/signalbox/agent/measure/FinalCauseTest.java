package dev.signalbox.agent.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FinalCauseTest {

    @ParameterizedTest
    @CsvSource({
        "200, 0, false, ANSWERED",
        "302, 0, false, NEUTRAL",
        "401, 0, false, NEUTRAL",
        "403, 0, false, NEUTRAL",
        "404, 0, false, CALLEE",
        "407, 38, false, NEUTRAL",
        "408, 0, false, CARRIER",
        "408, 0, true, CALLEE",
        "480, 0, false, CALLEE",
        "480, 34, false, CARRIER",
        "480, 18, false, CALLEE",
        "484, 0, false, CALLEE",
        "486, 0, true, CALLEE",
        "487, 0, false, NEUTRAL",
        "488, 0, false, NEUTRAL",
        "500, 0, false, CARRIER",
        "500, 17, false, CALLEE",
        "502, 27, false, CARRIER",
        "503, 0, false, CARRIER",
        "503, 0, true, CARRIER",
        "503, 31, false, CARRIER",
        "503, 21, false, CALLEE",
        "504, 41, false, CARRIER",
        "603, 0, false, CALLEE",
        "604, 0, false, CALLEE",
        "607, 0, false, NEUTRAL",
        "608, 38, false, NEUTRAL",
        "606, 0, false, NEUTRAL",
    })
    void whoseDoing(int status, int q850Cause, boolean progressed, FinalCause cause) {
        assertThat(FinalCause.of(status, q850Cause, progressed)).isEqualTo(cause);
    }
}
