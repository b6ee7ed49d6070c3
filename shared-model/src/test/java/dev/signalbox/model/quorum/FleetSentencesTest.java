package dev.signalbox.model.quorum;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.change.Origin;
import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.route.FleetTable;
import dev.signalbox.model.target.Target;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FleetSentencesTest {

    private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant LATER = AT.plusSeconds(900);
    private static final Person ADA = new Person("ada", Role.OPERATOR);
    private static final Person BEA = new Person("bea", Role.APPROVER);
    private static final String PLAN = "fleet-demo/12";
    private static final Map<String, String> TITLES =
            Map.of("eu-central", "Frankfurt", "eu-west", "Dublin", "us-east", "Ashburn");
    private static final FleetTable HALF =
            FleetTable.DEFAULT
                    .with("eu-central", "bookings", shares("eu-central", 50, "eu-west", 50))
                    .with("eu-central", "claims", shares("eu-central", 50, "eu-west", 50))
                    .atEpoch(6);

    private final FleetSentences sentences =
            new FleetSentences(
                    name -> TITLES.getOrDefault(name, name),
                    name -> name.equals("bookings") ? "Bookings" : name);

    @Test
    void everyRecordReadsAsOneSentence() {
        assertThat(records().stream().map(sentences::sentence).toList())
                .containsExactly(
                        "Agent of Frankfurt started, version 0.4.0.",
                        "Dublin does not reach Frankfurt's edge: 0 of 3 OPTIONS answered.",
                        "Frankfurt's carriers do not reach Frankfurt's edge: 0 of 5 calls taken.",
                        "Frankfurt's own agent does not tell any more whether Frankfurt's edge"
                                + " answers.",
                        "Frankfurt's edge takes no calls: all agree.",
                        "ada plans to evacuate Frankfurt to Dublin: its edge is dead. What may not"
                                + " move: Clinic.",
                        "bea approves plan #12 until 12:15:00 UTC.",
                        "ada overrules guard telephony_capacity of plan #12 until 12:15:00 UTC: it"
                                + " is night.",
                        "ada starts plan #12.",
                        "Decided: stage 2 of plan #12, 50 % of the way: of Frankfurt's new calls"
                                + " Bookings and claims go 50 % to Dublin (epoch 6).",
                        "Stage 2 of plan #12 is verified: 14 calls arrived at Dublin.",
                        "Stage 1 of plan #12 is verified: 1 call arrived, 0 failed.",
                        "Plan #12 is held by itself: Dublin fails 30 % of new calls.",
                        "Plan #12 is held by ada: wait.",
                        "ada lets plan #12 go on.",
                        "Plan #12 is done: every new call arrives at Dublin.",
                        "ada takes plan #12 back: callers complain. Decided: of Frankfurt's new"
                                + " calls Bookings and claims go home (epoch 7).",
                        "Plan #12 is dropped: its time is over.",
                        "The front door of Frankfurt holds epoch 6, set by Dublin, read back after"
                                + " 8.2 ms.",
                        "The front door of Frankfurt does not take epoch 6, it will be tried"
                                + " again: connection refused.",
                        "The front door of Frankfurt is set by Dublin from now on: its agent is"
                                + " silent.",
                        "ada keeps automation away from carrier-a in Dublin until 12:15:00 UTC:"
                                + " works.",
                        "ada lets automation touch Dublin again.",
                        "Automation of the whole fleet stopped by ada: storm.",
                        "Automation of the whole fleet released by ada.",
                        "Refused to vic (viewer): start plan fleet-demo/12. A role is missing.");
    }

    private static List<FleetRecord> records() {
        Word dublin =
                new Word(
                        "eu-west",
                        Word.View.PEER,
                        "eu-central",
                        Word.Reach.SILENT,
                        "0 of 3 OPTIONS answered",
                        3);
        Word carriers =
                new Word(
                        "eu-central",
                        Word.View.CARRIER,
                        "eu-central",
                        Word.Reach.SILENT,
                        "0 of 5 calls taken",
                        5);
        Word own = new Word("eu-central", Word.View.OWN, "eu-central", Word.Reach.UNKNOWN, "", 0);
        Target west = new Target.Region("eu-west");
        return List.of(
                new FleetRecord.MemberStarted(AT, "eu-central", "b", "0.4.0", "h"),
                new FleetRecord.WordSaid(AT, dublin),
                new FleetRecord.WordSaid(AT, carriers),
                new FleetRecord.WordSaid(AT, own),
                new FleetRecord.RegionJudged(
                        AT,
                        "eu-central",
                        RegionVerdict.LOST,
                        "Frankfurt's edge takes no calls: all agree",
                        List.of()),
                new FleetRecord.PlanMade(AT, evacuation(), "h", LATER),
                new FleetRecord.PlanApproved(AT, PLAN, "h", BEA, LATER),
                new FleetRecord.GuardOverridden(
                        AT, PLAN, "telephony_capacity", ADA, "it is night", LATER),
                new FleetRecord.ChangeStarted(AT, PLAN, ADA),
                new FleetRecord.StageDecided(
                        AT, PLAN, 1, 50, FleetTable.DEFAULT.atEpoch(5), HALF, List.of()),
                new FleetRecord.StageVerified(AT, PLAN, 1, 14, 0, "14 calls arrived at Dublin"),
                new FleetRecord.StageVerified(AT, PLAN, 0, 1, 0, ""),
                new FleetRecord.ChangeHeld(AT, PLAN, null, "Dublin fails 30 % of new calls"),
                new FleetRecord.ChangeHeld(AT, PLAN, ADA, "wait"),
                new FleetRecord.ChangeResumed(AT, PLAN, ADA),
                new FleetRecord.ChangeCompleted(AT, PLAN, "every new call arrives at Dublin"),
                new FleetRecord.ChangeUndone(
                        AT, PLAN, ADA, "callers complain", HALF, FleetTable.DEFAULT.atEpoch(7)),
                new FleetRecord.PlanDiscarded(AT, PLAN, null, "its time is over"),
                new FleetRecord.DoorSet(AT, "eu-central", "eu-west", 6, 8.24),
                new FleetRecord.DoorFailed(AT, "eu-central", "eu-west", 6, "connection refused"),
                new FleetRecord.WriterNamed(AT, "eu-central", "eu-west", "its agent is silent"),
                new FleetRecord.PinSet(
                        AT, new Target.Trunk("eu-west", "carrier-a"), ADA, "works", LATER),
                new FleetRecord.PinReleased(AT, west, ADA),
                new FleetRecord.BrakeSet(AT, ADA, "storm"),
                new FleetRecord.BrakeReleased(AT, ADA, ""),
                new FleetRecord.AttemptRefused(
                        AT, "vic (viewer)", "start plan fleet-demo/12", "x", "A role is missing"));
    }

    @Test
    void whatTheContractCallsItIsSaidInWords() {
        assertThat(
                        sentences.sentence(
                                new FleetRecord.AttemptRefused(
                                        AT,
                                        "wall (viewer)",
                                        "ChangePlan",
                                        "not_permitted",
                                        "This needs an operator")))
                .isEqualTo("Refused to wall (viewer): a step of a plan. This needs an operator.");
    }

    @Property(tries = 100)
    void everyKindOfRecordIsOneLineThatEnds(@ForAll long seed) {
        for (FleetRecord record : new RandomValues(seed).oneOfEach(FleetRecord.class)) {
            assertThat(sentences.sentence(record)).doesNotContain("\n").matches(".*[.!?)]");
        }
    }

    @Test
    void everyKindOfRecordIsAmongTheExamples() {
        assertThat(records().stream().map(Object::getClass).distinct())
                .hasSize(FleetRecord.class.getPermittedSubclasses().length);
    }

    @Test
    void aChangeOfNothingSaysSo() {
        assertThat(sentences.routes(HALF, HALF)).isEqualTo("every call stays where it is");
    }

    private static Plan evacuation() {
        Target.Region central = new Target.Region("eu-central");
        return new Plan(
                PlanKind.EVACUATE_REGION,
                central,
                "eu-central",
                Origin.MANUAL,
                ADA,
                "its edge is dead",
                AT,
                new Plan.Basis(5, "p", "s"),
                List.of(
                        new Plan.Move(
                                "bookings", central, new Target.Region("eu-west"), 100, 31.5)),
                List.of(
                        new Plan.Stay(
                                new Target.Service("clinic"),
                                "Clinic",
                                2.5,
                                "it runs nowhere else",
                                true)),
                List.of(),
                12,
                List.of(1, 10, 50, 100),
                HALF,
                "return it",
                List.of());
    }

    private static TreeMap<String, Integer> shares(
            String one, int onePercent, String other, int otherPercent) {
        return new TreeMap<>(Map.of(one, onePercent, other, otherPercent));
    }
}
