package dev.signalbox.world.bench.hep;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** {@link HepSender} in a process of its own. */
final class SenderProcess implements AutoCloseable {

    private final Process process;
    private final BufferedWriter asks;
    private final BufferedReader answers;

    /**
     * Starts it.
     *
     * @param port of 127.0.0.1
     * @param live calls that talk
     */
    SenderProcess(int port, int live) throws IOException {
        process =
                OwnJava.bench(
                        List.of("-Xms64m", "-Xmx64m"),
                        List.of("hep-sender", "--port", "" + port, "--live", "" + live));
        asks = process.outputWriter(StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Sends and waits until it has sent.
     *
     * @throws IOException when the process has ended
     */
    HepSender.Sent send(int messagesPerSecond, Duration length) throws IOException {
        asks.write(messagesPerSecond + " " + length.toMillis());
        asks.newLine();
        asks.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the sending process has ended before it had sent");
        }
        return JsonMapper.shared().readValue(answer, HepSender.Sent.class);
    }

    @Override
    public void close() throws IOException {
        // At the end of its input it ends by itself.
        asks.close();
        process.destroy();
    }
}
