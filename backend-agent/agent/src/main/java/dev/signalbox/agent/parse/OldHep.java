package dev.signalbox.agent.parse;

import dev.signalbox.agent.parse.HepPacket.Chunk;
import dev.signalbox.agent.parse.ParseResult.Reason;
import dev.signalbox.agent.parse.ParseResult.Rejected;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * HEP versions 1 and 2, which older SBCs still send: a header of fixed length (version, its length,
 * family, IP protocol, ports, addresses), in version 2 with time and capture agent's number in the
 * byte order of the sender's processor, then the SIP message. They carry no key.
 */
final class OldHep {

    private static final int PORTS_END = 8;
    private static final int TIME_LENGTH = 12;
    private static final int V4_LENGTH = 4;
    private static final int V6_LENGTH = 16;
    private static final int MICROS_MAX = 999_999;

    private static final VarHandle LITTLE =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private OldHep() {}

    /** True when the bytes begin like one. */
    static boolean begins(byte[] bytes, int from) {
        return addressLength(bytes[from], bytes[from + 1]) != 0;
    }

    /** Of the addresses of a header of this version and length; 0 when there is no such header. */
    private static int addressLength(int version, int header) {
        int addresses = header - PORTS_END - (version == 2 ? TIME_LENGTH : 0);
        boolean known = version == 1 || version == 2;
        return known && (addresses == 2 * V4_LENGTH || addresses == 2 * V6_LENGTH)
                ? addresses / 2
                : 0;
    }

    /**
     * Reads the packet into {@code into}; null when it is sound.
     *
     * @param arrivalMicros the time of a message whose header has none; only differences mean
     *     anything then
     */
    static @Nullable Rejected read(
            HepPacket into, byte[] bytes, int from, int length, long arrivalMicros) {
        int version = bytes[from];
        int header = bytes[from + 1];
        if (length < header) {
            return new Rejected(
                    Reason.TRUNCATED, length + " bytes, the header alone has " + header);
        }
        int address = addressLength(version, header);
        int source = from + PORTS_END;
        into.takeAddress(Chunk.SOURCE, source, address);
        into.takeAddress(Chunk.DESTINATION, source + address, address);
        into.takePort(Chunk.SOURCE_PORT, from + 4);
        into.takePort(Chunk.DESTINATION_PORT, from + 6);
        if (version == 2) {
            int time = source + 2 * address;
            long seconds = (int) LITTLE.get(bytes, time) & 0xffffffffL;
            long micros = (int) LITTLE.get(bytes, time + 4) & 0xffffffffL;
            if (micros > MICROS_MAX) {
                seconds = (int) BIG.get(bytes, time) & 0xffffffffL;
                micros = (int) BIG.get(bytes, time + 4) & 0xffffffffL;
            }
            into.takeTime(seconds * 1_000_000 + micros);
            into.captureId = (bytes[time + 8] & 0xff) | (bytes[time + 9] & 0xff) << 8;
        } else {
            into.takeTime(arrivalMicros);
        }
        into.takeSip(from + header, length - header);
        return null;
    }
}
