package dev.signalbox.agent.decide.fleet.conduct;

import static dev.signalbox.agent.decide.fleet.FleetScene.ASHBURN;
import static dev.signalbox.agent.decide.fleet.FleetScene.DUBLIN;
import static dev.signalbox.agent.decide.fleet.FleetScene.FRANKFURT;
import static dev.signalbox.agent.decide.fleet.FleetScene.OLGA;
import static dev.signalbox.agent.decide.fleet.guard.GuardBench.bringBack;
import static dev.signalbox.agent.decide.fleet.guard.GuardBench.drain;
import static dev.signalbox.agent.decide.fleet.guard.GuardBench.evacuate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.agent.decide.fleet.FleetScene;
import dev.signalbox.agent.decide.fleet.guard.GuardLimits;
import dev.signalbox.model.fleet.Severity;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.RegionVerdict;
import dev.signalbox.model.quorum.Word;
import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ConductorTest {

    private static final Duration TICK = Duration.ofMillis(200);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final ConductLimits QUICK =
            ConductLimits.DEFAULTS.withStage(
                    Duration.ofSeconds(3), Duration.ofSeconds(15), Duration.ofSeconds(60));

    private final FleetScene scene = new FleetScene();
    private Conductor conductor = conductor();
    private long frankfurtsInDublin;
    private long frankfurtsAtHome;

    private static Conductor conductor() {
        return new Conductor(QUICK, GuardLimits.DEFAULTS);
    }

    private List<FleetCommand> next() {
        return conductor.next(scene.picture());
    }

    /** Lets time pass as the leader lives it; all that was asked for meanwhile. */
    private List<FleetCommand> pass(Duration duration) {
        List<FleetCommand> asked = new ArrayList<>();
        for (Duration t = TICK; t.compareTo(duration) <= 0; t = t.plus(TICK)) {
            scene.pass(TICK);
            asked.addAll(next());
        }
        return asked;
    }

    private void arrive(long inDublin, long atHome, long failed) {
        frankfurtsInDublin += inDublin;
        frankfurtsAtHome += atHome;
        scene.region(DUBLIN).arrivals(FRANKFURT, frankfurtsInDublin, failed);
        scene.region(FRANKFURT).arrivals(FRANKFURT, frankfurtsAtHome, 0);
    }

    private static <T extends FleetCommand> T only(List<FleetCommand> commands, Class<T> type) {
        assertThat(commands).hasSize(1);
        return type.cast(commands.getFirst());
    }

    @Test
    void drainGoesFromStageToStageByCallsThatArrive() {
        String id = scene.start(drain(scene, FRANKFURT));
        arrive(100, 5000, 0);
        for (int stage = 0; stage < 4; stage++) {
            FleetCommand.DecideStage decide = only(next(), FleetCommand.DecideStage.class);
            assertThat(decide.stage()).isEqualTo(stage);
            assertThat(decide.expectedEpoch()).isEqualTo(stage);
            assertThat(decide.guards())
                    .extracting(GuardResult::verdict)
                    .doesNotContain(GuardResult.Verdict.BLOCK, GuardResult.Verdict.HARD);
            scene.decideStage(id, stage);
            assertThat(pass(SECOND)).as("the door is not set yet").isEmpty();

            scene.doorSet(FRANKFURT);
            assertThat(pass(SECOND)).isEmpty();
            arrive(7, 7, 0);
            assertThat(pass(SECOND)).as("watched for too short a time").isEmpty();
            List<FleetCommand> after = pass(SECOND.plus(TICK).plus(TICK));
            FleetCommand.VerifyStage verify = only(after, FleetCommand.VerifyStage.class);
            assertThat(verify.stage()).isEqualTo(stage);
            assertThat(verify.arrivals()).isEqualTo(7);
            assertThat(verify.failed()).isZero();
            assertThat(verify.sentence())
                    .isEqualTo(
                            "7 calls of Frankfurt's numbers arrived in Dublin since the doors were set, 0 failed");
            scene.verify(id);
        }
        FleetCommand.Complete complete = only(next(), FleetCommand.Complete.class);
        assertThat(complete.sentence()).isEqualTo("all new calls that may move go to Dublin");
        scene.complete(id);
        assertThat(pass(SECOND)).isEmpty();
    }

    @Test
    void newLeaderGoesOnWhereTheOldOneDied() {
        arrive(100, 5000, 0);
        String id = scene.start(drain(scene, FRANKFURT));
        scene.decideStage(id, 0).doorSet(FRANKFURT);
        pass(SECOND);
        arrive(5, 5, 0);

        conductor = conductor();
        scene.self(DUBLIN);
        assertThat(pass(Duration.ofSeconds(4))).as("what came before counts no more").isEmpty();
        arrive(3, 3, 0);
        assertThat(only(pass(TICK), FleetCommand.VerifyStage.class).arrivals()).isEqualTo(3);
        scene.verify(id);
        conductor = conductor();
        assertThat(only(pass(TICK), FleetCommand.DecideStage.class).stage()).isEqualTo(1);
    }

    @Test
    void twoLeadersAskForTheSameByTheSameName() {
        scene.start(drain(scene, FRANKFURT));
        String first = only(next(), FleetCommand.DecideStage.class).ask().id();
        String second =
                only(conductor().next(scene.picture()), FleetCommand.DecideStage.class).ask().id();
        assertThat(second).isEqualTo(first);
        assertThat(pass(TICK)).as("not asked twice in a row").isEmpty();
        assertThat(only(pass(SECOND), FleetCommand.DecideStage.class).ask().id()).isEqualTo(first);

        scene.record(new FleetRecord.BrakeSet(scene.wall(), OLGA, "x"));
        assertThat(only(next(), FleetCommand.DecideStage.class).ask().id()).isNotEqualTo(first);
    }

    @Test
    void guardsAreJudgedAgainAtEachStage() {
        String id = scene.start(drain(scene, FRANKFURT));
        scene.decideStage(id, 0).doorSet(FRANKFURT).verify(id);
        scene.region(DUBLIN).busy(3.9, 20);
        FleetCommand.DecideStage decide = only(next(), FleetCommand.DecideStage.class);
        assertThat(decide.guards())
                .filteredOn(g -> g.guard().equals("telephony_capacity"))
                .extracting(GuardResult::verdict)
                .containsExactly(GuardResult.Verdict.BLOCK);
    }

    private String runningFirstStage() {
        arrive(100, 5000, 0);
        String id = scene.start(drain(scene, FRANKFURT));
        scene.decideStage(id, 2).doorSet(FRANKFURT);
        pass(SECOND);
        return id;
    }

    @Test
    void targetThatGetsWorseHoldsIt() {
        scene.region(DUBLIN).incident(Severity.MAJOR, new Target.Region(DUBLIN), "Known before");
        runningFirstStage();
        scene.region(DUBLIN)
                .incident(Severity.CRITICAL, new Target.Path(DUBLIN, FRANKFURT), "Path is down");
        assertThat(pass(SECOND)).isEmpty();
        scene.region(DUBLIN).incident(Severity.MAJOR, new Target.Region(DUBLIN), "Acme is slow");
        FleetCommand.Hold hold = only(pass(TICK), FleetCommand.Hold.class);
        assertThat(hold.person()).isNull();
        assertThat(hold.reason()).isEqualTo("Dublin got worse in this stage: Acme is slow");
    }

    @Test
    void whatWentWrongBeforeTheLeaderChangedIsSeenByTheNewOne() {
        scene.region(DUBLIN).incident(Severity.MAJOR, new Target.Region(DUBLIN), "Known before");
        String id = runningFirstStage();
        scene.region(DUBLIN)
                .incident(Severity.MAJOR, new Target.Region(DUBLIN), "Acme is slow", scene.wall());

        conductor = conductor();
        scene.self(DUBLIN);
        assertThat(only(pass(TICK), FleetCommand.Hold.class).reason())
                .isEqualTo("Dublin got worse in this stage: Acme is slow");

        scene.record(new FleetRecord.ChangeHeld(scene.wall(), id, null, "Acme is slow"));
        scene.record(new FleetRecord.ChangeResumed(scene.wall(), id, OLGA));
        conductor = conductor();
        assertThat(pass(SECOND)).as("somebody goes on knowing it").isEmpty();
    }

    @Test
    void whatWentWrongBeforeTheTargetsAgentStartedAnewIsSeen() {
        runningFirstStage();
        scene.region(DUBLIN).age(30_000, true);
        pass(SECOND);
        scene.region(DUBLIN)
                .boot("boot-2")
                .incident(Severity.MAJOR, new Target.Region(DUBLIN), "Acme is slow", scene.wall());
        scene.region(DUBLIN).age(300, false);
        assertThat(only(pass(TICK), FleetCommand.Hold.class).reason())
                .isEqualTo("Dublin got worse in this stage: Acme is slow");
    }

    @Test
    void callsThatFailAtTheTargetHoldIt() {
        runningFirstStage();
        arrive(4, 4, 2);
        assertThat(pass(TICK)).as("too few to say").isEmpty();
        arrive(4, 4, 2);
        assertThat(only(pass(TICK), FleetCommand.Hold.class).reason())
                .isEqualTo("2 of 8 calls that arrived in Dublin failed, at most 20 %");
    }

    @Test
    void slowSetupAtTheTargetHoldsIt() {
        runningFirstStage();
        scene.region(DUBLIN).pdd(2400);
        assertThat(only(pass(TICK), FleetCommand.Hold.class).reason())
                .isEqualTo("post-dial delay of northwind in Dublin is 2400 ms, at most 2000 ms");
    }

    @Test
    void targetThatIsLostHoldsIt() {
        runningFirstStage();
        scene.lost(DUBLIN);
        assertThat(only(pass(TICK), FleetCommand.Hold.class).reason())
                .isEqualTo("Dublin is lost: no calls into a dead region");
    }

    @Test
    void heldChangeIsLeftAloneAndGoesOnAnew() {
        String id = runningFirstStage();
        scene.region(DUBLIN).incident(Severity.MAJOR, new Target.Region(DUBLIN), "Acme is slow");
        only(pass(TICK), FleetCommand.Hold.class);
        scene.record(new FleetRecord.ChangeHeld(scene.wall(), id, null, "Acme is slow"));
        assertThat(pass(Duration.ofSeconds(90))).isEmpty();
        scene.record(new FleetRecord.ChangeResumed(scene.wall(), id, OLGA));
        assertThat(pass(SECOND)).as("somebody goes on knowing it").isEmpty();
        arrive(5, 5, 0);
        only(pass(Duration.ofSeconds(2).plus(TICK)), FleetCommand.VerifyStage.class);
    }

    @Test
    void doorThatPretendsIsCaughtByItsCalls() {
        runningFirstStage();
        arrive(0, 40, 0);
        assertThat(pass(Duration.ofSeconds(13))).isEmpty();
        assertThat(only(pass(Duration.ofSeconds(1).plus(TICK)), FleetCommand.Hold.class).reason())
                .isEqualTo(
                        "only 0 calls arrived in Dublin where about 13 were expected: the front door says that it holds the routes, calls do not follow");
    }

    @Test
    void deadRegionsCallsAreExpectedByTheirUsualRate() {
        scene.lost(FRANKFURT);
        String id = scene.start(evacuate(scene, FRANKFURT));
        scene.decideStage(id, 0).doorSet(FRANKFURT);
        assertThat(pass(Duration.ofSeconds(15))).isEmpty();
        assertThat(only(pass(TICK), FleetCommand.Hold.class).reason())
                .startsWith("only 0 calls arrived in Dublin where about 20 were expected");
    }

    @Test
    void completedEvacuationSaysThatTheRegionIsStillLost() {
        scene.lost(FRANKFURT);
        String id = scene.start(evacuate(scene, FRANKFURT));
        scene.decideStage(id, 0).doorSet(FRANKFURT).verify(id);
        assertThat(only(next(), FleetCommand.Complete.class).sentence())
                .isEqualTo(
                        "all new calls that may move go to Dublin; Frankfurt was still lost then");
    }

    @Test
    void quietDoorGoesOnAfterAWait() {
        runningFirstStage();
        arrive(1, 2, 0);
        assertThat(pass(Duration.ofSeconds(13))).isEmpty();
        FleetCommand.VerifyStage verify =
                only(pass(SECOND.plus(TICK)), FleetCommand.VerifyStage.class);
        assertThat(verify.sentence()).endsWith("quiet, about 1.0 expected");
    }

    @Test
    void stageWithoutAnyCallIsHeldInTheEnd() {
        runningFirstStage();
        assertThat(pass(Duration.ofSeconds(598))).as("there are no calls at all").isEmpty();
        assertThat(only(pass(SECOND.plus(TICK).plus(TICK)), FleetCommand.Hold.class).reason())
                .isEqualTo("no call arrived in Dublin for 600 s, about 0 were expected");
    }

    @Test
    void smallStageWaitsUntilEnoughCallsWereToBeExpected() {
        arrive(100, 5000, 0);
        String id = scene.start(drain(scene, FRANKFURT));
        scene.decideStage(id, 0).doorSet(FRANKFURT);
        pass(TICK);
        // Three calls a second at home, 1 % of two services of three: five calls in 250 s.
        int seconds = 0;
        List<FleetCommand> asked = List.of();
        while (asked.isEmpty() && seconds < 600) {
            arrive(0, 3, 0);
            asked = pass(SECOND);
            seconds++;
        }
        assertThat(seconds).isBetween(245, 255);
        assertThat(only(asked, FleetCommand.Hold.class).reason())
                .matches("no call arrived in Dublin for 2[45]\\d s, about 5 were expected");
    }

    @Test
    void misunderstoodCallersHoldNothing() {
        runningFirstStage();
        scene.region(DUBLIN)
                .intent(
                        Severity.MAJOR,
                        new Target.Service("bookings"),
                        "Bookings misunderstands its callers",
                        scene.wall());
        assertThat(pass(SECOND)).isEmpty();
    }

    @Test
    void callsThatAlwaysStayAtHomeDoNotVerifyAReturn() {
        scene.lost(FRANKFURT);
        String out = scene.start(evacuate(scene, FRANKFURT));
        scene.decideStage(out, 0).doorSet(FRANKFURT).verify(out).complete(out);
        scene.verdict(FRANKFURT, RegionVerdict.PRESENT);
        evacuatedFor(60);
        String id = scene.start(bringBack(scene, FRANKFURT));
        scene.decideStage(id, 2).doorSet(FRANKFURT);
        List<FleetCommand> asked = new ArrayList<>();
        for (int second = 0; second < 20; second++) {
            arrive(9, 1, 0);
            asked.addAll(pass(SECOND));
        }
        assertThat(((FleetCommand.Hold) asked.getFirst()).reason())
                .contains("about 15 of which always do")
                .contains("calls do not follow");
    }

    /** One call in ten stays. */
    private void evacuatedFor(int seconds) {
        for (int second = 0; second < seconds; second++) {
            arrive(9, 1, 0);
            pass(SECOND);
        }
    }

    @Test
    void doorThatDoesNotTakeItIsHeldInTheEnd() {
        String id = scene.start(drain(scene, FRANKFURT));
        scene.decideStage(id, 0);
        scene.record(
                new FleetRecord.DoorFailed(scene.wall(), FRANKFURT, FRANKFURT, 1, "no answer"));
        assertThat(pass(Duration.ofSeconds(60))).isEmpty();
        assertThat(only(pass(SECOND), FleetCommand.Hold.class).reason())
                .isEqualTo("Frankfurt's front door does not hold epoch 1: no answer");
    }

    @Test
    void doorThatHoldsItsPartIsSetThoughTheEpochWentOn() {
        String id = scene.start(drain(scene, FRANKFURT));
        scene.decideStage(id, 2);
        scene.doorReads(FRANKFURT);
        scene.tableOfAnotherChange();
        pass(SECOND);
        arrive(5, 5, 0);
        pass(Duration.ofSeconds(2));
        arrive(5, 5, 0);
        assertThat(pass(TICK)).hasSize(1).first().isInstanceOf(FleetCommand.VerifyStage.class);
    }

    @Test
    void oldCountsProveNothing() {
        runningFirstStage();
        arrive(9, 9, 0);
        scene.region(DUBLIN).age(30_000, true);
        assertThat(pass(Duration.ofSeconds(5))).isEmpty();
        scene.region(DUBLIN).age(300, false);
        only(pass(TICK), FleetCommand.VerifyStage.class);
    }

    @Test
    void agentThatStartsAnewIsCountedAnew() {
        runningFirstStage();
        arrive(2, 2, 0);
        frankfurtsInDublin = 1;
        scene.region(DUBLIN).boot("boot-2");
        arrive(0, 0, 0);
        assertThat(pass(Duration.ofSeconds(4))).isEmpty();
        arrive(3, 3, 0);
        assertThat(only(pass(TICK), FleetCommand.VerifyStage.class).arrivals()).isEqualTo(3);
    }

    @Test
    void returnIsJudgedAtTheSourceAndNeverIntoADeadOne() {
        scene.lost(FRANKFURT);
        String out = scene.start(evacuate(scene, FRANKFURT));
        scene.decideStage(out, 0).doorSet(FRANKFURT).verify(out).complete(out);
        scene.verdict(FRANKFURT, RegionVerdict.PRESENT);
        arrive(200, 100, 0);
        evacuatedFor(60);
        String id = scene.start(bringBack(scene, FRANKFURT));
        scene.decideStage(id, 2).doorSet(FRANKFURT);
        pass(SECOND);
        arrive(6, 14, 0);
        assertThat(only(pass(Duration.ofSeconds(3)), FleetCommand.VerifyStage.class).sentence())
                .isEqualTo(
                        "14 calls of Frankfurt's numbers arrived in Frankfurt since the doors were set, 0 failed; about 2 of them always do");
        scene.verdict(FRANKFURT, RegionVerdict.LOST);
        assertThat(only(pass(TICK), FleetCommand.Hold.class).reason())
                .isEqualTo("Frankfurt is lost: no calls into a dead region");
    }

    @Test
    void planThatNobodyStartsIsDiscarded() {
        String id = scene.propose(drain(scene, FRANKFURT));
        assertThat(pass(SECOND)).isEmpty();
        scene.pass(Duration.ofMinutes(15));
        FleetCommand.Discard discard = only(next(), FleetCommand.Discard.class);
        assertThat(discard.planId()).isEqualTo(id);
        assertThat(discard.person()).isNull();
    }

    @Test
    void nothingIsAskedWithoutAQuorum() {
        scene.start(drain(scene, FRANKFURT));
        scene.silent(DUBLIN, 60_000).outOfTouch();
        assertThat(pass(SECOND)).isEmpty();
    }

    @Test
    void silentWritersDoorGetsADeputyOfItsJurisdictionAndIsGivenBack() {
        scene.self(ASHBURN);
        scene.silent(FRANKFURT, 5001).silent(DUBLIN, 100);
        FleetCommand.NameWriter named = only(next(), FleetCommand.NameWriter.class);
        assertThat(named.door()).isEqualTo(FRANKFURT);
        assertThat(named.expected()).isEqualTo(FRANKFURT);
        assertThat(named.writer()).isEqualTo(DUBLIN);
        assertThat(named.reason()).isEqualTo("Frankfurt's agent was not heard of for 5 s");
        scene.record(new FleetRecord.WriterNamed(scene.wall(), FRANKFURT, DUBLIN, named.reason()));
        assertThat(pass(SECOND)).isEmpty();

        scene.silent(FRANKFURT, 50);
        assertThat(pass(Duration.ofSeconds(3))).as("heard of for too short a time").isEmpty();
        FleetCommand.NameWriter back = only(pass(TICK), FleetCommand.NameWriter.class);
        assertThat(back.expected()).isEqualTo(DUBLIN);
        assertThat(back.writer()).isEqualTo(FRANKFURT);
    }

    @Test
    void deputyThatFallsSilentTooIsReplacedByWhoIsLeft() {
        scene.self(ASHBURN);
        scene.record(new FleetRecord.WriterNamed(scene.wall(), FRANKFURT, DUBLIN, "silent"));
        scene.silent(FRANKFURT, 9000).silent(DUBLIN, 9000);
        assertThat(next())
                .extracting(c -> ((FleetCommand.NameWriter) c).door())
                .containsExactly(FRANKFURT, DUBLIN);
        assertThat(pass(SECOND))
                .extracting(c -> ((FleetCommand.NameWriter) c).writer())
                .containsOnly(ASHBURN);
    }

    @Test
    void whatASilentMemberSaidCountsNoMore() {
        scene.word(DUBLIN, Word.View.PEER, FRANKFURT).word(DUBLIN, Word.View.CARRIER, DUBLIN);
        scene.silent(DUBLIN, 10_001);
        FleetCommand.Say say =
                Objects.requireNonNull(
                        next().stream()
                                .filter(FleetCommand.Say.class::isInstance)
                                .map(FleetCommand.Say.class::cast)
                                .findFirst()
                                .orElse(null));
        assertThat(say.words())
                .containsExactly(
                        new Word(
                                DUBLIN,
                                Word.View.PEER,
                                FRANKFURT,
                                Word.Reach.UNKNOWN,
                                "Dublin's agent was not heard of for 10 s",
                                0));
        say.words().forEach(w -> scene.record(new FleetRecord.WordSaid(scene.wall(), w)));
        assertThat(pass(SECOND)).noneMatch(FleetCommand.Say.class::isInstance);
    }
}
