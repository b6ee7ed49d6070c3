package dev.signalbox.agent;

import dev.signalbox.agent.quorum.Quorum;
import dev.signalbox.agent.stream.JournalShelf;
import dev.signalbox.model.journal.JournalSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The journals of a member: its region's own, the fleet's, and copies of the others'. */
final class FleetShelf implements JournalShelf {

    private final String region;
    private final JournalSource own;
    private final Quorum quorum;

    FleetShelf(String region, JournalSource own, Quorum quorum) {
        this.region = region;
        this.own = own;
        this.quorum = quorum;
    }

    @Override
    public JournalSource own() {
        return own;
    }

    @Override
    public Optional<JournalSource> find(String journalId) {
        if (journalId.equals(own.last().journalId())) {
            return Optional.of(own);
        }
        return journalId.equals(quorum.journal().last().journalId())
                ? Optional.of(quorum.journal())
                : quorum.copy(journalId);
    }

    @Override
    public List<Held> list() {
        List<Held> held = new ArrayList<>();
        held.add(new Held(own.last().journalId(), Kind.OWN, region, own.last()));
        JournalSource fleet = quorum.journal();
        held.add(new Held(fleet.last().journalId(), Kind.FLEET, "", fleet.last()));
        for (Quorum.Copy copy : quorum.copies()) {
            if (!copy.journalId().equals(own.last().journalId())) {
                quorum.copy(copy.journalId())
                        .ifPresent(
                                journal ->
                                        held.add(
                                                new Held(
                                                        copy.journalId(),
                                                        Kind.COPY,
                                                        copy.region(),
                                                        journal.last())));
            }
        }
        return held;
    }
}
