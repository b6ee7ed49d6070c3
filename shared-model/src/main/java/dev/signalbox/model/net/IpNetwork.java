package dev.signalbox.model.net;

/**
 * All addresses that begin with the same bits (RFC 4632). IPv4 is kept as {@link IpEndpoint} keeps
 * it.
 *
 * @param high the first 64 bits, those beyond the prefix zero
 * @param low the last 64 bits, the same
 * @param prefixBits of the IPv6 form, 0 to 128
 */
public record IpNetwork(long high, long low, int prefixBits) {

    /** Bits of an IPv6 address. */
    public static final int BITS = 128;

    /** Of the IPv6 form of an IPv4 address, those before it. */
    private static final int V4_OFFSET = 96;

    /**
     * The network around an address.
     *
     * @param prefixBits as written: 0 to 32 for IPv4, 0 to 128 for IPv6
     * @throws IllegalArgumentException when the prefix is longer than the address
     */
    public static IpNetwork of(IpEndpoint address, int prefixBits) {
        int bits = address.isV4() ? prefixBits + V4_OFFSET : prefixBits;
        if (prefixBits < 0 || bits > BITS) {
            throw new IllegalArgumentException(
                    address.address()
                            + "/"
                            + prefixBits
                            + ": the prefix is longer than the address");
        }
        return new IpNetwork(
                address.high() & mask(Math.min(bits, Long.SIZE)),
                address.low() & mask(Math.max(0, bits - Long.SIZE)),
                bits);
    }

    /** True when the address is in it, whatever the port. */
    public boolean contains(IpEndpoint address) {
        return (address.high() & mask(Math.min(prefixBits, Long.SIZE))) == high
                && (address.low() & mask(Math.max(0, prefixBits - Long.SIZE))) == low;
    }

    /** True for a network of one address. */
    public boolean isSingle() {
        return prefixBits == BITS;
    }

    private static long mask(int bits) {
        return bits == 0 ? 0 : -1L << (Long.SIZE - bits);
    }

    /** {@code 192.0.2.0/24} or {@code 2001:db8::/64}. */
    @Override
    public String toString() {
        IpEndpoint first = new IpEndpoint(high, low, 0);
        return first.address() + "/" + (first.isV4() ? prefixBits - V4_OFFSET : prefixBits);
    }
}
