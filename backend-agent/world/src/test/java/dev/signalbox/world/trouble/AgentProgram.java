package dev.signalbox.world.trouble;

import dev.signalbox.model.contract.ContractMapper;
import dev.signalbox.model.journal.JournalCodec;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.v1.AgentServiceGrpc;
import dev.signalbox.v1.ReadJournalRequest;
import dev.signalbox.v1.Region;
import dev.signalbox.v1.Router;
import dev.signalbox.v1.SetBrakeRequest;
import dev.signalbox.v1.SetBrakeResponse;
import dev.signalbox.v1.Trunk;
import dev.signalbox.v1.VerifyJournalRequest;
import dev.signalbox.v1.VerifyJournalResponse;
import dev.signalbox.v1.WatchRequest;
import io.grpc.Context;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real agent in a process of its own, and what it answers. */
final class AgentProgram implements AutoCloseable {

    private static final long DEADLINE_SECONDS = 20;

    private final Path directory;
    private final Process process;
    private final JournalCodec codec = new JournalCodec();
    private ManagedChannel channel;
    private JsonNode endpoints;

    /** A record with its id. */
    record Entry(String id, JournalRecord record) {}

    private AgentProgram(Path directory, Process process) {
        this.directory = directory;
        this.process = process;
    }

    /** Starts it with {@code agent.yaml} in {@code directory}; does not wait. */
    static AgentProgram start(Path directory, String... more) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx192m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.signalbox.agent.AgentMain",
                                "--config",
                                directory.resolve("agent.yaml").toString()));
        command.addAll(List.of(more));
        File log = directory.resolve("agent.log").toFile();
        return new AgentProgram(
                directory,
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                        .start());
    }

    /** Waits until it has published where it is. */
    AgentProgram ready() {
        endpoints =
                Await.value(
                        "the agent publishes its endpoints; its log: " + log(),
                        () -> {
                            if (!process.isAlive()) {
                                throw new AssertionError("the agent ended: " + log());
                            }
                            return published().filter(e -> e.path("pid").asLong() == pid());
                        });
        channel =
                Grpc.newChannelBuilder(
                                endpoints.path("console").asString(""),
                                InsecureChannelCredentials.create())
                        .build();
        return this;
    }

    private Optional<JsonNode> published() {
        Path file = directory.resolve("run/endpoints.json");
        try {
            return Files.exists(file)
                    ? Optional.of(JsonMapper.shared().readTree(Files.readString(file)))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    ManagedChannel channel() {
        return channel;
    }

    String endpoint(String key) {
        return endpoints.path(key).asString("");
    }

    /** All it has printed, and those that ran in the same directory before it. */
    String log() {
        try {
            return Files.readString(directory.resolve("agent.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL. */
    void kill() {
        if (channel != null) {
            channel.shutdownNow();
        }
        process.destroyForcibly();
        exitCode();
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    void closeItsInput() throws IOException {
        process.getOutputStream().close();
    }

    /** Waits for its end. */
    int exitCode() {
        try {
            if (!process.waitFor(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the agent does not end: " + log());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        return process.exitValue();
    }

    /** Its region as a console that connects now is told. */
    Region region() {
        Context.CancellableContext context = Context.current().withCancellation();
        Context before = context.attach();
        try {
            var responses = stub().watch(WatchRequest.getDefaultInstance());
            return responses.next().getSnapshot().getRegions(0);
        } finally {
            context.detach(before);
            context.cancel(null);
        }
    }

    Region regionWhen(String what, Predicate<Region> condition) {
        return Await.value(what, () -> Optional.of(region()).filter(condition));
    }

    Router router() {
        return region().getAgent().getRouters(0);
    }

    Trunk trunk(String carrier) {
        return region().getTrunksList().stream()
                .filter(t -> t.getTarget().endsWith("/" + carrier))
                .findFirst()
                .orElseThrow();
    }

    List<JournalEntry> stored() {
        List<JournalEntry> entries = new ArrayList<>();
        stub().readJournal(ReadJournalRequest.getDefaultInstance())
                .forEachRemaining(
                        page ->
                                page.getEntriesList()
                                        .forEach(
                                                e ->
                                                        entries.add(
                                                                ContractMapper.fromContract(
                                                                        page.getJournalId(), e))));
        return entries;
    }

    List<Entry> journal() {
        return stored().stream().map(e -> new Entry(e.id(), codec.fromBytes(e.body()))).toList();
    }

    <T extends JournalRecord> List<T> all(Class<T> type) {
        return journal().stream()
                .map(Entry::record)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** Waits for the first record of this kind that fits, and gives its id with it. */
    <T extends JournalRecord> Entry first(Class<T> type, Predicate<T> fits) {
        return Await.value(
                type.getSimpleName() + " in the journal",
                () ->
                        journal().stream()
                                .filter(e -> type.isInstance(e.record()))
                                .filter(e -> fits.test(type.cast(e.record())))
                                .findFirst());
    }

    VerifyJournalResponse verify() {
        return stub().verifyJournal(VerifyJournalRequest.getDefaultInstance());
    }

    SetBrakeResponse brake(boolean on) {
        return stub().setBrake(
                        SetBrakeRequest.newBuilder()
                                .setOn(on)
                                .setBy("test")
                                .setReason("trouble")
                                .build());
    }

    private AgentServiceGrpc.AgentServiceBlockingStub stub() {
        return AgentServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        kill();
    }
}
