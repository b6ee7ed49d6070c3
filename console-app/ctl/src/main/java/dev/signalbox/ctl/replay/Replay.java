package dev.signalbox.ctl.replay;

import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.contract.ContractMapper;
import dev.signalbox.model.contract.FleetMapper;
import dev.signalbox.model.fleet.ConnectionView.State;
import dev.signalbox.model.fleet.FleetMerge;
import dev.signalbox.model.fleet.FleetStanding;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.journal.DecisionState;
import dev.signalbox.model.journal.JournalCodec;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.JournalFold;
import dev.signalbox.model.journal.JournalSentences;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.model.time.Now;
import dev.signalbox.v1.JournalPosition;
import dev.signalbox.v1.ReadRecordingResponse;
import dev.signalbox.v1.Region;
import dev.signalbox.v1.WatchResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of a fleet at any second of a recording, made as a console makes them: the recorded
 * messages go through {@link FleetMerge} under the recorded time. The same second always gives the
 * same picture, however it was reached in whole. For one thread.
 */
public final class Replay {

    /** Farther on than this it begins anew at the snapshot before. */
    private static final long FORWARD_SECONDS_MAX = 120;

    /** Agents that start together have found each other by then. */
    private static final long WHOLE_WITHIN_SECONDS = 30;

    private static final System.Logger LOG = System.getLogger(Replay.class.getName());

    private final Recording recording;
    private final List<Mark> marks;
    private final Map<String, List<JournalEntry>> journals = new HashMap<>();
    private final @Nullable FleetTrack fleet;
    private final List<Track> tracks = new ArrayList<>();
    private final Instant from;
    private final Instant to;

    private FleetMerge merge;
    private long second = Long.MIN_VALUE;
    private final Map<String, Long> positions = new HashMap<>();

    /** One agent's seconds, and how far they were fed. */
    private static final class Track {
        private final Recording.AgentSeconds told;
        private int next;
        private long fedSecond = Long.MIN_VALUE;
        private final SecondsReader reader;

        Track(Recording.AgentSeconds told) {
            this.told = told;
            reader = new SecondsReader(told.seconds());
        }
    }

    /** Fleet records in plain words without more than their kind. */
    public Replay(Recording recording) {
        this(recording, Replay::plain);
    }

    /**
     * @param sentences of fleet records, one line each
     */
    public Replay(Recording recording, Function<FleetRecord, String> sentences) {
        this.recording = recording;
        this.marks = Mark.in(recording, sentences);
        FleetTrack track = null;
        for (Recording.JournalPart journal : recording.journals()) {
            if (journal.fleet()) {
                track = new FleetTrack(journal.journalId(), journal.entries());
            } else {
                journals.put(journal.journalId(), journal.entries());
            }
        }
        fleet = track;
        recording.agents().forEach(agent -> tracks.add(new Track(agent)));
        long newest = Long.MIN_VALUE;
        long oldest = Long.MAX_VALUE;
        for (Recording.AgentSeconds agent : recording.agents()) {
            if (!agent.seconds().isEmpty()) {
                oldest = Math.min(oldest, agent.seconds().getFirst().epochSecond());
                newest = Math.max(newest, agent.seconds().getLast().epochSecond());
            }
        }
        boolean empty = newest < oldest;
        long asked = recording.from().getEpochSecond();
        from = empty ? recording.from() : Instant.ofEpochSecond(Math.max(asked, oldest));
        to =
                empty
                        ? recording.to()
                        : Instant.ofEpochSecond(Math.max(newest, from.getEpochSecond()));
        merge = fresh(from.getEpochSecond());
    }

    /**
     * Where a replay is shown first: the first second at which every agent has told something, and
     * a fleet that it has a majority. The beginning when that takes too long.
     */
    public Instant firstWhole() {
        for (long s = 0; s <= WHOLE_WITHIN_SECONDS; s++) {
            Instant when = from.plusSeconds(s);
            if (when.isAfter(to)) {
                break;
            }
            if (whole(at(when))) {
                return when;
            }
        }
        return from;
    }

    private boolean whole(FleetView view) {
        boolean told =
                tracks.stream()
                        .filter(track -> !track.told.seconds().isEmpty())
                        .noneMatch(track -> track.fedSecond == Long.MIN_VALUE);
        FleetStanding standing = view.fleet().standing();
        return told && (standing == null ? fleet == null : standing.quorum());
    }

    /** The first second there is. */
    public Instant from() {
        return from;
    }

    /** The last second there is. */
    public Instant to() {
        return to;
    }

    /** What is played. */
    public Recording recording() {
        return recording;
    }

    /** All decisions in the range, oldest first. */
    public List<Mark> marks() {
        return marks;
    }

    /** What consoles showed at the end of the second of {@code when}. */
    public FleetView at(Instant when) {
        long wanted = when.getEpochSecond();
        if (wanted < second || wanted - second > FORWARD_SECONDS_MAX || second == Long.MIN_VALUE) {
            begin(wanted);
        }
        feedTo(wanted);
        return merge.view(now(wanted));
    }

    /** What a region's journal had decided at {@code when}, as far as recordings name it. */
    public DecisionState decided(String journalId, Instant when) {
        at(when);
        JournalCodec codec = new JournalCodec();
        DecisionState state = DecisionState.empty(journalId);
        for (JournalEntry entry : upTo(journalId, positions.getOrDefault(journalId, 0L))) {
            state = JournalFold.apply(state, entry, codec.fromBytes(entry.body()));
        }
        return state;
    }

    /** What the fleet had decided at {@code when}; empty when there is no fleet's journal. */
    public FleetState fleetDecided(Instant when) {
        at(when);
        FleetTrack track = fleet;
        return track == null
                ? FleetState.empty("")
                : track.at(positions.getOrDefault(track.journalId(), 0L));
    }

    private FleetMerge fresh(long at) {
        return new FleetMerge(
                tracks.stream().map(track -> track.told.endpoint()).toList(), now(at));
    }

    /** Time of the recording on both clocks. */
    private static Now now(long epochSecond) {
        return new Now(epochSecond * 1_000_000_000L, Instant.ofEpochSecond(epochSecond));
    }

    /** Every agent back to its last snapshot before the wanted second. */
    private void begin(long wanted) {
        positions.clear();
        second = wanted;
        for (Track track : tracks) {
            List<PackedSecond> seconds = track.told.seconds();
            int snapshot = 0;
            for (int i = 0; i < seconds.size() && seconds.get(i).epochSecond() <= wanted; i++) {
                if (seconds.get(i).whole()) {
                    snapshot = i;
                }
            }
            track.next = snapshot;
            track.fedSecond = Long.MIN_VALUE;
            if (snapshot < seconds.size()) {
                second = Math.min(second, seconds.get(snapshot).epochSecond());
            }
        }
        merge = fresh(second);
        second--;
    }

    private void feedTo(long wanted) {
        while (second < wanted) {
            second++;
            for (Track track : tracks) {
                feed(track);
            }
        }
        for (Track track : tracks) {
            connection(track, wanted);
        }
    }

    private void feed(Track track) {
        List<PackedSecond> seconds = track.told.seconds();
        while (track.next < seconds.size() && seconds.get(track.next).epochSecond() <= second) {
            int index = track.next++;
            ReadRecordingResponse told;
            try {
                told = track.reader.read(index);
            } catch (IOException e) {
                // Shown as what was never recorded.
                LOG.log(Level.WARNING, "{0}: {1}", track.told.region(), e.getMessage());
                continue;
            }
            track.fedSecond = second;
            for (WatchResponse message : told.getMessagesList()) {
                for (Region region : regions(message)) {
                    ContractMapper.fromContract(region)
                            .ifPresent(view -> merge.report(view, now(second)));
                }
                standing(message);
            }
            told.getJournalsList().forEach(this::journal);
        }
        connection(track, second);
    }

    private static boolean stale(Track track, long at) {
        return track.fedSecond == Long.MIN_VALUE
                || (at - track.fedSecond) * 1_000 > FleetMerge.STALE_AFTER_MILLIS;
    }

    private void connection(Track track, long at) {
        if (!stale(track, at)) {
            merge.connection(track.told.endpoint(), State.LIVE, "", now(at));
            return;
        }
        String words =
                "nothing is recorded of "
                        + track.told.region()
                        + (track.fedSecond == Long.MIN_VALUE
                                ? " at this moment"
                                : " after "
                                        + JournalSentences.clock(
                                                Instant.ofEpochSecond(track.fedSecond)));
        // No connection was lost: a recording has none.
        merge.connection(track.told.endpoint(), State.UNRECORDED, words, now(at));
    }

    private static List<Region> regions(WatchResponse message) {
        return switch (message.getContentCase()) {
            case SNAPSHOT -> message.getSnapshot().getRegionsList();
            case DELTA -> message.getDelta().getRegionsList();
            case CONTENT_NOT_SET -> List.of();
        };
    }

    private void standing(WatchResponse message) {
        if (message.hasSnapshot() && message.getSnapshot().hasFleet()) {
            standing(FleetMapper.fromContract(message.getSnapshot().getFleet()));
        } else if (message.hasDelta() && message.getDelta().hasFleet()) {
            standing(FleetMapper.fromContract(message.getDelta().getFleet()));
        }
    }

    /** Who looks at a replay may only look, whoever was told of it then. */
    private void standing(FleetStanding told) {
        merge.fleet(
                new FleetStanding(
                        told.name(),
                        told.member(),
                        told.leader(),
                        told.quorum(),
                        told.epoch(),
                        told.journalId(),
                        told.journalSequence(),
                        told.members(),
                        new Person(told.you().name(), Role.VIEWER)),
                now(second));
    }

    private void journal(JournalPosition position) {
        String id = position.getJournalId();
        long known = positions.getOrDefault(id, 0L);
        if (position.getSequence() <= known) {
            return;
        }
        positions.put(id, position.getSequence());
        FleetTrack track = fleet;
        if (track != null && track.journalId().equals(id)) {
            fleetJournal(track, known, position.getSequence());
            return;
        }
        List<JournalEntry> entries = upTo(id, position.getSequence());
        // A picture begins with the newest lines; after that none is left out.
        int begin =
                known == 0
                        ? Math.max(0, entries.size() - FleetMerge.JOURNAL_LINES_MAX)
                        : (int) known;
        for (int i = begin; i < entries.size(); i++) {
            merge.journal(entries.get(i));
        }
    }

    /** A picture begins with a state that is known and the lines after it. */
    private void fleetJournal(FleetTrack track, long known, long sequence) {
        long begin = known;
        if (known == 0) {
            FleetState state = track.before(sequence - FleetMerge.JOURNAL_LINES_MAX);
            merge.fleetBegins(state);
            begin = state.position().sequence();
        }
        List<JournalEntry> entries = track.entries();
        for (long s = begin; s < Math.min(sequence, entries.size()); s++) {
            merge.fleetJournal(entries.get((int) s));
        }
    }

    private List<JournalEntry> upTo(String journalId, long sequence) {
        List<JournalEntry> entries = journals.getOrDefault(journalId, List.of());
        return entries.subList(0, Math.clamp(sequence, 0, entries.size()));
    }

    private static String plain(FleetRecord record) {
        return record.getClass()
                .getSimpleName()
                .replaceAll("([a-z])([A-Z])", "$1 $2")
                .toLowerCase(java.util.Locale.ROOT);
    }
}
