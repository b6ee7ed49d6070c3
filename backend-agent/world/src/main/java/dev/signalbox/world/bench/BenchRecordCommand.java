package dev.signalbox.world.bench;

import dev.signalbox.model.contract.ContractMapper;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.v1.AgentServiceGrpc;
import dev.signalbox.v1.ReadJournalRequest;
import dev.signalbox.v1.ReadJournalResponse;
import dev.signalbox.v1.WatchRequest;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench record}: makes the recording that {@code bench console} plays. */
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        description = "Records what running agents tell a console that connects now.",
        footer = {
            "",
            "Example: ./signalbox bench record --agent 127.0.0.1:7443 --to demo-agents.gz",
            "Exit codes: 0 done, 1 failed, 2 usage, 3 an agent does not answer."
        })
final class BenchRecordCommand implements Callable<Integer> {

    private static final long DEADLINE_SECONDS = 10;
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int UNREACHABLE = 3;

    @Option(names = "--agent", required = true, paramLabel = "HOST:PORT", description = "Repeated.")
    private List<String> agents = new ArrayList<>();

    @Option(names = "--to", required = true, paramLabel = "FILE", description = "Is overwritten.")
    private Path file = Path.of("demo-agents.gz");

    @Override
    public Integer call() {
        List<RecordedAgent> recorded = new ArrayList<>();
        try {
            for (String address : agents) {
                recorded.add(record(address));
            }
        } catch (StatusRuntimeException e) {
            System.err.println("bench record: " + e.getMessage());
            return UNREACHABLE;
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            RecordedAgent.write(recorded, out);
            return DONE;
        } catch (IOException e) {
            System.err.println("bench record: " + file + ": " + e.getMessage());
            return FAILED;
        }
    }

    private static RecordedAgent record(String address) {
        ManagedChannel channel =
                Grpc.newChannelBuilder(address, InsecureChannelCredentials.create()).build();
        try {
            var stub =
                    AgentServiceGrpc.newBlockingStub(channel)
                            .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
            List<JournalEntry> journal = new ArrayList<>();
            Iterator<ReadJournalResponse> pages =
                    stub.readJournal(ReadJournalRequest.getDefaultInstance());
            pages.forEachRemaining(
                    page ->
                            page.getEntriesList()
                                    .forEach(
                                            entry ->
                                                    journal.add(
                                                            ContractMapper.fromContract(
                                                                    page.getJournalId(), entry))));
            return new RecordedAgent(
                    stub.watch(WatchRequest.getDefaultInstance())
                            .next()
                            .getSnapshot()
                            .getRegions(0),
                    journal);
        } finally {
            channel.shutdownNow();
        }
    }
}
