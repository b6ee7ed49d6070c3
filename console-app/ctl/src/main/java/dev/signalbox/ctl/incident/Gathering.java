package dev.signalbox.ctl.incident;

import dev.signalbox.ctl.connection.AgentCalls;
import dev.signalbox.ctl.connection.RefusedException;
import dev.signalbox.ctl.connection.UnreachableException;
import dev.signalbox.ctl.replay.PackedSecond;
import dev.signalbox.ctl.replay.Recording;
import dev.signalbox.ctl.replay.SecondsPacker;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.journal.JournalCodec;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.journal.JournalVerification;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks agents for what they told and decided in a range of time: to replay it, or to make a bundle
 * of it. For one thread.
 */
public final class Gathering {

    private final Instant from;
    private final Instant to;
    private final List<Manifest.Agent> agents = new ArrayList<>();
    private final List<Recording.AgentSeconds> told = new ArrayList<>();
    private final Map<String, Held> journals = new LinkedHashMap<>();
    private final List<String> missing = new ArrayList<>();
    private String fleet = "";

    private record Held(String kind, String region, List<JournalEntry> entries) {}

    /** The range, with both ends. */
    public Gathering(Instant from, Instant to) {
        this.from = from;
        this.to = to;
    }

    /**
     * Asks one agent for all it has.
     *
     * @param endpoint for people
     * @throws UnreachableException when it does not answer; nothing of it is kept
     * @throws RefusedException when it answers that it will not; nothing of it is kept
     */
    public void ask(String endpoint, AgentCalls agent)
            throws UnreachableException, RefusedException {
        List<RegionView> regions = agent.snapshot();
        RegionView own =
                regions.stream()
                        .filter(view -> view.relay() == null)
                        .findFirst()
                        .orElseThrow(
                                () -> new IllegalStateException(endpoint + " has no region yet"));
        SecondsPacker packer = new SecondsPacker();
        agent.readRecording(from, to, packer::add);
        List<PackedSecond> seconds = packer.seconds();
        JournalVerification verified = agent.verify();
        Map<String, Held> read = new LinkedHashMap<>();
        for (AgentCalls.HeldJournal held : agent.journals()) {
            List<JournalEntry> entries = new ArrayList<>();
            agent.readJournal(held.journalId(), entries::add);
            read.put(held.journalId(), new Held(held.kind(), held.region(), entries));
        }
        if (read.isEmpty()) {
            List<JournalEntry> entries = new ArrayList<>();
            agent.readJournal(entries::add);
            read.put(own.agent().journalId(), new Held("own", own.target().name(), entries));
        }
        read.forEach(this::keep);
        told.add(new Recording.AgentSeconds(own.target().name(), endpoint, seconds));
        Held ownJournal = read.get(own.agent().journalId());
        agents.add(
                new Manifest.Agent(
                        own.target().name(),
                        endpoint,
                        own.agent().version(),
                        ownJournal == null ? null : policyHash(ownJournal.entries()),
                        recordingEntry(own.target().name()),
                        seconds.size(),
                        verified.good(),
                        verified.sealedSequence(),
                        verified.problems()));
        if (fleet.isEmpty()) {
            fleet = agent.fleetName();
        }
    }

    /** Says that an agent did not answer. */
    public void missing(String words) {
        missing.add(words);
    }

    /** A journal from its own agent counts more than a copy, a longer one more than a shorter. */
    private void keep(String journalId, Held held) {
        Held before = journals.get(journalId);
        boolean better =
                before == null
                        || (before.kind().equals("copy") && !held.kind().equals("copy"))
                        || (before.kind().equals(held.kind())
                                && held.entries().size() > before.entries().size());
        if (better) {
            journals.put(journalId, held);
        }
    }

    private static @Nullable String policyHash(List<JournalEntry> entries) {
        JournalCodec codec = new JournalCodec();
        String hash = null;
        for (JournalEntry entry : entries) {
            try {
                if (codec.fromBytes(entry.body()) instanceof JournalRecord.AgentStarted started) {
                    hash = started.policyHash();
                }
            } catch (IllegalArgumentException _) {
                // Of a newer format: it is kept as it is.
            }
        }
        return hash;
    }

    /** What was gathered, to replay it. */
    public Recording recording(String title) {
        return new Recording(
                title,
                from,
                to,
                told,
                journals.entrySet().stream()
                        .map(
                                each ->
                                        new Recording.JournalPart(
                                                each.getKey(),
                                                each.getValue().kind().equals("fleet"),
                                                each.getValue().entries()))
                        .toList());
    }

    /**
     * Writes what was gathered into a bundle.
     *
     * @param by who makes it
     * @return the bundle's seal
     */
    public String write(Path file, String by, Instant now) throws IOException {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        for (Recording.AgentSeconds agent : told) {
            contents.put(recordingEntry(agent.region()), RecordingBytes.write(agent.seconds()));
        }
        List<Manifest.Journal> listed = new ArrayList<>();
        List<Manifest.Table> tables = new ArrayList<>();
        for (Map.Entry<String, Held> each : journals.entrySet()) {
            List<JournalEntry> entries = each.getValue().entries();
            String name = "journals/" + each.getKey() + ".jsonl";
            contents.put(name, JournalLines.write(entries));
            listed.add(
                    new Manifest.Journal(
                            each.getKey(),
                            each.getValue().kind(),
                            each.getValue().region(),
                            name,
                            entries.size(),
                            entries.isEmpty()
                                    ? dev.signalbox.model.journal.Position.GENESIS
                                    : entries.getLast().hash()));
            table(each.getKey(), each.getValue(), contents, tables);
        }
        return Bundle.write(
                file,
                new Manifest(
                        Manifest.FORMAT,
                        fleet,
                        from,
                        to,
                        now,
                        by,
                        agents,
                        listed,
                        tables,
                        missing,
                        List.of()),
                contents);
    }

    private static String recordingEntry(String region) {
        return "recordings/" + region + ".seconds";
    }

    /** What a journal decides, for whoever folds it later; none of a journal of a newer format. */
    private static void table(
            String journalId,
            Held held,
            Map<String, byte[]> contents,
            List<Manifest.Table> tables) {
        String name = "tables/" + journalId + ".json";
        try {
            contents.put(name, Tables.of(journalId, held.kind().equals("fleet"), held.entries()));
        } catch (IllegalArgumentException | IllegalStateException _) {
            return;
        }
        tables.add(new Manifest.Table(journalId, held.entries().size(), name));
    }
}
