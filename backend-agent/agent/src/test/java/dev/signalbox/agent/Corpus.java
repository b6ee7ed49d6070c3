package dev.signalbox.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Published test data, read where it lies; tests skip when it is not there. */
public final class Corpus {

    /** A UDP or TCP payload of a capture. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Packet(
            long micros, byte[] source, byte[] destination, int from, int to, byte[] payload) {}

    private static final int LINKTYPE_NULL = 0;
    private static final int LINKTYPE_ETHERNET = 1;
    private static final int LINKTYPE_RAW = 101;
    private static final int LINKTYPE_LINUX_SLL = 113;

    private Corpus() {}

    /** A file or folder of the corpus. */
    public static Path path(String name) {
        String set = System.getenv("SIGNALBOX_CORPUS");
        Path directory = Path.of("").toAbsolutePath();
        List<Path> places = new ArrayList<>();
        if (set != null) {
            places.add(Path.of(set));
        }
        // The tests of a module run in the module's folder.
        for (Path up = directory; up != null; up = up.getParent()) {
            places.add(up.resolve("../shared/corpus").normalize());
        }
        for (Path place : places) {
            if (Files.exists(place.resolve(name))) {
                return place.resolve(name);
            }
        }
        return Assumptions.abort("no test data: ../shared/corpus/" + name);
    }

    /** The bytes of a file of the corpus. */
    public static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(path(name));
    }

    /** The UDP packets of a pcap or pcapng file; TCP segments and fragments are left out. */
    public static List<Packet> udp(String name) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(bytes(name));
        int magic = in.getInt(0);
        List<Packet> packets = new ArrayList<>();
        if (magic == 0x0a0d0d0a) {
            pcapng(in, packets);
        } else {
            boolean little = magic == 0xd4c3b2a1 || magic == 0x4d3cb2a1;
            pcap(in.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN), packets);
        }
        return packets;
    }

    private static void pcap(ByteBuffer in, List<Packet> packets) {
        int link = in.getInt(20);
        int at = 24;
        while (at + 16 <= in.capacity()) {
            long micros = (in.getInt(at) & 0xffffffffL) * 1_000_000 + in.getInt(at + 4);
            int length = in.getInt(at + 8);
            frame(slice(in, at + 16, length), link, micros, packets);
            at += 16 + length;
        }
    }

    private static void pcapng(ByteBuffer in, List<Packet> packets) {
        in.order(in.getInt(8) == 0x1a2b3c4d ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        List<Integer> links = new ArrayList<>();
        int at = 0;
        while (at + 12 <= in.capacity()) {
            int type = in.getInt(at);
            int length = in.getInt(at + 4);
            if (type == 1) {
                links.add((int) in.getShort(at + 8));
            } else if (type == 6) {
                long micros =
                        (in.getInt(at + 12) & 0xffffffffL) << 32
                                | (in.getInt(at + 16) & 0xffffffffL);
                frame(
                        slice(in, at + 28, in.getInt(at + 20)),
                        links.get(in.getInt(at + 8)),
                        micros,
                        packets);
            }
            at += length;
        }
    }

    private static ByteBuffer slice(ByteBuffer in, int from, int length) {
        return in.slice(from, length).order(ByteOrder.BIG_ENDIAN);
    }

    private static void frame(ByteBuffer frame, int link, long micros, List<Packet> packets) {
        int ip =
                switch (link) {
                    case LINKTYPE_ETHERNET ->
                            switch (frame.getShort(12) & 0xffff) {
                                case 0x8100 -> 18; // VLAN
                                case 0x8864 -> 22; // PPP over Ethernet
                                default -> 14;
                            };
                    case LINKTYPE_NULL -> 4;
                    case LINKTYPE_RAW -> 0;
                    case LINKTYPE_LINUX_SLL -> 16;
                    default -> throw new IllegalArgumentException("link type " + link);
                };
        if (frame.capacity() < ip + 20) {
            return;
        }
        boolean v4 = frame.get(ip) >>> 4 == 4;
        int header = v4 ? (frame.get(ip) & 15) * 4 : 40;
        int protocol = frame.get(ip + (v4 ? 9 : 6));
        boolean fragment = v4 && (frame.getShort(ip + 6) & 0x3fff) != 0;
        if (protocol != 17 || fragment) {
            return;
        }
        int udp = ip + header;
        int length = (frame.getShort(udp + 4) & 0xffff) - 8;
        int address = v4 ? 4 : 16;
        int source = ip + (v4 ? 12 : 8);
        packets.add(
                new Packet(
                        micros,
                        copy(frame, source, address),
                        copy(frame, source + address, address),
                        frame.getShort(udp) & 0xffff,
                        frame.getShort(udp + 2) & 0xffff,
                        copy(frame, udp + 8, Math.min(length, frame.capacity() - udp - 8))));
    }

    private static byte[] copy(ByteBuffer from, int at, int length) {
        byte[] bytes = new byte[length];
        from.get(at, bytes);
        return bytes;
    }
}
