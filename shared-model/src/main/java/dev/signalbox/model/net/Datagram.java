package dev.signalbox.model.net;

/**
 * Bytes as they came off a socket, on their way from wire to parse. A view: the same object shows
 * the next datagram once the next one is taken, and the bytes around it belong to others.
 */
public final class Datagram {

    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int from;
    private int length;
    private IpEndpoint sender = IpEndpoint.v4(0, 0);
    private long arrivalNanos;
    private boolean secure;

    /** Shows nothing yet. */
    public Datagram() {}

    /** A datagram with an array of its own. */
    public Datagram(byte[] bytes, IpEndpoint sender, long arrivalNanos) {
        set(bytes, 0, bytes.length, sender, arrivalNanos, false);
    }

    /** Shows the next one. */
    public void set(
            byte[] newBytes,
            int newFrom,
            int newLength,
            IpEndpoint newSender,
            long newNanos,
            boolean newSecure) {
        bytes = newBytes;
        from = newFrom;
        length = newLength;
        sender = newSender;
        arrivalNanos = newNanos;
        secure = newSecure;
    }

    /** An array that holds the payload from {@link #from} on; never changed by who reads it. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where the payload begins. */
    public int from() {
        return from;
    }

    /** Bytes of payload, exactly as many as came. */
    public int length() {
        return length;
    }

    /** Who sent the packet. */
    public IpEndpoint sender() {
        return sender;
    }

    /** Monotonic time of arrival; windows run on it. */
    public long arrivalNanos() {
        return arrivalNanos;
    }

    /** True when it came over TLS: nobody on the way has read or changed it. */
    public boolean secure() {
        return secure;
    }
}
