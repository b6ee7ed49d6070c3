package dev.signalbox.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.journal.HashChain;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.Position;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainCheckTest {

    @Test
    void aJournalAsItWasWrittenIsGood() {
        ChainCheck check = check(journal());
        assertThat(check.good()).isTrue();
        assertThat(check.records()).isEqualTo(9);
        assertThat(check.lastHash()).isEqualTo(journal().getLast().hash());
    }

    @Test
    void everyAlteredRecordIsFoundAndNamed() {
        for (int i = 0; i < 9; i++) {
            List<JournalEntry> journal = journal();
            JournalEntry was = journal.get(i);
            journal.set(i, new JournalEntry("j1", was.sequence(), bytes("forged"), was.hash()));
            assertThat(check(journal).problems())
                    .containsExactly(
                            "record " + (i + 1) + ": its hash does not follow from its bytes");
        }
    }

    @Test
    void everyRemovedRecordIsFoundUnlessItIsTheLast() {
        for (int i = 0; i < 8; i++) {
            List<JournalEntry> journal = journal();
            journal.remove(i);
            assertThat(check(journal).good()).as("without record %d", i + 1).isFalse();
        }
    }

    @Test
    void everyExchangedPairIsFound() {
        for (int i = 0; i < 8; i++) {
            List<JournalEntry> journal = journal();
            journal.set(i, journal.set(i + 1, journal.get(i)));
            assertThat(check(journal).good()).isFalse();
        }
    }

    @Test
    void aRecordOfAnotherJournalIsFound() {
        List<JournalEntry> journal = journal();
        JournalEntry was = journal.get(4);
        journal.set(4, new JournalEntry("j2", was.sequence(), was.body(), was.hash()));
        assertThat(check(journal).problems()).containsExactly("record 5: of another journal, j2");
    }

    private static ChainCheck check(List<JournalEntry> journal) {
        ChainCheck check = new ChainCheck();
        journal.forEach(check::add);
        return check;
    }

    private static List<JournalEntry> journal() {
        List<JournalEntry> journal = new ArrayList<>();
        Position position = Position.start("j1");
        for (int i = 0; i < 9; i++) {
            JournalEntry entry = HashChain.append(position, bytes("record " + i));
            journal.add(entry);
            position = entry.position();
        }
        return journal;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
