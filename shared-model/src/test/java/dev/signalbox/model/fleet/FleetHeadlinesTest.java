package dev.signalbox.model.fleet;

import static dev.signalbox.model.fleet.Samples.NOON;
import static dev.signalbox.model.fleet.Samples.frankfurt;
import static dev.signalbox.model.fleet.Samples.named;
import static dev.signalbox.model.fleet.Samples.rejecting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.change.Origin;
import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.journal.HashChain;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.quorum.FleetCodec;
import dev.signalbox.model.quorum.FleetFold;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.model.quorum.PlanBasis;
import dev.signalbox.model.quorum.RegionVerdict;
import dev.signalbox.model.route.FleetTable;
import dev.signalbox.model.target.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FleetHeadlinesTest {

    private static final Person ADA = new Person("ada", Role.OPERATOR);
    private static final Person BEA = new Person("bea", Role.APPROVER);

    private final FleetCodec codec = new FleetCodec();
    private FleetState state = FleetState.empty("f1");
    private @Nullable FleetStanding standing;

    @Test
    void aLostRegionIsTheWorstThereIs() {
        lost(RegionVerdict.LOST);
        Headline headline = headline(incident(Severity.CRITICAL));
        assertThat(headline.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(headline.sentence())
                .isEqualTo(
                        "Frankfurt's edge takes no calls. Its new callers reach nobody. Nothing has"
                                + " moved: plan its evacuation.");
        // Its carriers bring no calls because of it: that is no news, and calling them no advice.
        assertThat(headline.reason())
                .isEqualTo("Dublin and its carriers agree. Lost since 12:00:00 UTC.");
    }

    @Test
    void whereTheCallsOfALostRegionGoIsSaid() {
        lost(RegionVerdict.LOST);
        String id = made(PlanKind.EVACUATE_REGION, true);
        approvedAndStarted(id);
        assertThat(headline().sentence()).endsWith(" Its evacuation waits for its first stage.");
        staged(id, 0, 50);
        assertThat(headline().sentence())
                .isEqualTo(
                        "Frankfurt's edge takes no calls. 50 % of what may move goes to Dublin.");
        staged(id, 1, 100);
        done(id);
        assertThat(headline().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(headline().sentence())
                .isEqualTo(
                        "Frankfurt's edge takes no calls. Its new calls go to Dublin. Callers of"
                                + " Clinic hear silence.");
    }

    @Test
    void aLostRegionWhoseCallersAreAllServedIsLessBad() {
        lost(RegionVerdict.LOST);
        String id = made(PlanKind.EVACUATE_REGION, false);
        approvedAndStarted(id);
        staged(id, 1, 100);
        done(id);
        assertThat(headline().severity()).isEqualTo(Severity.MAJOR);
        assertThat(headline().sentence())
                .isEqualTo("Frankfurt's edge takes no calls. Its new calls go to Dublin.");
    }

    @Test
    void whatIsSaidWithEveryPlanIsNoSilence() {
        FleetState.Change change =
                lostAndStaying("Emergency calls", new Target.Region("eu-central"), 0);
        assertThat(Situation.silent(change)).isEmpty();
        assertThat(Situation.lost(state, "eu-central")).isEqualTo(Severity.MAJOR);
        assertThat(headline().sentence())
                .isEqualTo("Frankfurt's edge takes no calls. Its new calls go to Dublin.");
    }

    private FleetState.Change lostAndStaying(String title, Target what, double callsPerMinute) {
        lost(RegionVerdict.LOST);
        String id =
                made(
                        PlanKind.EVACUATE_REGION,
                        List.of(new Plan.Stay(what, title, callsPerMinute, "by law", true)));
        approvedAndStarted(id);
        staged(id, 1, 100);
        done(id);
        return Objects.requireNonNull(state.changes().get(id));
    }

    @Test
    void whatFollowsFromALossIsNoHeadlineAndGivesNoAdvice() {
        RegionView wrong = incident(Severity.CRITICAL);
        lost(RegionVerdict.LOST);
        Situation situation = new Situation(state, state::title, NOON);
        RegionView told =
                new Consequences(state, state::title, situation)
                        .told(new RegionEntry(wrong, 10, false))
                        .view();
        assertThat(told.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(told.finding()).isEqualTo("Its edge takes no calls; nothing has moved");
        assertThat(
                        told.senses().health().stream()
                                .filter(one -> one.target().equals(told.target()))
                                .flatMap(one -> one.evidence().stream()))
                .as("who says so")
                .isSubsetOf("Dublin and its carriers agree");
        assertThat(told.incidents().getFirst().severity()).isEqualTo(Severity.MINOR);
        assertThat(told.incidents().getFirst().next()).isEmpty();
        assertThat(told.incidents().getFirst().action())
                .isEqualTo(
                        "Follows from it that eu-central's edge takes no calls: nothing to do here");
    }

    @Test
    void theEvacuationOfALostRegionIsOfferedAndThenItsReturn() {
        lost(RegionVerdict.LOST);
        assertThat(offers()).containsExactly("EVACUATE Frankfurt");
        String id = made(PlanKind.EVACUATE_REGION, false);
        assertThat(offers()).containsExactly("LOOK Frankfurt " + id);
        approvedAndStarted(id);
        staged(id, 1, 100);
        assertThat(offers()).isEmpty();
        fold(new FleetRecord.ChangeHeld(NOON, id, null, "Dublin fails"));
        assertThat(offers()).containsExactly("RESUME Frankfurt " + id);
        fold(new FleetRecord.ChangeResumed(NOON, id, ADA));
        done(id);
        assertThat(offers()).as("it is still lost").isEmpty();
        lost(RegionVerdict.PRESENT);
        assertThat(offers()).containsExactly("RETURN Frankfurt");
    }

    @Test
    void aPlanFromBeforeTheLossHidesNoEvacuation() {
        made(PlanKind.DRAIN_REGION, false);
        assertThat(offers()).hasSize(1).first().asString().startsWith("LOOK Frankfurt");
        lost(RegionVerdict.LOST);
        assertThat(offers()).containsExactly("EVACUATE Frankfurt");
        assertThat(headline().sentence()).endsWith("plan its evacuation.");
    }

    @Test
    void whatFollowsFromALossIsStillAFaultOfTheConversation() {
        RegionView wrong =
                Samples.with(frankfurt(), frankfurt().trunks(), List.of(rejecting().ofIntent()));
        lost(RegionVerdict.LOST);
        RegionView told =
                new Consequences(state, state::title, new Situation(state, state::title, NOON))
                        .told(new RegionEntry(wrong, 10, false))
                        .view();
        assertThat(told.incidents().getFirst().intent()).isTrue();
    }

    @Test
    void aHeldDrainIntoARegionThatDiesIsUndoneFirst() {
        String id = made(PlanKind.DRAIN_REGION, false);
        approvedAndStarted(id);
        staged(id, 0, 10);
        fold(new FleetRecord.ChangeHeld(NOON, id, null, "Dublin is lost"));
        lost("eu-west");
        assertThat(headline().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(headline().sentence())
                .isEqualTo(
                        "Dublin's edge takes no calls. Its new callers reach nobody. First take back"
                                + " what others send there, then plan its evacuation.");
        assertThat(headline().reason())
                .contains("10 % of Frankfurt's new calls that may move go to Dublin's dead edge");
        assertThat(offers()).containsExactly("UNDO Frankfurt " + id);
        assertThat(told(frankfurt()).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(told(frankfurt()).finding())
                .isEqualTo("10 % of its new calls that may move go to eu-west's dead edge");
        assertThat(statements())
                .contains(
                        "10 % of Frankfurt's new calls that may move go to Dublin's dead edge and"
                                + " reach nobody. Undo the drain of Frankfurt, at once.");
        assertThat(statements()).noneMatch(s -> s.contains("Let it go on"));
        fold(
                new FleetRecord.ChangeUndone(
                        NOON, id, ADA, "dead", state.table(), FleetTable.DEFAULT.atEpoch(2)));
        assertThat(offers()).containsExactly("EVACUATE eu-west");
        assertThat(told(frankfurt()).severity()).isEqualTo(frankfurt().severity());
    }

    @Test
    void whenTheRegionThatTookTheCallsDiesTheirReturnComesFirst() {
        lost(RegionVerdict.LOST);
        String id = made(PlanKind.EVACUATE_REGION, false);
        approvedAndStarted(id);
        staged(id, 1, 100);
        done(id);
        lost(RegionVerdict.PRESENT);
        lost("eu-west");
        assertThat(offers()).containsExactly("RETURN Frankfurt");
        assertThat(statements())
                .contains(
                        "100 % of Frankfurt's new calls that may move go to Dublin's dead edge and"
                                + " reach nobody. Plan the return of Frankfurt: all goes home at"
                                + " once.")
                .noneMatch(s -> s.startsWith("Frankfurt is back"));
        assertThat(told(frankfurt()).severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void aReturnFromARegionThatDiesGoesOn() {
        lost(RegionVerdict.LOST);
        String away = made(PlanKind.EVACUATE_REGION, false);
        approvedAndStarted(away);
        staged(away, 1, 100);
        done(away);
        lost(RegionVerdict.PRESENT);
        String back = made(PlanKind.RETURN_REGION, table(0));
        fold(new FleetRecord.ChangeStarted(NOON, back, ADA));
        staged(back, 0, 50);
        fold(new FleetRecord.ChangeHeld(NOON, back, null, "Frankfurt fails"));
        lost("eu-west");
        assertThat(offers()).containsExactly("RESUME Frankfurt " + back);
        assertThat(DeadEnds.ahead(change(back), state)).isEmpty();
        assertThat(statements())
                .contains(
                        "50 % of Frankfurt's new calls that may move go to Dublin's dead edge and"
                                + " reach nobody. The return of Frankfurt takes them home: let it"
                                + " go on.");
    }

    @Test
    void withBothEndsDeadNobodyIsSaidToBeServed() {
        lost(RegionVerdict.LOST);
        String id = made(PlanKind.EVACUATE_REGION, false);
        approvedAndStarted(id);
        staged(id, 1, 100);
        done(id);
        lost("eu-west");
        assertThat(headline().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(headline().sentence())
                .isEqualTo(
                        "Frankfurt's edge takes no calls. Its new callers reach nobody: they are"
                                + " sent to Dublin, which takes none either.");
        assertThat(told(frankfurt()).finding())
                .isEqualTo("Its edge takes no calls, nor does that of eu-west, where new calls go");
    }

    private FleetState.Change change(String id) {
        return java.util.Objects.requireNonNull(state.changes().get(id));
    }

    private List<String> statements() {
        List<RegionEntry> regions =
                List.of(
                        new RegionEntry(frankfurt(), 10, false),
                        new RegionEntry(named(frankfurt(), "eu-west", "Dublin"), 10, false));
        return new FleetHeadlines(new FleetDecisions(standing, state, List.of()), regions, NOON)
                .statements().stream().map(Headlines.Statement::sentence).toList();
    }

    private RegionView told(RegionView view) {
        Situation situation = new Situation(state, state::title, NOON);
        return new Consequences(state, state::title, situation)
                .told(new RegionEntry(view, 10, false))
                .view();
    }

    @Test
    void aRegionThatIsBackAndStillEvacuatedIsNotWell() {
        lost(RegionVerdict.LOST);
        String id = made(PlanKind.EVACUATE_REGION, false);
        approvedAndStarted(id);
        staged(id, 1, 100);
        done(id);
        lost(RegionVerdict.PRESENT);
        assertThat(headline())
                .isEqualTo(
                        new Headline(
                                Severity.MINOR,
                                "Frankfurt is back, and new calls of its numbers still go to"
                                        + " Dublin.",
                                "Evacuation of Frankfurt by ada, done 12:00:00 UTC: its edge is"
                                        + " dead. Plan its return when it shall have them again."));
    }

    @Test
    void aDrainedRegionIsSaidAsDrained() {
        String id = made(PlanKind.DRAIN_REGION, false);
        approvedAndStarted(id);
        staged(id, 1, 100);
        done(id);
        assertThat(headline().sentence())
                .isEqualTo("Frankfurt is drained: new calls of its numbers go to Dublin.");
        RegionView quiet = frankfurt().judged(Severity.MINOR, "", List.of(), frankfurt().senses());
        assertThat(headline(quiet).reason()).doesNotContain("needs a look");
    }

    @Test
    void aReturnThatWasUndoneIsWhyItsCallsAreAway() {
        String drain = made(PlanKind.DRAIN_REGION, false);
        approvedAndStarted(drain);
        staged(drain, 1, 100);
        done(drain);
        FleetTable away = state.table();
        String back = made(PlanKind.RETURN_REGION, false);
        approvedAndStarted(back);
        FleetTable home = table(0).atEpoch(away.epoch() + 1);
        fold(
                new FleetRecord.StageDecided(
                        NOON.plusSeconds(60), back, 1, 100, away, home, List.of()));
        fold(
                new FleetRecord.ChangeUndone(
                        NOON.plusSeconds(90),
                        back,
                        BEA,
                        "not yet",
                        home,
                        away.atEpoch(home.epoch() + 1),
                        List.of()));
        assertThat(headline().sentence())
                .isEqualTo("Frankfurt is drained: new calls of its numbers go to Dublin.");
        assertThat(headline().reason()).startsWith("Return of Frankfurt by ada was undone.");
    }

    private List<String> offers() {
        List<RegionEntry> regions = List.of(new RegionEntry(frankfurt(), 10, false));
        FleetDecisions fleet = new FleetDecisions(standing, state, List.of());
        FleetView view =
                new FleetView(
                        NOON,
                        new Headline(Severity.WELL, "", ""),
                        regions,
                        List.of(),
                        List.of(),
                        fleet);
        return Situation.offers(view).stream()
                .map(o -> (o.step() + " " + o.title() + " " + o.planId()).strip())
                .toList();
    }

    @Test
    void aCutIsSaidAsACut() {
        lost(RegionVerdict.ISOLATED);
        Headline headline = headline();
        assertThat(headline.severity()).isEqualTo(Severity.MAJOR);
        assertThat(headline.sentence())
                .isEqualTo(
                        "Frankfurt is cut off from the other regions: its carriers still deliver"
                                + " calls there.");
        assertThat(headline.reason()).endsWith("no call is moved away.");
    }

    @Test
    void aPlanWaitsForASecondPersonAndThenToBeStarted() {
        String id = made(PlanKind.EVACUATE_REGION, false);
        assertThat(headline())
                .isEqualTo(
                        new Headline(
                                Severity.MINOR,
                                "A plan of ada to evacuate Frankfurt waits for a second person.",
                                "its edge is dead. Its time is over at 12:15:00 UTC."));
        fold(new FleetRecord.PlanApproved(NOON, id, "h", BEA, NOON.plusSeconds(900)));
        assertThat(headline().sentence())
                .isEqualTo("A plan of ada to evacuate Frankfurt waits to be started.");
    }

    @Test
    void aPlanThatCannotBeStartedAnyMoreIsNotSaid() {
        made(PlanKind.DRAIN_REGION, false);
        List<RegionEntry> regions = List.of(new RegionEntry(frankfurt(), 10, false));
        FleetDecisions fleet = new FleetDecisions(standing, state, List.of());
        assertThat(Headlines.of(regions, List.of(), fleet, NOON.plusSeconds(900)).severity())
                .isEqualTo(Severity.WELL);
    }

    @Test
    void whoWasNotTakenBeforeIsInNoCount() {
        FleetLine lost = judged(RegionVerdict.LOST, NOON);
        FleetLine back = judged(RegionVerdict.PRESENT, NOON.plusSeconds(40));
        assertThat(calm(List.of(lost, back), 53).reason())
                .startsWith(
                        "Frankfurt's edge takes calls again since 12:00:40 UTC; callers whom it did"
                                + " not take before are in no count.");
        assertThat(calm(List.of(lost, back), 101).reason()).doesNotContain("no count");
        assertThat(calm(List.of(back), 53).reason()).doesNotContain("no count");
    }

    private Headline calm(List<FleetLine> lines, int second) {
        List<RegionEntry> regions = List.of(new RegionEntry(frankfurt(), 10, false));
        FleetDecisions fleet = new FleetDecisions(standing, state, lines);
        return Headlines.of(regions, List.of(), fleet, NOON.plusSeconds(second));
    }

    private static FleetLine judged(RegionVerdict verdict, Instant at) {
        return new FleetLine(
                new JournalEntry("f1", 1, new byte[0], "h"),
                new FleetRecord.RegionJudged(at, "eu-central", verdict, "", List.of()),
                "");
    }

    @Test
    void aPlanThatWentStaleIsNotSaid() {
        made(PlanKind.DRAIN_REGION, false);
        assertThat(headline().sentence()).startsWith("A plan of ada");
        fold(
                new FleetRecord.PinSet(
                        NOON, new Target.Region("eu-west"), BEA, "x", NOON.plusSeconds(900)));
        assertThat(headline().severity()).isEqualTo(Severity.WELL);
    }

    @Test
    void aChangeUnderWayAndAHeldOneAreSaid() {
        String id = made(PlanKind.DRAIN_REGION, false);
        approvedAndStarted(id);
        staged(id, 0, 50);
        assertThat(headline())
                .isEqualTo(
                        new Headline(
                                Severity.MINOR,
                                "Drain of Frankfurt is under way at 50 %.",
                                "Stage 1 of 2 waits for calls to arrive."));
        fold(new FleetRecord.ChangeHeld(NOON, id, null, "Dublin fails 30 % of new calls"));
        assertThat(headline())
                .isEqualTo(
                        new Headline(
                                Severity.MAJOR,
                                "Drain of Frankfurt is held at 50 %.",
                                "Dublin fails 30 % of new calls. Let it go on, or undo it."));
        fold(
                new FleetRecord.ChangeUndone(
                        NOON, id, ADA, "no", state.table(), FleetTable.DEFAULT.atEpoch(2)));
        assertThat(headline().severity()).isEqualTo(Severity.WELL);
    }

    @Test
    void noMajorityIsSaidWithWhoIsMissing() {
        standing =
                new FleetStanding(
                        "demo",
                        "eu-central",
                        null,
                        false,
                        0,
                        "f1",
                        0,
                        List.of(
                                new FleetStanding.MemberView("eu-central", true, 0L),
                                new FleetStanding.MemberView("eu-west", false, 4_000L),
                                new FleetStanding.MemberView("us-east", false, null)),
                        ADA);
        assertThat(headline())
                .isEqualTo(
                        new Headline(
                                Severity.MAJOR,
                                "The agents have no majority: nothing is decided between regions.",
                                "Not in touch with Dublin and us-east. Routes stay as they are;"
                                        + " inside a region its agent goes on."));
    }

    @Test
    void aDoorThatDoesNotTakeItsRoutesAndTheBrakeAreSaid() {
        fold(new FleetRecord.BrakeSet(NOON, ADA, "storm"));
        assertThat(headline().sentence())
                .isEqualTo("Automation of the whole fleet is stopped by ada since 12:00:00 UTC.");
        fold(new FleetRecord.DoorFailed(NOON, "eu-west", "eu-west", 1, "connection refused"));
        assertThat(headline())
                .isEqualTo(
                        new Headline(
                                Severity.MAJOR,
                                "The front door of Dublin does not take its routes: its calls go"
                                        + " where they went before.",
                                "connection refused. It is tried again. Also: automation of the"
                                        + " whole fleet is stopped by ada."));
    }

    private Headline headline() {
        return headline(frankfurt());
    }

    private Headline headline(RegionView view) {
        List<RegionEntry> regions =
                List.of(
                        new RegionEntry(view, 10, false),
                        new RegionEntry(named(frankfurt(), "eu-west", "Dublin"), 10, false));
        FleetDecisions fleet = new FleetDecisions(standing, state, List.of());
        return Headlines.of(regions, List.of(), fleet, NOON);
    }

    private static RegionView incident(Severity severity) {
        IncidentView one = rejecting();
        return Samples.with(
                frankfurt(),
                frankfurt().trunks(),
                List.of(
                        new IncidentView(
                                one.id(),
                                one.target(),
                                severity,
                                one.title(),
                                one.detail(),
                                one.action(),
                                one.next(),
                                one.nextAt(),
                                one.since(),
                                one.decisions())));
    }

    private void lost(RegionVerdict verdict) {
        judged("eu-central", verdict);
    }

    private void lost(String region) {
        judged(region, RegionVerdict.LOST);
    }

    private void judged(String region, RegionVerdict verdict) {
        fold(
                new FleetRecord.RegionJudged(
                        NOON, region, verdict, "Dublin and its carriers agree", new ArrayList<>()));
    }

    private String made(PlanKind kind, boolean silence) {
        return made(
                kind,
                silence
                        ? List.of(
                                new Plan.Stay(
                                        new Target.Service("clinic"),
                                        "Clinic",
                                        2,
                                        "it runs nowhere else",
                                        true))
                        : List.of(),
                table(100));
    }

    private String made(PlanKind kind, List<Plan.Stay> stays) {
        return made(kind, stays, table(100));
    }

    private String made(PlanKind kind, FleetTable goal) {
        return made(kind, List.of(), goal);
    }

    private String made(PlanKind kind, List<Plan.Stay> stays, FleetTable goal) {
        Target.Region central = new Target.Region("eu-central");
        Plan plan =
                new Plan(
                        kind,
                        central,
                        "eu-central",
                        Origin.MANUAL,
                        ADA,
                        "its edge is dead",
                        NOON,
                        PlanBasis.of(state, "p", new TreeSet<>(List.of("eu-central", "eu-west"))),
                        List.of(),
                        stays,
                        List.of(),
                        4,
                        List.of(50, 100),
                        goal,
                        "",
                        List.of());
        fold(new FleetRecord.PlanMade(NOON, plan, codec.hash(plan), NOON.plusSeconds(900)));
        return "f1/" + state.position().sequence();
    }

    private static FleetTable table(int percent) {
        return FleetTable.DEFAULT.with(
                "eu-central",
                "bookings",
                new TreeMap<>(Map.of("eu-central", 100 - percent, "eu-west", percent)));
    }

    private void approvedAndStarted(String id) {
        fold(new FleetRecord.PlanApproved(NOON, id, "h", BEA, NOON.plusSeconds(900)));
        fold(new FleetRecord.ChangeStarted(NOON, id, ADA));
    }

    private void staged(String id, int stage, int percent) {
        FleetTable after = table(percent).atEpoch(state.table().epoch() + 1);
        fold(
                new FleetRecord.StageDecided(
                        NOON, id, stage, percent, state.table(), after, List.of()));
    }

    private void done(String id) {
        fold(new FleetRecord.StageVerified(NOON, id, 1, 3, 0, ""));
        fold(new FleetRecord.ChangeCompleted(NOON, id, "all arrive"));
    }

    private void fold(FleetRecord record) {
        JournalEntry entry = HashChain.append(state.position(), codec.toBytes(record));
        state = FleetFold.apply(state, entry, record);
    }
}
