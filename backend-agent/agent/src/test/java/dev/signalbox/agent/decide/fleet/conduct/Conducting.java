package dev.signalbox.agent.decide.fleet.conduct;

import static dev.signalbox.agent.decide.fleet.FleetScene.DUBLIN;
import static dev.signalbox.agent.decide.fleet.FleetScene.FRANKFURT;
import static dev.signalbox.agent.decide.fleet.guard.GuardBench.drain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.agent.decide.fleet.FleetScene;
import dev.signalbox.agent.decide.fleet.guard.GuardLimits;
import dev.signalbox.model.quorum.FleetCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A conductor that leads in a fleet where calls come and go. */
abstract class Conducting {

    static final Duration TICK = Duration.ofMillis(200);
    static final Duration SECOND = Duration.ofSeconds(1);
    static final ConductLimits QUICK =
            ConductLimits.DEFAULTS.withStage(
                    Duration.ofSeconds(3), Duration.ofSeconds(15), Duration.ofSeconds(60));

    final FleetScene scene = new FleetScene();
    Conductor conductor = conductor();
    long frankfurtsInDublin;
    long frankfurtsAtHome;

    static Conductor conductor() {
        return new Conductor(QUICK, GuardLimits.DEFAULTS);
    }

    List<FleetCommand> next() {
        return conductor.next(scene.picture());
    }

    /** Lets time pass as the leader lives it; all that was asked for meanwhile. */
    List<FleetCommand> pass(Duration duration) {
        List<FleetCommand> asked = new ArrayList<>();
        for (Duration t = TICK; t.compareTo(duration) <= 0; t = t.plus(TICK)) {
            scene.pass(TICK);
            asked.addAll(next());
        }
        return asked;
    }

    void arrive(long inDublin, long atHome, long failed) {
        frankfurtsInDublin += inDublin;
        frankfurtsAtHome += atHome;
        scene.region(DUBLIN).arrivals(FRANKFURT, frankfurtsInDublin, failed);
        scene.region(FRANKFURT).arrivals(FRANKFURT, frankfurtsAtHome, 0);
    }

    static <T extends FleetCommand> T only(List<FleetCommand> commands, Class<T> type) {
        assertThat(commands).hasSize(1);
        return type.cast(commands.getFirst());
    }

    String runningFirstStage() {
        arrive(100, 5000, 0);
        String id = scene.start(drain(scene, FRANKFURT));
        scene.decideStage(id, 2).doorSet(FRANKFURT);
        pass(SECOND);
        return id;
    }
}
