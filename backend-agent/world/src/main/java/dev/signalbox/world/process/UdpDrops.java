package dev.signalbox.world.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Datagrams that the system dropped because a socket's buffer was full, as Linux tells. */
public final class UdpDrops {

    private static final Path SOCKETS = Path.of("/proc/net/udp");
    private static final int LOCAL_ADDRESS = 1;

    private UdpDrops() {}

    /** For the IPv4 socket bound to this port since it was opened; 0 where nobody tells. */
    public static long of(InetSocketAddress local) {
        String port = String.format(Locale.ROOT, ":%04X", local.getPort());
        try {
            return Files.readAllLines(SOCKETS).stream()
                    .map(line -> line.strip().split("\\s+"))
                    .filter(fields -> fields[LOCAL_ADDRESS].endsWith(port))
                    .mapToLong(fields -> Long.parseLong(fields[fields.length - 1]))
                    .sum();
        } catch (IOException _) {
            return 0;
        }
    }
}
