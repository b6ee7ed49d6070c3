package dev.signalbox.world.bench.hep;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.signalbox.agent.measure.Measures;
import dev.signalbox.agent.parse.HepParser;
import dev.signalbox.agent.parse.ParseResult;
import dev.signalbox.model.net.Datagram;
import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.time.Now;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Decoding, parsing and finding its call costs no garbage; only what changes a call may. */
class AllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final IpEndpoint MIRROR = IpEndpoint.of("127.0.0.1", 5060);
    private static final int ROUND = 2_000;
    private static final int ROUNDS_MAX = 50;

    private final HepParser parser =
            new HepParser(BenchTrunks.HEP_KEY, List.of("127.0.0.1"), false);
    private final Measures measures =
            new Measures(
                    BenchTrunks.policy(), BenchTrunks.REGION, new Now(0, Instant.EPOCH), 1_000);
    private final Datagram datagram = new Datagram();
    private long taken;

    private void take(MessageTemplate message) {
        ByteBuffer packet = message.of(77, 1_000_000);
        datagram.set(packet.array(), packet.arrayOffset(), packet.limit(), MIRROR, 0, false);
        if (parser.parse(datagram) instanceof ParseResult.Parsed parsed) {
            measures.accept(parsed.sip(), 0);
            taken++;
        }
    }

    @Test
    void aMessageThatChangesNothingOfAKnownCallAllocatesNothing() {
        MessageTemplate[] held = SipTexts.of(CallKind.HELD, 0, false);
        int allButBye = held.length - 2;
        for (int i = 0; i < allButBye; i++) {
            take(held[i]);
        }
        // INVITE, 100, 180, 200, ACK, re-INVITE with its 200 and ACK, again and again. What the
        // JVM itself makes while it compiles ends some time.
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS_MAX && least > 0; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int n = 0; n < ROUND; n++) {
                for (int i = 0; i < allButBye; i++) {
                    if (i != 6) {
                        take(held[i]);
                    }
                }
            }
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(taken).isGreaterThan(ROUND);
        assertThat(measures.liveCalls()).isEqualTo(1);
        assertThat(least).as("bytes of a round of known messages").isZero();
    }
}
