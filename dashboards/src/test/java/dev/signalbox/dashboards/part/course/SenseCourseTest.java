package dev.signalbox.dashboards.part.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.dashboards.scene.Scenes;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.media.PathQuality;
import dev.signalbox.model.target.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

class SenseCourseTest {

    private static final Target.Path OUT = new Target.Path("eu-central", "us-east");

    private static FleetView later(FleetView view, long seconds) {
        return new FleetView(
                view.at().plusSeconds(seconds),
                view.headline(),
                view.regions(),
                view.connections(),
                view.journal());
    }

    @Test
    void aPointEveryTwoSecondsAndFourMinutesOfThem() {
        SenseCourse course = new SenseCourse();
        for (int second = 0; second < 600; second++) {
            course.add(later(Scenes.pathLoses(), second));
        }
        List<Value> loss = course.path(OUT, "eu-central", PathQuality::lossRatio);
        assertThat(loss).hasSize(121);
        assertThat(loss.getLast().value()).isEqualTo(49.0 / 800);
        assertThat(course.silentNow()).hasSize(121).containsOnly(0.0);
    }

    @Test
    void whatIsUndefinedOrStaleIsNoPoint() {
        SenseCourse course = new SenseCourse();
        course.add(Scenes.young());
        assertThat(course.path(OUT, "eu-central", PathQuality::mos))
                .extracting(Value::value)
                .containsExactly(Double.NaN);
        assertThat(course.firstOfLimit()).containsExactly(Double.NaN);
        SenseCourse lost = new SenseCourse();
        lost.add(Scenes.disconnected());
        assertThat(lost.path(OUT, "eu-central", PathQuality::mos)).isEmpty();
    }
}
