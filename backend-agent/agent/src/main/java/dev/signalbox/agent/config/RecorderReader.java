package dev.signalbox.agent.config;

import java.time.Duration;

/** The section {@code recorder} of {@code agent.yaml}: what consoles were told, for replay. */
final class RecorderReader {

    private static final Value<Duration> KEEP = Quantities.duration("1min", "720h", "72h");
    private static final Value<Integer> SIZE = Quantities.whole(16, 1_000_000, "1024");
    private static final long MIB = 1L << 20;

    private RecorderReader() {}

    static AgentConfig.RecorderConfig read(Section recorder) {
        Duration keep = recorder.optional("keep", KEEP, AgentConfig.RecorderConfig.DEFAULT.keep());
        int mebibytes =
                recorder.optional(
                        "sizeMaxMiB",
                        SIZE,
                        (int) (AgentConfig.RecorderConfig.DEFAULT.bytesMax() / MIB));
        recorder.end();
        return new AgentConfig.RecorderConfig(keep, mebibytes * MIB);
    }
}
