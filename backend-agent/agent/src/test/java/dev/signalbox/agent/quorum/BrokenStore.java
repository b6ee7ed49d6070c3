package dev.signalbox.agent.quorum;

import dev.signalbox.model.journal.JournalSource;
import dev.signalbox.model.journal.Position;
import dev.signalbox.model.quorum.FleetStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A store on a disk that takes nothing any more once it is told so. */
final class BrokenStore implements FleetStore {

    private final FleetStore kept;
    volatile boolean broken;

    BrokenStore(FleetStore kept) {
        this.kept = kept;
    }

    @Override
    public Mark mark() {
        return kept.mark();
    }

    @Override
    public JournalSource journal() {
        return kept.journal();
    }

    @Override
    public Optional<String> answer(String commandId) {
        return kept.answer(commandId);
    }

    @Override
    public List<CopyHead> copies() {
        return kept.copies();
    }

    @Override
    public Position copyPosition(String journalId) {
        return kept.copyPosition(journalId);
    }

    @Override
    public Optional<JournalSource> copy(String journalId) {
        return kept.copy(journalId);
    }

    @Override
    public void apply(Step step) throws IOException {
        if (broken) {
            throw new IOException("no space left on device");
        }
        kept.apply(step);
    }

    @Override
    public void snapshot(Path file) throws IOException {
        kept.snapshot(file);
    }

    @Override
    public void restore(Path file) throws IOException {
        kept.restore(file);
    }

    @Override
    public String digest() throws IOException {
        return kept.digest();
    }

    @Override
    public void close() {
        kept.close();
    }
}
