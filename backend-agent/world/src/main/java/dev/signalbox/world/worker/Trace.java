package dev.signalbox.world.worker;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.SplittableRandom;

/** The trace of one conversation. Used by the world's thread. */
final class Trace {

    private final SplittableRandom random;
    private final ByteString id;
    private final ByteString root;
    private final String callId;

    /**
     * @param random of this conversation's ids
     * @param callId SIP Call-ID
     */
    Trace(SplittableRandom random, String callId) {
        this.random = random;
        ByteBuffer bytes = ByteBuffer.allocate(16);
        bytes.putLong(random.nextLong() | 1).putLong(random.nextLong()).flip();
        this.id = ByteString.copyFrom(bytes);
        this.callId = callId;
        this.root = newSpanId();
    }

    ByteString id() {
        return id;
    }

    /** As 32 hexadecimal digits. */
    String text() {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    /** Span id of the conversation itself. */
    ByteString root() {
        return root;
    }

    String callId() {
        return callId;
    }

    ByteString newSpanId() {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES);
        bytes.putLong(random.nextLong() | 1).flip();
        return ByteString.copyFrom(bytes);
    }
}
