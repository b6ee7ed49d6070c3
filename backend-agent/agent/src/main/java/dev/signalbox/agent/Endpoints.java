package dev.signalbox.agent;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Says where a running agent can be reached: {@code endpoints.json} in its run directory. */
final class Endpoints {

    private static final String FILE = "endpoints.json";

    private Endpoints() {}

    /**
     * Publishes in one piece: whoever reads the file reads all of it.
     *
     * @param addresses by what they are for: {@code console}, {@code hep}
     */
    static void publish(Path runDirectory, String region, Map<String, InetSocketAddress> addresses)
            throws IOException {
        ObjectNode node = JsonMapper.shared().createObjectNode();
        node.put("region", region);
        addresses.forEach((name, address) -> node.put(name, text(address)));
        node.put("pid", ProcessHandle.current().pid());
        Files.createDirectories(runDirectory);
        Path temporary = runDirectory.resolve(FILE + ".tmp");
        Files.write(temporary, (node + "\n").getBytes(StandardCharsets.UTF_8));
        Files.move(temporary, runDirectory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Takes the file away when the agent ends. */
    static void withdraw(Path runDirectory) throws IOException {
        Files.deleteIfExists(runDirectory.resolve(FILE));
    }

    private static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
