package dev.signalbox.dashboards.part.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LabelPlacementTest {

    private static final double WIDTH = 700;
    private static final double HEIGHT = 240;

    @Property(tries = 300)
    void labelsNeverCollideCoverSignsOrLeaveTheFrame(
            @ForAll("spots") List<LabelPlacement.Spot> spots) {
        List<LabelPlacement.Placed> placed = LabelPlacement.place(spots, List.of(), WIDTH, HEIGHT);
        assertThat(placed).hasSameSizeAs(spots);
        List<LabelPlacement.Box> labels = new ArrayList<>();
        for (LabelPlacement.Placed each : placed) {
            LabelPlacement.Box label = each.label();
            if (label == null) {
                continue;
            }
            assertThat(label.inside(WIDTH, HEIGHT)).isTrue();
            assertThat(labels).noneMatch(label::overlaps);
            labels.add(label);
        }
        for (int i = 0; i < placed.size(); i++) {
            double radius = spots.get(i).radius();
            LabelPlacement.Box sign =
                    new LabelPlacement.Box(
                            placed.get(i).x() - radius,
                            placed.get(i).y() - radius,
                            2 * radius,
                            2 * radius);
            assertThat(sign.inside(WIDTH, HEIGHT)).isTrue();
            assertThat(labels).noneMatch(sign::overlaps);
        }
    }

    @Provide
    Arbitrary<List<LabelPlacement.Spot>> spots() {
        return Combinators.combine(
                        Arbitraries.doubles().between(-20, WIDTH + 20),
                        Arbitraries.doubles().between(-20, HEIGHT + 20),
                        Arbitraries.doubles().between(30, 220))
                .as((x, y, width) -> new LabelPlacement.Spot(x, y, 14, width, 31))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    @Test
    void theMostImportantGetsThePlaceBesideItsSign() {
        LabelPlacement.Spot spot = new LabelPlacement.Spot(300, 120, 14, 100, 31);
        LabelPlacement.Spot near = new LabelPlacement.Spot(310, 125, 14, 100, 31);
        List<LabelPlacement.Placed> placed =
                LabelPlacement.place(List.of(spot, near), List.of(), WIDTH, HEIGHT);
        assertThat(placed.getFirst().far()).isFalse();
        assertThat(placed.getLast().label()).isNotNull();
    }

    @Test
    void placesOfTheWorldAreInsideAnyFrame() {
        List<Projection.Place> places =
                List.of(
                        new Projection.Place(59.3, 18.1),
                        new Projection.Place(-33.9, 151.2),
                        new Projection.Place(45.8, -119.7));
        for (double[] frame : new double[][] {{700, 150}, {900, 400}, {400, 900}}) {
            Projection projection = Projection.fit(places, frame[0], frame[1]);
            for (Projection.Place place : places) {
                assertThat(projection.x(place.longitude())).isBetween(0.0, frame[0]);
                assertThat(projection.y(place.latitude())).isBetween(0.0, frame[1]);
            }
        }
    }

    @Test
    void theOutlineIsAllThere() {
        List<double[]> rings = Outline.rings();
        assertThat(rings).hasSizeGreaterThan(100);
        for (double[] ring : rings) {
            assertThat(ring.length % 2).isZero();
            for (int i = 1; i < ring.length; i += 2) {
                assertThat(ring[i]).isBetween(-90.0, 90.0);
            }
        }
    }
}
