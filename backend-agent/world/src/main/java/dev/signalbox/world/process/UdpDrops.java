package dev.signalbox.world.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Datagrams that the system dropped because a socket's buffer was full, as Linux tells. */
public final class UdpDrops {

    /** Java's sockets are in the second, also those that are bound to an IPv4 address. */
    private static final List<Path> SOCKETS =
            List.of(Path.of("/proc/net/udp"), Path.of("/proc/net/udp6"));

    private static final int LOCAL_ADDRESS = 1;

    private UdpDrops() {}

    /** For the sockets bound to this port since they were opened; 0 where nobody tells. */
    public static long of(InetSocketAddress local) {
        String port = String.format(Locale.ROOT, ":%04X", local.getPort());
        return SOCKETS.stream()
                .flatMap(sockets -> lines(sockets).stream())
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields[LOCAL_ADDRESS].endsWith(port))
                .mapToLong(fields -> Long.parseLong(fields[fields.length - 1]))
                .sum();
    }

    private static List<String> lines(Path sockets) {
        try {
            return Files.readAllLines(sockets);
        } catch (IOException _) {
            // This system has no such file: nobody tells.
            return List.of();
        }
    }
}
