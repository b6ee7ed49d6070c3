package dev.signalbox.ctl;

import dev.signalbox.ctl.connection.AgentCalls;
import dev.signalbox.ctl.connection.Endpoint;
import dev.signalbox.ctl.connection.RefusedException;
import dev.signalbox.ctl.connection.UnreachableException;
import dev.signalbox.model.fleet.FleetStanding;
import dev.signalbox.model.journal.HashChain;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.Position;
import dev.signalbox.model.quorum.FleetCodec;
import dev.signalbox.model.quorum.FleetFold;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.FleetState;
import java.util.ArrayList;
import java.util.List;

/**
 * What the fleet has decided, folded here from the journal of one of its agents.
 *
 * @param endpoint of the agent that told it
 * @param records in order, with what they say
 */
record FleetReading(
        Endpoint endpoint, FleetStanding standing, FleetState state, List<Read> records) {

    /** A record of the fleet's journal. */
    record Read(JournalEntry entry, FleetRecord record) {}

    /**
     * Reads the whole journal of the fleet that {@code agent} belongs to.
     *
     * @throws IllegalStateException in words when it tells of no fleet, or its journal was altered
     */
    static FleetReading of(Endpoint endpoint, AgentCalls agent)
            throws UnreachableException, RefusedException {
        FleetStanding standing = agent.standing();
        if (standing == null) {
            throw new IllegalStateException(
                    "the agent at " + endpoint + " takes part in no fleet yet; try again");
        }
        List<JournalEntry> entries = new ArrayList<>();
        agent.readJournal(standing.journalId(), entries::add);
        FleetCodec codec = new FleetCodec();
        FleetState state = FleetState.empty(standing.journalId());
        List<Read> records = new ArrayList<>();
        Position last = Position.start(standing.journalId());
        for (JournalEntry entry : entries) {
            String hash = HashChain.next(last.hash(), entry.sequence(), entry.body());
            if (!hash.equals(entry.hash())) {
                throw new IllegalStateException(
                        "record "
                                + entry.id()
                                + " does not follow from the one before: the fleet's journal was"
                                + " altered at "
                                + endpoint);
            }
            FleetRecord record = codec.recordFrom(entry.body());
            state = FleetFold.apply(state, entry, record);
            records.add(new Read(entry, record));
            last = entry.position();
        }
        return new FleetReading(endpoint, standing, state, records);
    }
}
