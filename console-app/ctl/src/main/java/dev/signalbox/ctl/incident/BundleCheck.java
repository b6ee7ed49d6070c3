package dev.signalbox.ctl.incident;

import dev.signalbox.ctl.replay.PackedSecond;
import dev.signalbox.ctl.replay.Recording;
import dev.signalbox.model.contract.ContractMapper;
import dev.signalbox.model.contract.FleetMapper;
import dev.signalbox.model.fleet.FleetStanding;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.fleet.TrunkView;
import dev.signalbox.model.journal.DecisionState;
import dev.signalbox.model.journal.HashChain;
import dev.signalbox.model.journal.JournalCodec;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.JournalFold;
import dev.signalbox.model.journal.Position;
import dev.signalbox.model.quorum.FleetCodec;
import dev.signalbox.model.quorum.FleetFold;
import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.v1.JournalPosition;
import dev.signalbox.v1.ReadRecordingResponse;
import dev.signalbox.v1.Region;
import dev.signalbox.v1.WatchResponse;
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
     * @param tables route tables that consoles were told last, compared with what journals decide
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
        for (PackedSecond packed : told) {
            seconds++;
            ReadRecordingResponse second = packed.read();
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
        boolean known = position.getSequence() <= journal.size();
        if (!known
                || !journal.get((int) position.getSequence() - 1)
                        .hash()
                        .equals(position.getHash())) {
            problem(
                    agent.entry(),
                    "the second "
                            + java.time.Instant.ofEpochSecond(second.epochSecond())
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
        JournalCodec codec = new JournalCodec();
        DecisionState state = DecisionState.empty(own.agent().journalId());
        try {
            for (JournalEntry entry : upTo(journal, own.agent().journalSequence())) {
                state = JournalFold.apply(state, entry, codec.fromBytes(entry.body()));
            }
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
        FleetCodec codec = new FleetCodec();
        FleetState state = FleetState.empty(standing.journalId());
        try {
            for (JournalEntry entry : upTo(journal, standing.journalSequence())) {
                state = FleetFold.apply(state, entry, codec.recordFrom(entry.body()));
            }
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

    private static List<JournalEntry> upTo(List<JournalEntry> journal, long sequence) {
        return journal.subList(0, Math.clamp(sequence, 0, journal.size()));
    }

    private void problem(String entry, String sentence) {
        if (problems.size() < PROBLEMS_MAX) {
            problems.add(new Problem(entry, sentence));
        }
    }
}
