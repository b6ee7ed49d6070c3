package dev.signalbox.world.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;

/**
 * The {@code agent.yaml} of an agent that stands beside one Kamailio, or what serves as one, on
 * this machine. Its data lie in {@code data} and its HEP key in {@code hep.key} beside the file.
 *
 * @param policy path of {@code policy.yaml}, relative to the file
 * @param console where it listens for consoles; port 0 takes a free one
 * @param hep where it takes mirrored packets
 * @param router name of its router
 * @param routerUrl the router's JSON-RPC
 * @param lease whole seconds
 */
public record AgentFile(
        String region,
        String policy,
        InetSocketAddress console,
        InetSocketAddress hep,
        String router,
        URI routerUrl,
        Duration lease) {

    /** Where the HEP key is, beside the file. */
    public static final String HEP_KEY = "hep.key";

    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");

    /**
     * Writes a key beside the file; only its owner may read it.
     *
     * @param name of the key's file
     * @throws IOException when it cannot be written, or is there already
     */
    public static void writeKey(Path directory, String name, String key) throws IOException {
        Path file = directory.resolve(name);
        // Windows has no such permissions: there the folder of the person's own has to do.
        boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        }
        Files.writeString(file, key + "\n");
    }

    /** The file's text. */
    public String text() {
        return """
        # Written by a program. installers/examples/agent.yaml explains every key.
        region: %s
        dataDirectory: data
        policy: %s
        listen:
          console: %s
        hep:
          listen: %s
          keyFile: %s
          allow: [127.0.0.1]
        probe:
          from: 127.0.0.1:0
        routers:
          - name: %s
            kind: kamailio
            url: %s
            lease: %ds
        """
                .formatted(
                        region,
                        policy,
                        text(console),
                        text(hep),
                        HEP_KEY,
                        router,
                        routerUrl,
                        lease.toSeconds());
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
