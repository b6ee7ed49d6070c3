package dev.signalbox.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WhyCommandTest extends CtlTest {

    @Test
    void whyDidItMove() throws IOException {
        assertThat(both("why", "trunk:eu-central/northwind")).isZero();
        golden("why-moved.txt");
    }

    @Test
    void whyDidItMoveAsJson() throws IOException {
        assertThat(both("why", "trunk:eu-central/northwind", "--json")).isZero();
        golden("why-moved.json");
    }

    @Test
    void whyDidItNotMove() throws IOException {
        assertThat(both("why", "carrier:meridian")).isZero();
        assertThat(both("why", "region:eu-west")).isZero();
        golden("why-not.txt");
    }

    @Test
    void whyOfSomethingUnknownSaysWhatExists() throws IOException {
        assertThat(both("why", "trunk:eu-central/acme")).isEqualTo(CtlMain.USAGE);
        assertThat(err.toString())
                .contains("no such target here")
                .contains("trunk:eu-central/northwind")
                .contains("carrier:meridian");
        assertThat(both("why", "northwind")).isEqualTo(CtlMain.USAGE);
        assertThat(err.toString()).contains("no such kind of target");
    }
}
