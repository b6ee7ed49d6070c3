package dev.signalbox.agent.quorum;

import dev.signalbox.model.journal.HashChain;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.Position;
import dev.signalbox.model.quorum.FleetAnswer;
import dev.signalbox.model.quorum.FleetAnswer.Code;
import dev.signalbox.model.quorum.FleetAnswer.Done;
import dev.signalbox.model.quorum.FleetAnswer.Refused;
import dev.signalbox.model.quorum.FleetCodec;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.quorum.FleetFold;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.FleetRules;
import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.model.quorum.FleetStore;
import dev.signalbox.model.quorum.FleetStore.Answered;
import dev.signalbox.model.quorum.FleetStore.Copied;
import dev.signalbox.model.quorum.FleetStore.Mark;
import dev.signalbox.model.quorum.FleetStore.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of commands, in the order of the quorum's log, and writes them. The same on every
 * member: what it decides comes from the state and the command only, and a command that breaks the
 * rules breaks them everywhere in the same words. Used by one thread; {@link #state} by any.
 */
final class FleetApplier {

    private static final int PAGE = 1_000;

    private final FleetCodec codec = new FleetCodec();
    private final FleetRules rules;
    private final FleetStore store;
    private volatile FleetState state;

    /**
     * Folds what the store holds.
     *
     * @throws IOException when it cannot be read or folded
     */
    FleetApplier(FleetRules rules, FleetStore store) throws IOException {
        this.rules = rules;
        this.store = store;
        this.state = fold();
    }

    private FleetState fold() throws IOException {
        FleetState folded = FleetState.empty(store.journal().last().journalId());
        try {
            List<JournalEntry> page = store.journal().read(0, PAGE);
            while (!page.isEmpty()) {
                for (JournalEntry entry : page) {
                    folded = FleetFold.apply(folded, entry, codec.recordFrom(entry.body()));
                }
                page = store.journal().read(page.getLast().sequence(), PAGE);
            }
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new IOException("the fleet's journal does not fold: " + e.getMessage(), e);
        }
        return folded;
    }

    /** After the store was replaced. */
    void reload() throws IOException {
        state = fold();
    }

    FleetState state() {
        return state;
    }

    /**
     * What became of a command. Entries up to the store's mark are in there already and change
     * nothing: after a restart the log is read again from the last snapshot.
     *
     * @throws IOException when it was not written: nothing may be applied after that
     */
    FleetAnswer apply(Mark mark, byte[] bytes) throws IOException {
        FleetCommand command;
        try {
            command = codec.commandFrom(bytes);
            // Refuses a command without its name, which no member could tell from another.
            if (command.ask().id().isEmpty()) {
                throw new IllegalArgumentException("a command without an id");
            }
        } catch (RuntimeException e) {
            if (mark.index() > store.mark().index()) {
                store.apply(new Step(mark, List.of(), null, null));
            }
            return new Refused(Code.INVALID, "this is no command");
        }
        Optional<String> known = store.answer(command.ask().id());
        if (mark.index() <= store.mark().index()) {
            return known.map(this::answerFrom)
                    .orElseGet(
                            () -> new Refused(Code.INVALID, "done long ago, its answer is gone"));
        }
        if (known.isPresent()) {
            store.apply(new Step(mark, List.of(), null, null));
            return answerFrom(known.get());
        }
        Judged judged = command instanceof FleetCommand.Sync sync ? copy(sync) : decide(command);
        store.apply(
                new Step(
                        mark,
                        judged.entries(),
                        judged.copied(),
                        new Answered(
                                command.ask().id(),
                                new String(
                                        codec.toBytes(judged.answer()), StandardCharsets.UTF_8))));
        state = judged.state();
        return judged.answer();
    }

    private FleetAnswer answerFrom(String text) {
        return codec.answerFrom(text.getBytes(StandardCharsets.UTF_8));
    }

    private record Judged(
            FleetAnswer answer,
            FleetState state,
            List<JournalEntry> entries,
            @Nullable Copied copied) {}

    private Judged decide(FleetCommand command) {
        FleetState next = state;
        List<JournalEntry> entries = new ArrayList<>();
        FleetRules.Ruling ruling;
        try {
            ruling = rules.decide(next, command);
            for (FleetRecord record : ruling.records()) {
                JournalEntry entry = HashChain.append(next.position(), codec.toBytes(record));
                next = FleetFold.apply(next, entry, record);
                entries.add(entry);
            }
        } catch (RuntimeException e) {
            // In the same words on every member; what exactly is for this member's log.
            System.getLogger(FleetApplier.class.getName())
                    .log(System.Logger.Level.ERROR, "a command broke the rules: " + command, e);
            return refused(
                    Code.INVALID,
                    "the command \""
                            + command.ask().id()
                            + "\" cannot be judged: the agents' logs say why");
        }
        FleetAnswer answer =
                ruling.refused() != null
                        ? ruling.refused()
                        : new Done(entries.stream().map(JournalEntry::id).toList());
        return new Judged(answer, next, entries, null);
    }

    private Judged refused(Code code, String sentence) {
        return new Judged(new Refused(code, sentence), state, List.of(), null);
    }

    private Judged copy(FleetCommand.Sync sync) {
        if (sync.journalId().equals(store.journal().last().journalId())) {
            return refused(Code.INVALID, sync.journalId() + " is the fleet's own journal");
        }
        Position held = store.copyPosition(sync.journalId());
        Position end = held;
        List<JournalEntry> entries = new ArrayList<>();
        for (FleetCommand.Entry entry : sync.entries()) {
            byte[] body = entry.body().getBytes(StandardCharsets.UTF_8);
            if (entry.sequence() <= held.sequence()) {
                if (!kept(sync.journalId(), entry)) {
                    return refused(
                            Code.INVALID,
                            sync.journalId()
                                    + "/"
                                    + entry.sequence()
                                    + " is another record than the one that is kept");
                }
            } else if (entry.sequence() != end.sequence() + 1
                    || !HashChain.next(end.hash(), entry.sequence(), body).equals(entry.hash())) {
                return refused(
                        Code.GAP,
                        sync.journalId()
                                + "/"
                                + entry.sequence()
                                + " does not follow: kept is up to "
                                + held.sequence());
            } else {
                JournalEntry next =
                        new JournalEntry(sync.journalId(), entry.sequence(), body, entry.hash());
                entries.add(next);
                end = next.position();
            }
        }
        return new Judged(
                new Done(entries.stream().map(JournalEntry::id).toList()),
                state,
                List.of(),
                entries.isEmpty() ? null : new Copied(sync.region(), entries));
    }

    private boolean kept(String journalId, FleetCommand.Entry entry) {
        return store.copy(journalId)
                .map(copy -> copy.read(entry.sequence() - 1, 1))
                .filter(found -> !found.isEmpty())
                .map(found -> found.getFirst().hash().equals(entry.hash()))
                .orElse(false);
    }
}
