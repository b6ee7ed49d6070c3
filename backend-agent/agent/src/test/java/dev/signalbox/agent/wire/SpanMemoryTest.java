package dev.signalbox.agent.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.ai.WorkerFact;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SpanMemoryTest {

    private final SpanMemory memory = new SpanMemory();

    @Test
    void aSpanIsKnownByTraceAndSpanId() {
        memory.remember(origin("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"));
        assertThat(memory.knows(origin("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331")))
                .isTrue();
        assertThat(memory.knows(origin("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203332")))
                .isFalse();
        assertThat(memory.knows(origin("1af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331")))
                .isFalse();
        assertThat(memory.knows(origin("0af7651916cd43dd8448eb211c80319d", "b7ad6b7169203331")))
                .isFalse();
    }

    @Test
    void onlyTheNewestAreKnown() {
        for (long i = 1; i <= SpanMemory.SPANS_MAX + 1; i++) {
            memory.remember(numbered(i));
        }
        assertThat(memory.knows(numbered(1))).isFalse();
        assertThat(memory.knows(numbered(2))).isTrue();
        assertThat(memory.knows(numbered(SpanMemory.SPANS_MAX + 1L))).isTrue();
    }

    private static WorkerFact.Origin numbered(long number) {
        return origin("0af7651916cd43dd8448eb211c80319c", String.format("%016x", number));
    }

    private static WorkerFact.Origin origin(String traceId, String spanId) {
        return new WorkerFact.Origin(traceId, spanId, null, "bookings", Instant.EPOCH, 1);
    }
}
