package dev.signalbox.dashboards.part.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.dashboards.scene.SceneChanges;
import dev.signalbox.dashboards.scene.Scenes;
import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.dashboards.words.Unheard;
import dev.signalbox.model.fleet.AgentStatus;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.fleet.RegionView;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TroubleTest {

    @Test
    void aCalmFleetHasNone() {
        assertThat(Trouble.of(Scenes.calm())).isEmpty();
    }

    @Test
    void aMoveSaysWhatWasDoneAndWhenNextCanCome() {
        Trouble trouble = Trouble.of(Scenes.moved()).getFirst();
        assertThat(trouble.sign()).isEqualTo(Sign.MAJOR);
        assertThat(trouble.elapsed()).isEqualTo("00:21");
        assertThat(trouble.moving()).isTrue();
        assertThat(trouble.next()).endsWith("(in 09:48)");
        assertThat(trouble.region()).isEqualTo("eu-central");
    }

    @Test
    void silenceAndLostConnectionsAreTroublesWithoutBlame() {
        List<Trouble> troubles = Trouble.of(Scenes.stale());
        assertThat(troubles).extracting(Trouble::sign).containsOnly(Sign.STALE);
        assertThat(troubles).extracting(Trouble::region).contains("us-east");
        assertThat(troubles).extracting(Trouble::title).contains("No connection to 127.0.0.1:7445");
    }

    @Test
    void theSameCauseInTwoRegionsIsOneTrouble() {
        FleetView view = Scenes.moved();
        RegionEntry first = view.regions().getFirst();
        List<RegionEntry> twice = new ArrayList<>(view.regions());
        twice.add(first);
        FleetView both =
                new FleetView(view.at(), view.headline(), twice, List.of(), view.journal());
        assertThat(Trouble.of(both)).hasSize(1);
        assertThat(Trouble.of(both).getFirst().detail()).startsWith("eu-central, eu-central:");
    }

    @Test
    void aLostRegionIsFirstWithWhatComesNext() {
        Trouble lost = Trouble.of(SceneChanges.lost()).getFirst();
        assertThat(lost.title()).isEqualTo("Frankfurt's edge takes no calls");
        assertThat(lost.sign()).isEqualTo(Sign.CRITICAL);
        assertThat(lost.elapsed()).isEqualTo("01:31");
        assertThat(lost.action()).isEqualTo("Nothing has moved");
        assertThat(lost.next()).isEqualTo("Next: plan its evacuation in Changes (7)");
        assertThat(lost.region()).isEqualTo("eu-central");
        Trouble planned = Trouble.of(SceneChanges.blocked()).getFirst();
        assertThat(planned.next()).contains("ada's plan");
        Trouble running = Trouble.of(SceneChanges.running()).getFirst();
        assertThat(running.action()).containsPattern("\\d+ % of what may move goes to Dublin");
        assertThat(running.moving()).isTrue();
        Trouble held = Trouble.of(SceneChanges.held()).getFirst();
        assertThat(held.next()).contains("let the evacuation go on, or undo it");
        Trouble done = Trouble.of(SceneChanges.completed()).getFirst();
        // As in the headline: callers of the clinic hear silence.
        assertThat(done.sign()).isEqualTo(Sign.CRITICAL);
        assertThat(done.action()).endsWith("hear silence");
        assertThat(done.action()).startsWith("Its new calls go to Dublin");
    }

    @Test
    void whatFollowsFromALostRegionIsNotListedBesideIt() {
        assertThat(Trouble.of(mute(SceneChanges.quiet())))
                .extracting(Trouble::title)
                .contains("Router kamailio does not answer");
        assertThat(Trouble.of(mute(SceneChanges.lost())))
                .extracting(Trouble::title)
                .contains("Frankfurt's edge takes no calls")
                .doesNotContain("Router kamailio does not answer");
    }

    /** Frankfurt's router does not answer its agent. */
    private static FleetView mute(FleetView view) {
        List<RegionEntry> regions = new ArrayList<>(view.regions());
        RegionView region = regions.getFirst().view();
        AgentStatus agent = region.agent();
        AgentStatus mute =
                new AgentStatus(
                        agent.version(),
                        agent.startedAt(),
                        agent.journalId(),
                        agent.journalSequence(),
                        agent.journal(),
                        agent.journalDetail(),
                        agent.routeEpoch(),
                        agent.rules(),
                        agent.brake(),
                        agent.intake(),
                        List.of(new AgentStatus.RouterView("kamailio", false, "no answer")));
        RegionView without =
                new RegionView(
                        region.target(),
                        region.title(),
                        region.latitude(),
                        region.longitude(),
                        region.jurisdiction(),
                        region.bootId(),
                        region.version(),
                        region.measuredAt(),
                        region.severity(),
                        region.finding(),
                        region.liveCalls(),
                        region.callsPerSecond(),
                        region.trunks(),
                        region.incidents(),
                        region.history(),
                        mute,
                        region.senses());
        regions.set(0, new RegionEntry(without, 0, false));
        return new FleetView(
                view.at(), view.headline(), regions, List.of(), view.journal(), view.fleet());
    }

    @Test
    void callsThatAreStillAwayAreListedUntilTheyAreBack() {
        FleetView back = SceneChanges.back();
        assertThat(Trouble.of(back)).hasSize(1);
        Trouble away = Trouble.of(back).getFirst();
        assertThat(away.sign()).isEqualTo(Sign.MINOR);
        assertThat(away.title()).isEqualTo("Frankfurt is back, its calls are not");
        assertThat(away.action()).isEqualTo("New calls of its numbers go to Dublin");
        assertThat(away.next()).isEqualTo("Next: plan their return in Changes (7)");
    }

    @Test
    void withoutAMajorityThatIsSaid() {
        assertThat(Trouble.of(SceneChanges.noQuorum()))
                .extracting(Trouble::title)
                .contains("The agents have no majority");
    }

    @Test
    void aRegionThatOnlyOtherAgentsNameIsNotForgotten() {
        FleetView all = SceneChanges.quiet();
        assertThat(Trouble.of(all)).noneMatch(trouble -> trouble.key().startsWith("unheard"));
        FleetView some =
                new FleetView(
                        all.at(),
                        all.headline(),
                        all.regions().subList(0, 2),
                        all.connections(),
                        all.journal(),
                        all.fleet());
        assertThat(Trouble.of(some))
                .extracting(Trouble::title)
                .contains("us-east: agent not heard");
        assertThat(Unheard.titles(some)).containsExactly("us-east");
    }
}
