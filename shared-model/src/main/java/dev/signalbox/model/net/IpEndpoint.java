package dev.signalbox.model.net;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * An IP address and port, compact and comparable on the hot path. IPv4 is kept as IPv4-mapped IPv6
 * ({@code ::ffff:a.b.c.d}), so both spellings of an address are equal.
 *
 * @param high the first 64 bits of the IPv6 address
 * @param low the last 64 bits of the IPv6 address
 * @param port 0 to 65535
 */
public record IpEndpoint(long high, long low, int port) {

    private static final long MAPPED = 0xffffL << 32;

    /** An IPv4 endpoint; {@code address} holds the four bytes, the first in the highest bits. */
    public static IpEndpoint v4(int address, int port) {
        return new IpEndpoint(0, MAPPED | (address & 0xffffffffL), port);
    }

    /**
     * From an address in text form.
     *
     * @throws IllegalArgumentException when {@code address} is no numeric IPv4 or IPv6 address;
     *     names are never looked up
     */
    public static IpEndpoint of(String address, int port) {
        try {
            return of(InetAddress.ofLiteral(address), port);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "\""
                            + address
                            + "\": not a numeric IP address. Example: 192.0.2.10 or 2001:db8::10",
                    e);
        }
    }

    /** From a JDK address. */
    public static IpEndpoint of(InetAddress address, int port) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            return v4(
                    (bytes[0] & 0xff) << 24
                            | (bytes[1] & 0xff) << 16
                            | (bytes[2] & 0xff) << 8
                            | (bytes[3] & 0xff),
                    port);
        }
        return new IpEndpoint(toLong(bytes, 0), toLong(bytes, 8), port);
    }

    /** True for IPv4, also when it was written as IPv4-mapped IPv6. */
    public boolean isV4() {
        return high == 0 && (low >>> 32) == 0xffffL;
    }

    /** The address without the port, in text form. */
    public String address() {
        if (isV4()) {
            int a = (int) low;
            return (a >>> 24) + "." + (a >>> 16 & 0xff) + "." + (a >>> 8 & 0xff) + "." + (a & 0xff);
        }
        byte[] bytes = new byte[16];
        for (int i = 0; i < 8; i++) {
            bytes[i] = (byte) (high >>> (56 - 8 * i));
            bytes[8 + i] = (byte) (low >>> (56 - 8 * i));
        }
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("sixteen bytes are always an address", e);
        }
    }

    /** {@code 192.0.2.10:5060} or {@code [2001:db8::10]:5060}. */
    @Override
    public String toString() {
        return isV4() ? address() + ":" + port : "[" + address() + "]:" + port;
    }

    private static long toLong(byte[] bytes, int from) {
        long value = 0;
        for (int i = from; i < from + 8; i++) {
            value = value << 8 | (bytes[i] & 0xff);
        }
        return value;
    }
}
