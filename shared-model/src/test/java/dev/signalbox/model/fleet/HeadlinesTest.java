package dev.signalbox.model.fleet;

import static dev.signalbox.model.fleet.Samples.MERIDIAN;
import static dev.signalbox.model.fleet.Samples.NOON;
import static dev.signalbox.model.fleet.Samples.NORTHWIND;
import static dev.signalbox.model.fleet.Samples.frankfurt;
import static dev.signalbox.model.fleet.Samples.rejecting;
import static dev.signalbox.model.fleet.Samples.trunk;
import static dev.signalbox.model.fleet.Samples.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.cause.CausesView;
import dev.signalbox.model.cause.SilenceView;
import dev.signalbox.model.target.Target;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HeadlinesTest {

    private static final ConnectionView LIVE =
            new ConnectionView("127.0.0.1:7443", ConnectionView.State.LIVE, "", NOON);
    private static final ConnectionView BROKEN =
            new ConnectionView(
                    "127.0.0.1:7444",
                    ConnectionView.State.BROKEN,
                    "connection refused",
                    NOON.minusSeconds(75));

    @Test
    void allIsWellInOneCalmLine() {
        assertThat(headline(frankfurt()))
                .isEqualTo(
                        new Headline(
                                Severity.WELL,
                                "All is well: 396 calls in Frankfurt, 12.5 new a second.",
                                "Carriers failed 0 of 120 new calls in the last minute."));
    }

    @Test
    void anExcludedTrunkIsSaidWithWhatWasDoneAndWhatCallersHearNow() {
        assertThat(headline(excluded()))
                .isEqualTo(
                        new Headline(
                                Severity.MAJOR,
                                "Carrier Northwind rejects new calls in Frankfurt. New ones go to"
                                        + " Meridian since 11:59:48 UTC. None of 48 new calls"
                                        + " failed in the last 10 s.",
                                "5 of the last 5 INVITEs refused with 503. It returns at the"
                                        + " earliest at 12:09:48 UTC."));
    }

    private static IncidentView about(Target target, String title) {
        IncidentView rejecting = rejecting();
        return new IncidentView(
                "j/1",
                target,
                Severity.MAJOR,
                title,
                "6.2 % of 200 packets lost",
                "Nothing moves",
                "",
                null,
                rejecting.since(),
                List.of());
    }

    private static RegionView hearing(int silent, int judged, IncidentView... wrong) {
        RegionView view = with(frankfurt(), frankfurt().trunks(), List.of(wrong));
        RegionSenses senses =
                new RegionSenses(
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        CausesView.NONE,
                        new SilenceView(silent, judged, judged, 0, 0, List.of()),
                        List.of());
        return Samples.with(view, senses);
    }

    @Test
    void aPathNamesItsEndsOnce() {
        String sentence =
                headline(
                                hearing(
                                        0,
                                        40,
                                        about(
                                                new Target.Path("eu-central", "eu-west"),
                                                "Media from Frankfurt to Dublin suffers")))
                        .sentence();
        assertThat(sentence).startsWith("Media from Frankfurt to Dublin suffers. Nothing moves.");
    }

    @Test
    void whoHearsSilenceIsSaidWithAFailingProvider() {
        Target.Provider acme = new Target.Provider("llm", "acme", "eu");
        assertThat(headline(hearing(3, 40, about(acme, "Acme LLM fails"))).sentence())
                .startsWith("Acme LLM fails in Frankfurt.")
                .endsWith("3 of 40 callers hear silence now.");
        assertThat(headline(hearing(0, 40, about(acme, "Acme LLM fails"))).sentence())
                .endsWith("No caller hears silence now.");
    }

    @Test
    void silenceInSeveralRegionsIsCountedTogether() {
        Target.Provider acme = new Target.Provider("llm", "acme", "eu");
        RegionView quiet = hearing(0, 20, about(acme, "Acme LLM fails"));
        RegionView dublin = Samples.with(Samples.named(quiet, "eu-west", "Dublin"), quiet.senses());
        assertThat(headline(hearing(1, 14, about(acme, "Acme LLM fails")), dublin).sentence())
                .startsWith("Acme LLM fails in Frankfurt and Dublin.")
                .endsWith("1 of 34 callers hears silence now.")
                .doesNotContain("No caller");
    }

    @Test
    void calmNamesSilenceOnlyWhenItIsKnown() {
        assertThat(headline(hearing(0, 0)).reason()).doesNotContain("silence");
        assertThat(headline(hearing(0, 12)).reason()).endsWith("No caller hears silence.");
    }

    @Test
    void callersWhoseCallsFailNowAreCounted() {
        RegionView failing =
                with(
                        frankfurt(),
                        List.of(
                                trunk(NORTHWIND, "Northwind", TrunkState.FAILING, 100, 52, 20),
                                trunk(MERIDIAN, "Meridian", TrunkState.WELL, 100, 0, 0)),
                        List.of(rejecting()));
        assertThat(headline(failing).sentence())
                .endsWith("20 of 52 new calls failed in the last 10 s.");
    }

    @Test
    void theSameWrongInSeveralRegionsIsOneSentence() {
        Headline headline = headline(excluded(), Samples.named(excluded(), "eu-west", "Dublin"));
        assertThat(headline.sentence())
                .startsWith("Carrier Northwind rejects new calls in Frankfurt and Dublin.");
    }

    @Test
    void severalThingsWrongAreCountedWorstFirst() {
        IncidentView worse =
                new IncidentView(
                        "j2/3",
                        MERIDIAN,
                        Severity.CRITICAL,
                        "Carrier Meridian does not answer new calls",
                        "3 of the last 4 INVITEs without any response.",
                        "Nothing moved: it is the last usable trunk.",
                        "",
                        null,
                        NOON,
                        List.of());
        Headline headline =
                headline(with(frankfurt(), excluded().trunks(), List.of(rejecting(), worse)));
        assertThat(headline.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(headline.sentence())
                .startsWith(
                        "2 things are wrong, first: Carrier Meridian does not answer new calls in"
                                + " Frankfurt.");
        assertThat(headline.reason())
                .contains("last usable trunk")
                .endsWith("Also: carrier Northwind rejects new calls in Frankfurt.");
    }

    @Test
    void staleIsSaidAndNotCounted() {
        Headline headline =
                Headlines.of(
                        List.of(new RegionEntry(excluded(), 12_400, true)),
                        List.of(LIVE),
                        FleetDecisions.NONE,
                        NOON);
        assertThat(headline.severity()).isEqualTo(Severity.MAJOR);
        assertThat(headline.sentence())
                .isEqualTo("No news from Frankfurt for 12 s: what its callers hear is not known.");
    }

    @Test
    void aLostConnectionIsSaidWithItsAddress() {
        Headline headline =
                Headlines.of(
                        List.of(new RegionEntry(frankfurt(), 10, false)),
                        List.of(LIVE, BROKEN),
                        FleetDecisions.NONE,
                        NOON);
        assertThat(headline)
                .isEqualTo(
                        new Headline(
                                Severity.MINOR,
                                "Connection to the agent at 127.0.0.1:7444 is lost since 01:15.",
                                "connection refused. Trying again."));
    }

    @Test
    void noAgentAtAllIsSaid() {
        Headline headline = Headlines.of(List.of(), List.of(BROKEN), FleetDecisions.NONE, NOON);
        assertThat(headline.severity()).isEqualTo(Severity.MAJOR);
        assertThat(headline.sentence())
                .isEqualTo("No agent answers at 127.0.0.1:7444: nothing is known of any call.");
    }

    @Test
    void connectingIsCalm() {
        ConnectionView connecting =
                new ConnectionView("h:1", ConnectionView.State.CONNECTING, "", NOON);
        assertThat(Headlines.of(List.of(), List.of(connecting), FleetDecisions.NONE, NOON))
                .isEqualTo(new Headline(Severity.WELL, "Connecting to h:1.", ""));
    }

    @Test
    void aJournalThatCannotBeWrittenComesBeforeAnIncidentThatWasDealtWith() {
        RegionView full = with(excluded(), fullDisk(Samples.agent("j1", null)));
        assertThat(headline(full).sentence()).startsWith("The journal of Frankfurt");
        assertThat(headline(full).reason()).contains("Northwind rejects new calls");
    }

    @Test
    void theBrakeAndAJournalThatCannotBeWrittenAreBothSaid() {
        AgentStatus good =
                Samples.agent("j1", new AgentStatus.BrakeView("Ada", "carrier works", NOON));
        AgentStatus full = fullDisk(good);
        assertThat(headline(with(frankfurt(), good)).sentence())
                .isEqualTo("Automation in Frankfurt is stopped by Ada since 12:00:00 UTC.");
        Headline headline = headline(with(frankfurt(), full));
        assertThat(headline.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(headline.sentence())
                .isEqualTo(
                        "The journal of Frankfurt cannot be written: its agent decides nothing"
                                + " until it can.");
        assertThat(headline.reason())
                .isEqualTo(
                        "no space left in the data directory. Also: automation in Frankfurt is"
                                + " stopped by Ada.");
    }

    @Test
    void thatNothingIsRecordedIsSaidAndIsNoIncident() {
        AgentStatus good = Samples.agent("j1", null);
        AgentStatus silent =
                new AgentStatus(
                        good.version(),
                        good.startedAt(),
                        good.journalId(),
                        good.journalSequence(),
                        good.journal(),
                        "",
                        good.routeEpoch(),
                        good.rules(),
                        null,
                        good.intake(),
                        good.routers(),
                        "less than 32 MiB are free");
        Headline headline = headline(with(frankfurt(), silent));
        assertThat(headline.severity()).isEqualTo(Severity.MINOR);
        assertThat(headline.sentence()).isEqualTo("Nothing is recorded for replay in Frankfurt.");
        assertThat(headline.reason()).contains("32 MiB");
    }

    private static AgentStatus fullDisk(AgentStatus good) {
        return new AgentStatus(
                good.version(),
                good.startedAt(),
                good.journalId(),
                good.journalSequence(),
                AgentStatus.JournalCondition.UNWRITABLE,
                "no space left in the data directory",
                good.routeEpoch(),
                good.rules(),
                good.brake(),
                new TreeMap<>(),
                List.of());
    }

    private static RegionView excluded() {
        return with(
                frankfurt(),
                List.of(
                        trunk(NORTHWIND, "Northwind", TrunkState.EXCLUDED, 0, 8, 8),
                        trunk(MERIDIAN, "Meridian", TrunkState.WELL, 100, 48, 0)),
                List.of(rejecting()));
    }

    private static Headline headline(RegionView... regions) {
        List<RegionEntry> entries =
                List.of(regions).stream().map(view -> new RegionEntry(view, 50, false)).toList();
        return Headlines.of(entries, List.of(LIVE), FleetDecisions.NONE, NOON);
    }
}
