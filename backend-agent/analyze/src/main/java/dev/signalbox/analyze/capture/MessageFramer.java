package dev.signalbox.analyze.capture;

import dev.signalbox.model.net.IpEndpoint;
import java.util.Arrays;

/**
 * Cuts a TCP stream into SIP messages by their Content-Length (RFC 3261 section 18.3) or into HEP
 * packets by their length. After a gap, and in streams that began before the capture, it waits for
 * what looks like the beginning of a message.
 */
final class MessageFramer {

    private static final int MESSAGE_BYTES_MAX = 256 << 10;

    private final IpEndpoint source;
    private final IpEndpoint destination;
    private final PayloadTaker taker;
    private byte[] buffer = new byte[0];
    private int length;

    /** Inside a stream of messages; else looking for the beginning of one. */
    private boolean framing;

    /** What came last was neither SIP nor HEP. */
    private boolean foreign;

    private long newestMicros;

    /** When the first byte of the message came. */
    private long micros;

    MessageFramer(IpEndpoint source, IpEndpoint destination, PayloadTaker taker) {
        this.source = source;
        this.destination = destination;
        this.taker = taker;
    }

    /** False while the stream is neither SIP nor HEP: then order does not matter. */
    boolean isInteresting() {
        return !foreign;
    }

    /** Bytes are missing here. */
    void gap() {
        framing = false;
        length = 0;
    }

    void bytes(byte[] bytes, int from, int end, long capturedMicros) {
        // What waited for a segment before it was there for the reader only with that one.
        newestMicros = Math.max(newestMicros, capturedMicros);
        long atMicros = newestMicros;
        int at = from;
        if (!framing) {
            at = Payloads.messageStart(bytes, from, end);
            foreign = at < 0;
            if (foreign) {
                return;
            }
            framing = true;
        }
        append(bytes, at, end, atMicros);
        int done = 0;
        int size = next(done);
        while (size > 0) {
            taker.message(buffer, done, size, source, destination, micros);
            done += size;
            micros = atMicros;
            size = next(done);
        }
        length -= done;
        System.arraycopy(buffer, done, buffer, 0, length);
        if (size < 0 || length > MESSAGE_BYTES_MAX) {
            gap();
        }
    }

    private void append(byte[] bytes, int from, int end, long atMicros) {
        if (length == 0) {
            micros = atMicros;
        }
        int added = end - from;
        if (length + added > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(length + added, 2 * buffer.length));
        }
        System.arraycopy(bytes, from, buffer, length, added);
        length += added;
    }

    /**
     * Bytes of the message at {@code from}, line ends before it included; 0 when it is not whole
     * yet; -1 when there is none.
     */
    private int next(int from) {
        int start = from;
        while (start < length && (buffer[start] == '\r' || buffer[start] == '\n')) {
            start++;
        }
        if (start == length) {
            return start - from;
        }
        if (Payloads.isHep(buffer, start, length)) {
            if (length - start < 6) {
                return 0;
            }
            int size = (buffer[start + 4] & 0xff) << 8 | (buffer[start + 5] & 0xff);
            return size < 6 ? -1 : start + size <= length ? start + size - from : 0;
        }
        int body = Payloads.bodyStart(buffer, start, length);
        if (body < 0) {
            return Payloads.mayBeSip(buffer, start, length) ? 0 : -1;
        }
        if (!Payloads.isSip(buffer, start, length)) {
            return -1;
        }
        int content = Payloads.contentLength(buffer, start, body);
        return content < 0 ? -1 : body + content <= length ? body + content - from : 0;
    }
}
