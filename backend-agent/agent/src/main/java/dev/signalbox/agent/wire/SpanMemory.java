package dev.signalbox.agent.wire;

import dev.signalbox.model.ai.WorkerFact;

/**
 * Tells spans that came before: exporters send a batch again when its answer was lost. Knows the
 * newest 100,000, about 10 MB; to be guarded by its owner.
 */
final class SpanMemory {

    static final int SPANS_MAX = 100_000;

    /** Ids as numbers: a third of the memory of their text. */
    private record Key(long traceHigh, long traceLow, long span) {}

    private final NewestSet<Key> seen = new NewestSet<>(SPANS_MAX);

    /** True when this trace id and span id were given to {@link #remember}. */
    boolean knows(WorkerFact.Origin origin) {
        return seen.contains(key(origin));
    }

    void remember(WorkerFact.Origin origin) {
        seen.add(key(origin));
    }

    private static Key key(WorkerFact.Origin origin) {
        String trace = origin.traceId();
        return new Key(
                Long.parseUnsignedLong(trace, 0, 16, 16),
                Long.parseUnsignedLong(trace, 16, 32, 16),
                Long.parseUnsignedLong(origin.spanId(), 16));
    }
}
