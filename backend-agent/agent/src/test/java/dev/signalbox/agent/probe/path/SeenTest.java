package dev.signalbox.agent.probe.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SeenTest {

    @Property(tries = 300)
    void knowsTheLast256Exactly(
            @ForAll @Size(max = 300) List<@IntRange(min = 1, max = 900) Integer> order) {
        Seen seen = new Seen(1);
        TreeSet<Long> arrived = new TreeSet<>();
        for (long sequence : order) {
            boolean tooOld = !arrived.isEmpty() && arrived.last() - sequence >= 256;
            assertThat(seen.isNew(sequence)).isEqualTo(!tooOld && !arrived.contains(sequence));
            if (seen.isNew(sequence)) {
                seen.add(sequence);
                arrived.add(sequence);
            }
        }
        SeenWindow window = seen.window();
        for (long sequence = 1; sequence <= window.highest(); sequence++) {
            assertThat(window.covers(sequence)).isEqualTo(window.highest() - sequence < 256);
            if (window.covers(sequence)) {
                assertThat(window.has(sequence)).isEqualTo(arrived.contains(sequence));
            }
        }
    }

    @Test
    void saysNothingOfWhatWasBeforeIt() {
        Seen seen = new Seen(100);
        seen.add(100);
        assertThat(seen.window().covers(99)).isFalse();
        assertThat(seen.isNew(99)).isFalse();
    }
}
