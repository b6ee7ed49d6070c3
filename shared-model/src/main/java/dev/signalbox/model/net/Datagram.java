package dev.signalbox.model.net;

/**
 * Bytes as they came off a socket, on their way from wire to parse.
 *
 * @param bytes the payload, exactly as long as it was; owned by the receiver, never changed
 * @param sender who sent the packet
 * @param arrivalNanos monotonic time of arrival; windows run on it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Datagram(byte[] bytes, IpEndpoint sender, long arrivalNanos) {}
