package dev.signalbox.agent.config;

import dev.signalbox.model.cause.CauseTable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** The section {@code workers} of {@code agent.yaml}: where voice workers report and ask. */
final class WorkersReader {

    private static final Value<InetSocketAddress> OTLP = Addresses.listen("127.0.0.1:4317");
    private static final Value<InetSocketAddress> HTTP = Addresses.listen("127.0.0.1:7080");

    private WorkersReader() {}

    static AgentConfig.WorkersConfig read(Section workers, Path directory) {
        InetSocketAddress otlp = loopback(workers, "otlp", OTLP, 4317);
        InetSocketAddress http = loopback(workers, "http", HTTP, 7080);
        String key = KeyFile.optional(workers, "outcomeKeyFile", directory, "outcomes.key");
        CauseTable causes = causes(workers, directory);
        workers.end();
        return new AgentConfig.WorkersConfig(otlp, http, key, causes);
    }

    private static CauseTable causes(Section workers, Path directory) {
        Path file = workers.optional("causesFile", Words.path(directory, "causes.yaml"));
        if (file == null) {
            return CausesFile.builtIn();
        }
        return switch (CausesFile.read(file)) {
            case CausesFile.Result.Loaded loaded -> loaded.table();
            case CausesFile.Result.Refused refused -> {
                refused.errors().forEach(workers::report);
                yield CausesFile.builtIn();
            }
        };
    }

    private static InetSocketAddress loopback(
            Section workers, String key, Value<InetSocketAddress> kind, int port) {
        InetSocketAddress listen =
                workers.optional(
                        key, kind, new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        if (!listen.getAddress().isLoopbackAddress()) {
            workers.error(
                    key,
                    "is not on loopback: without certificates workers report on this machine only,"
                            + " for example through an OpenTelemetry collector beside the agent",
                    kind.example());
        }
        return listen;
    }
}
