package dev.signalbox.dashboards.part.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.dashboards.scene.Scenes;
import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.model.target.Target;
import org.junit.jupiter.api.Test;

class PathMatrixTest {

    private static final Target.Path OUT = new Target.Path("eu-central", "us-east");
    private static final Target.Path BACK = new Target.Path("us-east", "eu-central");

    @Test
    void theTwoDirectionsOfAPathAreToldApart() {
        PathMatrix matrix = PathMatrix.of(Scenes.pathLoses());
        assertThat(matrix.regions()).containsExactly("eu-central", "eu-west", "us-east");
        PathCell out = matrix.cell(OUT).orElseThrow();
        assertThat(out.sign()).isEqualTo(Sign.MAJOR);
        assertThat(out.loss()).isEqualTo("6.1 %");
        assertThat(out.mos()).isEqualTo("3.64");
        assertThat(out.roundTrip()).isEqualTo("88 ms");
        assertThat(matrix.cell(BACK).orElseThrow().sign()).isEqualTo(Sign.WELL);
        assertThat(matrix.worst()).contains(out);
        assertThat(matrix.wrong()).containsExactly(out);
    }

    @Test
    void theViewOfTheRegionWhereMediaStartsIsPreferred() {
        PathMatrix matrix = PathMatrix.of(Scenes.calm());
        assertThat(matrix.cells().values()).hasSize(6).allMatch(PathCell::ownView);
    }

    @Test
    void aSilentRegionsViewGivesWayToThatOfItsPeer() {
        PathCell cell = PathMatrix.of(Scenes.stale()).cell(BACK).orElseThrow();
        assertThat(cell.by()).isEqualTo("eu-central");
        assertThat(cell.ownView()).isFalse();
        assertThat(cell.sign()).isEqualTo(Sign.WELL);
    }

    @Test
    void whenAllIsOldEveryCellIsStale() {
        assertThat(PathMatrix.of(Scenes.disconnected()).cells().values())
                .allMatch(cell -> cell.sign() == Sign.STALE);
    }

    @Test
    void tooFewPacketsAreSaidAndUndefinedIsNotZero() {
        PathCell cell = PathMatrix.of(Scenes.young()).cell(OUT).orElseThrow();
        assertThat(cell.state()).isEqualTo("too few packets");
        assertThat(cell.mos()).isEqualTo("-");
    }

    @Test
    void withoutPeersThereAreNoCells() {
        assertThat(PathMatrix.of(Scenes.trunksOnly()).cells()).isEmpty();
        assertThat(PathMatrix.of(Scenes.trunksOnly()).worst()).isEmpty();
    }
}
