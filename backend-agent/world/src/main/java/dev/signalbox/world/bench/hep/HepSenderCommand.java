package dev.signalbox.world.bench.hep;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code bench hep-sender}: the sender that {@code bench hep} starts as a process of its own. It
 * reads lines of a rate and milliseconds, sends so and answers each with a line of JSON; at the end
 * of its input it ends.
 */
@Command(
        name = "hep-sender",
        hidden = true,
        description = "Sends mirrored messages over UDP; started by bench hep.")
public final class HepSenderCommand implements Callable<Integer> {

    @Option(names = "--port", required = true, description = "Of 127.0.0.1.")
    private int port;

    @Option(names = "--live", required = true, description = "Calls that talk.")
    private int live;

    @Override
    public Integer call() throws IOException {
        CallStream stream = new CallStream(live, System.nanoTime(), true);
        try (HepSender sender =
                        new HepSender(
                                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port),
                                stream);
                BufferedReader asked =
                        new BufferedReader(
                                new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = asked.readLine(); line != null; line = asked.readLine()) {
                String[] words = line.split(" ", 2);
                HepSender.Sent sent =
                        sender.send(
                                Integer.parseInt(words[0]),
                                Duration.ofMillis(Long.parseLong(words[1])));
                System.out.println(JsonMapper.shared().writeValueAsString(sent));
            }
        }
        return 0;
    }
}
