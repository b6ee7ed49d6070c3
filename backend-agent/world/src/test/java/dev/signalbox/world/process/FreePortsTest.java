package dev.signalbox.world.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FreePortsTest {

    /** Says each number several times before the next one. */
    private static final class Stutter extends Random {
        private static final long serialVersionUID = 1;
        private int asked;

        @Override
        public int nextInt(int origin, int bound) {
            return origin + 4_000 + asked++ / 5;
        }
    }

    @Test
    void noPortIsGivenTwiceWhateverItIsFor() throws Exception {
        FreePorts ports = new FreePorts(new Stutter());
        Set<Integer> given = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            assertThat(given.add(ports.tcp().getPort())).isTrue();
            assertThat(given.add(ports.udp().getPort())).isTrue();
        }
    }
}
