package dev.signalbox.ctl.incident;

import dev.signalbox.ctl.replay.PackedSecond;
import dev.signalbox.ctl.replay.Recording;
import dev.signalbox.ctl.replay.SecondsReader;
import dev.signalbox.model.contract.ContractMapper;
import dev.signalbox.model.contract.FleetMapper;
import dev.signalbox.model.fleet.FleetStanding;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.fleet.TrunkView;
import dev.signalbox.model.journal.DecisionState;
import dev.signalbox.model.journal.HashChain;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.Position;
import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.v1.JournalPosition;
import dev.signalbox.v1.ReadRecordingResponse;
import dev.signalbox.v1.Region;
import dev.signalbox.v1.WatchResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a bundle that is whole is also true in itself: every journal follows from its first
 * record, every position in a recording is a record of its journal, and the routes that consoles
 * were told last are the routes that the journals decide.
 */
public final class BundleCheck {

    private static final int PROBLEMS_MAX = 20;

    private final Bundle bundle;
    private final Map<String, List<JournalEntry>> journals = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private long records;
    private long seconds;
    private long positions;
    private int tables;

    /** What is wrong, in which entry. */
    public record Problem(String entry, String sentence) {}

    /**
     * What was found.
     *
     * @param records of all journals, chains computed again
     * @param seconds of all recordings
     * @param positions of journals in recordings, compared with the journals
     * @param tables route tables, those beside the journals and those that consoles were told last,
     *     compared with what the journals decide
     */
    public record Outcome(
            List<Problem> problems, long records, long seconds, long positions, int tables) {

        public Outcome {
            problems = List.copyOf(problems);
        }

        /** Nothing is wrong. */
        public boolean good() {
            return problems.isEmpty();
        }
    }

    private BundleCheck(Bundle bundle) {
        this.bundle = bundle;
    }

    /** Checks a bundle; takes time with its length. */
    public static Outcome of(Bundle bundle) {
        BundleCheck check = new BundleCheck(bundle);
        check.journals();
        check.recordings();
        check.tables();
        return new Outcome(
                check.problems, check.records, check.seconds, check.positions, check.tables);
    }

    private void journals() {
        for (Manifest.Journal listed : bundle.manifest().journals()) {
            for (Recording.JournalPart part : bundle.recording().journals()) {
                if (part.journalId().equals(listed.journalId())) {
                    journals.put(part.journalId(), part.entries());
                    chain(listed, part.entries());
                }
            }
        }
    }

    private void chain(Manifest.Journal listed, List<JournalEntry> entries) {
        Position last = Position.start(listed.journalId());
        for (JournalEntry entry : entries) {
            records++;
            JournalEntry expected = HashChain.append(last, entry.body());
            if (entry.sequence() != expected.sequence() || !entry.hash().equals(expected.hash())) {
                problem(
                        listed.entry(),
                        "record " + entry.id() + " does not follow from the one before");
                return;
            }
            last = entry.position();
        }
        if (last.sequence() != listed.records() || !last.hash().equals(listed.lastHash())) {
            problem(
                    listed.entry(),
                    "it ends at record "
                            + last.sequence()
                            + ", and the manifest says "
                            + listed.records());
        }
    }

    private void recordings() {
        for (Manifest.Agent agent : bundle.manifest().agents()) {
            for (Recording.AgentSeconds told : bundle.recording().agents()) {
                if (told.region().equals(agent.region())) {
                    recording(agent, told.seconds());
                }
            }
        }
    }

    private void recording(Manifest.Agent agent, List<PackedSecond> told) {
        if (told.size() != agent.seconds()) {
            problem(
                    agent.entry(),
                    "it has " + told.size() + " seconds, and the manifest says " + agent.seconds());
        }
        RegionView own = null;
        FleetStanding fleet = null;
        SecondsReader reader = new SecondsReader(told);
        for (int i = 0; i < told.size(); i++) {
            PackedSecond packed = told.get(i);
            seconds++;
            ReadRecordingResponse second;
            try {
                second = reader.read(i);
            } catch (IOException e) {
                problem(agent.entry(), String.valueOf(e.getMessage()));
                return;
            }
            index(agent, packed, second);
            second.getJournalsList().forEach(position -> position(agent, packed, position));
            for (WatchResponse message : second.getMessagesList()) {
                for (Region region : regions(message)) {
                    Optional<RegionView> view = ContractMapper.fromContract(region);
                    if (view.isPresent() && view.get().target().name().equals(agent.region())) {
                        own = view.get();
                    }
                }
                fleet = standing(message, fleet);
            }
        }
        if (own != null) {
            table(agent, own);
        }
        if (fleet != null && !fleet.journalId().isEmpty()) {
            fleetTable(agent, fleet);
        }
    }

    /** A replay finds its way by the index. */
    private void index(Manifest.Agent agent, PackedSecond packed, ReadRecordingResponse second) {
        boolean whole = second.getMessagesCount() > 0 && second.getMessages(0).hasSnapshot();
        if (second.getAt().getSeconds() != packed.epochSecond() || whole != packed.whole()) {
            problem(
                    agent.entry(),
                    "its index says "
                            + Instant.ofEpochSecond(packed.epochSecond())
                            + (packed.whole() ? " with" : " without")
                            + " a snapshot of a second that is "
                            + second.getAt().getSeconds()
                            + " s after 1970, "
                            + (whole ? "with" : "without")
                            + " one");
        }
    }

    private static List<Region> regions(WatchResponse message) {
        return switch (message.getContentCase()) {
            case SNAPSHOT -> message.getSnapshot().getRegionsList();
            case DELTA -> message.getDelta().getRegionsList();
            case CONTENT_NOT_SET -> List.of();
        };
    }

    private static @Nullable FleetStanding standing(
            WatchResponse message, @Nullable FleetStanding before) {
        if (message.hasSnapshot() && message.getSnapshot().hasFleet()) {
            return FleetMapper.fromContract(message.getSnapshot().getFleet());
        }
        if (message.hasDelta() && message.getDelta().hasFleet()) {
            return FleetMapper.fromContract(message.getDelta().getFleet());
        }
        return before;
    }

    private void position(Manifest.Agent agent, PackedSecond second, JournalPosition position) {
        List<JournalEntry> journal = journals.get(position.getJournalId());
        if (journal == null || position.getSequence() == 0) {
            return;
        }
        positions++;
        boolean known = position.getSequence() > 0 && position.getSequence() <= journal.size();
        if (!known
                || !journal.get((int) position.getSequence() - 1)
                        .hash()
                        .equals(position.getHash())) {
            problem(
                    agent.entry(),
                    "the second "
                            + Instant.ofEpochSecond(second.epochSecond())
                            + " names record "
                            + position.getJournalId()
                            + "/"
                            + position.getSequence()
                            + (known ? ", which is another one" : ", which is not there"));
        }
    }

    private void table(Manifest.Agent agent, RegionView own) {
        List<JournalEntry> journal = journals.get(own.agent().journalId());
        if (journal == null) {
            problem(agent.entry(), "journal " + own.agent().journalId() + " is not in the bundle");
            return;
        }
        if (beyond(agent, own.agent().journalId(), own.agent().journalSequence(), journal)) {
            return;
        }
        DecisionState state;
        try {
            state =
                    Tables.regionState(
                            own.agent().journalId(), upTo(journal, own.agent().journalSequence()));
        } catch (IllegalArgumentException | IllegalStateException e) {
            problem(agent.entry(), "its journal cannot be folded: " + e.getMessage());
            return;
        }
        tables++;
        if (state.routes().epoch() != own.agent().routeEpoch()) {
            problem(
                    agent.entry(),
                    "consoles were told routes of epoch "
                            + own.agent().routeEpoch()
                            + " last, and the journal decides "
                            + state.routes().epoch());
        }
        for (TrunkView trunk : own.trunks()) {
            int decided = state.routes().sharePercent(trunk.target());
            if (decided != trunk.sharePercent()) {
                problem(
                        agent.entry(),
                        "consoles were told "
                                + trunk.sharePercent()
                                + " % for "
                                + trunk.target().id()
                                + " last, and the journal decides "
                                + decided
                                + " %");
            }
        }
    }

    private void fleetTable(Manifest.Agent agent, FleetStanding standing) {
        List<JournalEntry> journal = journals.get(standing.journalId());
        if (journal == null) {
            problem(agent.entry(), "journal " + standing.journalId() + " is not in the bundle");
            return;
        }
        if (beyond(agent, standing.journalId(), standing.journalSequence(), journal)) {
            return;
        }
        FleetState state;
        try {
            state =
                    Tables.fleetState(
                            standing.journalId(), upTo(journal, standing.journalSequence()));
        } catch (IllegalArgumentException | IllegalStateException e) {
            problem(agent.entry(), "the fleet's journal cannot be folded: " + e.getMessage());
            return;
        }
        tables++;
        if (state.table().epoch() != standing.epoch()) {
            problem(
                    agent.entry(),
                    "consoles were told fleet routes of epoch "
                            + standing.epoch()
                            + " last, and the journal decides "
                            + state.table().epoch());
        }
    }

    private boolean beyond(
            Manifest.Agent agent, String journalId, long sequence, List<JournalEntry> journal) {
        boolean beyond = sequence < 0 || sequence > journal.size();
        if (beyond) {
            problem(
                    agent.entry(),
                    "consoles were told last that "
                            + journalId
                            + " has "
                            + Long.toUnsignedString(sequence)
                            + " records, and the bundle has "
                            + journal.size());
        }
        return beyond;
    }

    /** What every journal decides must be the table that was put beside it, bit by bit. */
    private void tables() {
        for (Manifest.Journal listed : bundle.manifest().journals()) {
            List<JournalEntry> entries = journals.get(listed.journalId());
            String there = bundle.tables().get(listed.journalId());
            if (entries == null) {
                continue;
            }
            if (there == null) {
                problem(listed.entry(), "the table that it decides is not in the bundle");
                continue;
            }
            try {
                byte[] decided =
                        Tables.of(listed.journalId(), listed.kind().equals("fleet"), entries);
                tables++;
                compare(listed, new String(decided, StandardCharsets.UTF_8), there);
            } catch (IllegalArgumentException | IllegalStateException e) {
                problem(listed.entry(), "it cannot be folded: " + e.getMessage());
            }
        }
    }

    private void compare(Manifest.Journal listed, String decided, String there) {
        if (decided.equals(there)) {
            return;
        }
        int place = 0;
        while (place < Math.min(decided.length(), there.length())
                && decided.charAt(place) == there.charAt(place)) {
            place++;
        }
        problem(
                "tables/" + listed.journalId() + ".json",
                "from character "
                        + (place + 1)
                        + " it is "
                        + part(there, place)
                        + ", and the journal decides "
                        + part(decided, place));
    }

    private static String part(String json, int place) {
        return place < json.length()
                ? "..."
                        + json.substring(
                                Math.max(0, place - 20), Math.min(json.length(), place + 40))
                : "at its end";
    }

    private static List<JournalEntry> upTo(List<JournalEntry> journal, long sequence) {
        return journal.subList(0, Math.clamp(sequence, 0, journal.size()));
    }

    private void problem(String entry, String sentence) {
        if (problems.size() < PROBLEMS_MAX) {
            problems.add(new Problem(entry, sentence));
        }
    }
}
