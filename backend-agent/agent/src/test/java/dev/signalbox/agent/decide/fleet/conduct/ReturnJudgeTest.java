package dev.signalbox.agent.decide.fleet.conduct;

import static dev.signalbox.agent.decide.fleet.FleetScene.FRANKFURT;
import static dev.signalbox.agent.decide.fleet.guard.GuardBench.bringBack;
import static dev.signalbox.agent.decide.fleet.guard.GuardBench.evacuate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.agent.decide.fleet.FleetScene;
import dev.signalbox.agent.decide.fleet.conduct.HomeShares.Share;
import dev.signalbox.model.quorum.RegionVerdict;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReturnJudgeTest {

    private static final ConductLimits LIMITS =
            ConductLimits.DEFAULTS.withStage(
                    Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofMinutes(10));

    private final FleetScene scene = new FleetScene();

    /** Stages 1, 10, 50, 100 %. Eight of a hundred calls stay at home whatever the door does. */
    @ParameterizedTest(name = "stage {0}, {1} there, {2} elsewhere after {3} s: {4}")
    @CsvSource({
        // Four calls that always stay prove nothing, however soon they come.
        "0,   4,  38,  11, WAITS",
        "0,   7,  35,  11, WAITS",
        // Nor later: the stage goes on because one in a hundred cannot show, and says so.
        "0,  20, 230,  61, GOES_ON",
        // A tenth of the calls does show after a while, or is missed.
        "1,   8,  92,  24, WAITS",
        "1,  43, 207,  59, VERIFIED",
        "1,  20, 230,  61, HELD",
        "2,  20, 230,  61, HELD",
        "2,  80,  80,  20, VERIFIED",
        "3,  20, 230,  61, HELD",
        "3, 100,   0,  24, VERIFIED",
        // Too quiet for proof, but nothing is left elsewhere.
        "3,   1,   0,  61, GOES_ON",
        "3,   0,   0,  61, WAITS",
        // Not watched for long enough.
        "3, 100,   0,   9, WAITS",
    })
    void onlyWhatComesBeyondTheCallsThatStayProvesAReturn(
            int stage, long there, long elsewhere, long seconds, String becomes) {
        Share before = stage == 0 || stage == 1 ? new Share(80, 1000) : new Share(172, 1000);
        StageJudge.Ruling ruling =
                judge(stage, new Arrived(there, 0, elsewhere), Optional.of(before), seconds);
        assertThat(word(ruling)).as("%s", ruling).isEqualTo(becomes);
    }

    @Test
    void whatProvesItIsSaid() {
        assertThat(judge(1, new Arrived(43, 0, 207), Optional.of(new Share(80, 1000)), 59))
                .isEqualTo(
                        new StageJudge.Ruling.Verified(
                                "43 calls of Frankfurt's numbers arrived in Frankfurt since the doors were set, 0 failed; about 20 of them always do"));
        assertThat(judge(1, new Arrived(20, 0, 230), Optional.of(new Share(80, 1000)), 61))
                .isEqualTo(
                        new StageJudge.Ruling.Held(
                                "20 calls arrived in Frankfurt, about 20 of which always do; about 21 more were expected: the front door says that it holds the routes, calls do not follow"));
    }

    /** A leader that did not see what was before. */
    @ParameterizedTest(name = "stage {0}, {1} there, {2} elsewhere after {3} s: {4}")
    @CsvSource({
        "0,  20, 230,  11, WAITS",
        "1,  20, 230,  61, GOES_ON",
        "3,  20, 230,  61, HELD",
        "3,  20, 230,  11, WAITS",
        "3, 100,   2,  11, VERIFIED",
    })
    void withoutSightOfWhatWasBeforeTheLastStageHasToShow(
            int stage, long there, long elsewhere, long seconds, String becomes) {
        StageJudge.Ruling ruling =
                judge(stage, new Arrived(there, 0, elsewhere), Optional.empty(), seconds);
        assertThat(word(ruling)).as("%s", ruling).isEqualTo(becomes);
    }

    private static String word(StageJudge.Ruling ruling) {
        return switch (ruling) {
            case StageJudge.Ruling.Verified verified ->
                    verified.sentence().contains("show") ? "GOES_ON" : "VERIFIED";
            case StageJudge.Ruling.Held _ -> "HELD";
            case StageJudge.Ruling.Waits _ -> "WAITS";
        };
    }

    private StageJudge.Ruling judge(
            int stage, Arrived arrived, Optional<Share> before, long seconds) {
        scene.lost(FRANKFURT);
        String out = scene.start(evacuate(scene, FRANKFURT));
        scene.decideStage(out, 0).doorSet(FRANKFURT).verify(out).complete(out);
        scene.verdict(FRANKFURT, RegionVerdict.PRESENT);
        String id = scene.start(bringBack(scene, FRANKFURT));
        for (int i = 0; i <= stage; i++) {
            scene.decideStage(id, i);
        }
        return StageJudge.judge(
                new Course(scene.picture(), scene.change(id)),
                arrived,
                before,
                seconds * 1000,
                LIMITS);
    }
}
