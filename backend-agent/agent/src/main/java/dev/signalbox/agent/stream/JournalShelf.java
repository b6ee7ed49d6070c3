package dev.signalbox.agent.stream;

import dev.signalbox.model.journal.JournalSource;
import dev.signalbox.model.journal.Position;
import java.util.List;
import java.util.Optional;

/** The journals an agent holds: its own region's, the fleet's, copies of other regions'. */
public interface JournalShelf {

    /** Whose journal it is. */
    enum Kind {
        OWN,
        FLEET,
        COPY
    }

    /**
     * A journal that is held.
     *
     * @param region empty for the fleet's
     */
    record Held(String journalId, Kind kind, String region, Position last) {}

    /** The own region's. */
    JournalSource own();

    /** One of those that are held. */
    Optional<JournalSource> find(String journalId);

    /** All that are held. */
    List<Held> list();

    /** A shelf with one journal. */
    static JournalShelf only(JournalSource own, String region) {
        return new JournalShelf() {
            @Override
            public JournalSource own() {
                return own;
            }

            @Override
            public Optional<JournalSource> find(String journalId) {
                return journalId.equals(own.last().journalId())
                        ? Optional.of(own)
                        : Optional.empty();
            }

            @Override
            public List<Held> list() {
                return List.of(new Held(own.last().journalId(), Kind.OWN, region, own.last()));
            }
        };
    }
}
