package dev.signalbox.dashboards.part.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlexColumnsTest {

    private static final double[] WANTED = {100, 50, 200, 100};
    private static final double[] LEAST = {90, 40, 100, 50};
    private static final double[] SHARE = {0, 0, 2, 1};

    @Test
    void whatIsLeftGoesToTheSharesAndFillsTheTable() {
        assertThat(FlexColumns.widths(751, WANTED, LEAST, SHARE))
                .containsExactly(100, 50, 400, 201);
        assertThat(FlexColumns.widths(450, WANTED, LEAST, SHARE)).containsExactly(WANTED);
    }

    @Test
    void whatIsMissingComesFromTheSharesFirst() {
        assertThat(FlexColumns.widths(375, WANTED, LEAST, SHARE)).containsExactly(100, 50, 150, 75);
        assertThat(FlexColumns.widths(290, WANTED, LEAST, SHARE)).containsExactly(95, 45, 100, 50);
    }

    @Test
    void noColumnBecomesNarrowerThanItCanBe() {
        assertThat(FlexColumns.widths(10, WANTED, LEAST, SHARE)).containsExactly(LEAST);
    }

    @Test
    void withoutSharesTheLastTakesIt() {
        assertThat(FlexColumns.widths(470, WANTED, LEAST, new double[4]))
                .containsExactly(100, 50, 200, 120);
    }
}
