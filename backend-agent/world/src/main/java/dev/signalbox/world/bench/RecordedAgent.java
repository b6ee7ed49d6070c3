package dev.signalbox.world.bench;

import dev.signalbox.model.contract.ContractMapper;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.v1.ReadJournalResponse;
import dev.signalbox.v1.Region;
import dev.signalbox.v1.WatchResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What an agent of the demo told a console that connected, in the contract's own messages. The
 * built-in recording is of the demo's three agents 1:48 into its story, ten seconds after a
 * provider was healed; {@code bench record} makes another.
 *
 * @param region its snapshot
 * @param journal its journal up to then
 */
record RecordedAgent(Region region, List<JournalEntry> journal) {

    private static final String BUILT_IN = "demo-agents.gz";

    RecordedAgent {
        journal = List.copyOf(journal);
    }

    /** The recording that comes with the program. */
    static List<RecordedAgent> builtIn() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(RecordedAgent.class.getResourceAsStream(BUILT_IN))) {
            return read(in);
        }
    }

    /**
     * Reads a recording.
     *
     * @throws IOException when it is none
     */
    static List<RecordedAgent> read(InputStream compressed) throws IOException {
        List<RecordedAgent> agents = new ArrayList<>();
        try (InputStream in = new GZIPInputStream(compressed)) {
            for (WatchResponse watched = WatchResponse.parseDelimitedFrom(in);
                    watched != null;
                    watched = WatchResponse.parseDelimitedFrom(in)) {
                ReadJournalResponse journal = ReadJournalResponse.parseDelimitedFrom(in);
                if (journal == null || watched.getSnapshot().getRegionsCount() != 1) {
                    throw new IOException("no recording of agents: a part is missing");
                }
                agents.add(
                        new RecordedAgent(
                                watched.getSnapshot().getRegions(0),
                                journal.getEntriesList().stream()
                                        .map(
                                                entry ->
                                                        ContractMapper.fromContract(
                                                                journal.getJournalId(), entry))
                                        .toList()));
            }
        }
        return agents;
    }

    /** Writes a recording that {@link #read} reads. */
    static void write(List<RecordedAgent> agents, OutputStream to) throws IOException {
        try (OutputStream out = new GZIPOutputStream(to)) {
            for (RecordedAgent agent : agents) {
                WatchResponse.Builder watched = WatchResponse.newBuilder();
                watched.getSnapshotBuilder().addRegions(agent.region());
                watched.build().writeDelimitedTo(out);
                ReadJournalResponse.Builder journal =
                        ReadJournalResponse.newBuilder()
                                .setJournalId(agent.region().getAgent().getJournalId());
                agent.journal()
                        .forEach(entry -> journal.addEntries(ContractMapper.toContract(entry)));
                journal.build().writeDelimitedTo(out);
            }
        }
    }
}
