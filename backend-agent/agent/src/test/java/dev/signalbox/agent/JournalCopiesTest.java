package dev.signalbox.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.agent.quorum.FakeQuorum;
import dev.signalbox.agent.quorum.Quorum;
import dev.signalbox.model.journal.HashChain;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.JournalSource;
import dev.signalbox.model.journal.JournalVerification;
import dev.signalbox.model.journal.Position;
import dev.signalbox.model.quorum.FleetAnswer;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.time.Now;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A region's journal goes to the others in order, each record once, without haste when refused. */
class JournalCopiesTest {

    private final FakeQuorum quorum = new FakeQuorum();
    private final List<JournalEntry> entries = new ArrayList<>();
    private boolean unreadable;
    private Now now = new Now(1_000_000_000_000L, Instant.parse("2026-03-01T03:00:00Z"));
    private final JournalCopies copies =
            new JournalCopies(
                    "eu-central", new Own(), quorum, new Asks("eu-central", "boot", () -> now));

    @Test
    void whatIsNotCopiedYetIsSentAndWhatIsCopiedIsNot() {
        append(100);
        copies.look(now);
        List<FleetCommand.Entry> first = sent().getLast().entries();
        assertThat(first.getFirst().sequence()).isEqualTo(1);
        assertThat(first).hasSize(64);

        quorum.copies.add(new Quorum.Copy("eu-central", "own", 64));
        copies.look(now);
        assertThat(sent().getLast().entries())
                .extracting(FleetCommand.Entry::sequence)
                .startsWith(65L)
                .endsWith(100L);

        quorum.copies.set(0, new Quorum.Copy("eu-central", "own", 100));
        copies.look(now);
        assertThat(sent()).hasSize(2);
    }

    @Test
    void aRefusalIsNotAskedAgainAtOnce() {
        quorum.answer = _ -> new FleetAnswer.Refused(FleetAnswer.Code.GAP, "another journal");
        append(1);
        copies.look(now);
        for (int i = 0; i < 50; i++) {
            copies.look(now);
        }
        assertThat(sent()).hasSize(1);
        pass(Duration.ofMillis(1_001));
        copies.look(now);
        assertThat(sent()).hasSize(2);
        pass(Duration.ofMillis(1_001));
        copies.look(now);
        assertThat(sent()).as("later and later").hasSize(2);

        quorum.answer = _ -> new FleetAnswer.Done(List.of());
        pass(Duration.ofSeconds(2));
        copies.look(now);
        copies.look(now);
        assertThat(sent()).as("as usual once it is taken").hasSize(4);
    }

    @Test
    void aJournalThatCannotBeReadNowIsCopiedLater() {
        append(1);
        unreadable = true;
        assertThatThrownBy(() -> copies.look(now)).isInstanceOf(UncheckedIOException.class);
        assertThat(sent()).isEmpty();
        unreadable = false;
        copies.look(now);
        assertThat(sent()).hasSize(1);
    }

    private void pass(Duration duration) {
        now = now.plus(duration);
    }

    private List<FleetCommand.Sync> sent() {
        return quorum.submitted.stream().map(FleetCommand.Sync.class::cast).toList();
    }

    private void append(int count) {
        for (int i = 0; i < count; i++) {
            Position last =
                    entries.isEmpty() ? Position.start("own") : entries.getLast().position();
            entries.add(HashChain.append(last, ("{" + i + "}").getBytes(StandardCharsets.UTF_8)));
        }
    }

    private final class Own implements JournalSource {
        @Override
        public Position last() {
            return entries.isEmpty() ? Position.start("own") : entries.getLast().position();
        }

        @Override
        public List<JournalEntry> read(long afterSequence, int limit) {
            if (unreadable) {
                throw new UncheckedIOException(new IOException("the disk does not answer"));
            }
            return entries.stream()
                    .filter(entry -> entry.sequence() > afterSequence)
                    .limit(limit)
                    .toList();
        }

        @Override
        public void onAppend(Runnable listener) {}

        @Override
        public JournalVerification verify() {
            return new JournalVerification(true, "own", entries.size(), 0, List.of());
        }
    }
}
