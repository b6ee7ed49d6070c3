package dev.signalbox.ctl.replay;

import static dev.signalbox.ctl.connection.Regions.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.signalbox.ctl.connection.Regions;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.contract.ContractMapper;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.journal.HashChain;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.Position;
import dev.signalbox.model.quorum.FleetCodec;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.RegionVerdict;
import dev.signalbox.v1.Caller;
import dev.signalbox.v1.Delta;
import dev.signalbox.v1.Fleet;
import dev.signalbox.v1.ReadRecordingResponse;
import dev.signalbox.v1.Region;
import dev.signalbox.v1.Snapshot;
import dev.signalbox.v1.WatchResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the fleet decided is in a replay as it was in a console. */
class ReplayFleetTest {

    private static final int SECONDS = 150;
    private static final int LOST_AT = 70;

    private final List<JournalEntry> journal = new ArrayList<>();

    private void decide(FleetRecord record) {
        Position last = journal.isEmpty() ? Position.start("f1") : journal.getLast().position();
        journal.add(HashChain.append(last, new FleetCodec().toBytes(record)));
    }

    private Recording recording() {
        return recording(0);
    }

    /** {@code majorityAt}: from this second on the agent has a majority. */
    private Recording recording(int majorityAt) {
        journal.clear();
        decide(new FleetRecord.MemberStarted(NOON, "eu-central", "b1", "0.1.0", "p", "Frankfurt"));
        SecondsPacker seconds = new SecondsPacker();
        for (int s = 0; s < SECONDS; s++) {
            if (s == LOST_AT) {
                decide(
                        new FleetRecord.RegionJudged(
                                NOON.plusSeconds(s),
                                "eu-west",
                                RegionVerdict.LOST,
                                "all observers agree",
                                List.of()));
            }
            seconds.add(second(s, majorityAt));
        }
        return new Recording(
                "night.sbx",
                NOON,
                NOON.plusSeconds(SECONDS - 1),
                List.of(
                        new Recording.AgentSeconds(
                                "eu-central", "127.0.0.1:7443", seconds.seconds())),
                List.of(new Recording.JournalPart("f1", true, journal)));
    }

    private ReadRecordingResponse second(int s, int majorityAt) {
        Region region =
                ContractMapper.toContract(Regions.frankfurt()).toBuilder()
                        .setVersion(s + 1)
                        .setMeasuredAt(Timestamp.newBuilder().setSeconds(NOON.getEpochSecond() + s))
                        .build();
        Fleet fleet =
                Fleet.newBuilder()
                        .setName("voice")
                        .setMember("eu-central")
                        .setQuorum(s >= majorityAt)
                        .setJournalId("f1")
                        .setYou(Caller.newBuilder().setRole("administrator"))
                        .build();
        WatchResponse.Builder message = WatchResponse.newBuilder();
        if (s % 60 == 0) {
            message.setSnapshot(Snapshot.newBuilder().addRegions(region).setFleet(fleet));
        } else {
            Delta.Builder delta = Delta.newBuilder().addRegions(region);
            message.setDelta(s == majorityAt ? delta.setFleet(fleet) : delta);
        }
        return ReadRecordingResponse.newBuilder()
                .setAt(Timestamp.newBuilder().setSeconds(NOON.getEpochSecond() + s))
                .addMessages(message)
                .addJournals(ContractMapper.toContract(journal.getLast().position()))
                .build();
    }

    @Test
    void theHeadlineTellsWhatTheFleetJudgedThen() {
        Replay replay = new Replay(recording());
        assertThat(replay.at(NOON.plusSeconds(LOST_AT - 1)).headline().sentence())
                .doesNotContain("edge");
        FleetView lost = replay.at(NOON.plusSeconds(LOST_AT));
        assertThat(lost.headline().sentence()).contains("eu-west's edge takes no calls");
        assertThat(lost.fleet().lines()).hasSize(2);
        assertThat(lost.fleet().state()).isEqualTo(replay.fleetDecided(NOON.plusSeconds(LOST_AT)));
        FleetView before = replay.at(NOON.plusSeconds(3));
        assertThat(before.headline().sentence()).doesNotContain("edge");
        assertThat(before.fleet().lines()).hasSize(1);
    }

    @Test
    void whoeverLooksAtAReplayMayOnlyLook() {
        FleetView view = new Replay(recording()).at(NOON.plusSeconds(30));
        assertThat(view.fleet().standing())
                .extracting(standing -> standing.you().role())
                .isEqualTo(Role.VIEWER);
    }

    @Test
    void aReplayIsShownFirstWhereAMajorityWasTold() {
        assertThat(new Replay(recording(0)).firstWhole()).isEqualTo(NOON);
        assertThat(new Replay(recording(7)).firstWhole()).isEqualTo(NOON.plusSeconds(7));
        // Who never had one is shown from the beginning.
        assertThat(new Replay(recording(31)).firstWhole()).isEqualTo(NOON);
    }

    @Test
    void aReplayIsShownFirstWhereEveryAgentHasTold() {
        Recording one = recording(0);
        List<PackedSecond> seconds = one.agents().getFirst().seconds();
        Recording.AgentSeconds late =
                new Recording.AgentSeconds(
                        "eu-west", "127.0.0.1:7444", seconds.subList(60, seconds.size()));
        List<Recording.AgentSeconds> two = List.of(one.agents().getFirst(), late);
        Recording from50 =
                new Recording("night.sbx", NOON.plusSeconds(50), one.to(), two, one.journals());
        assertThat(new Replay(from50).firstWhole()).isEqualTo(NOON.plusSeconds(60));
        Recording whole = new Recording("night.sbx", NOON, one.to(), two, one.journals());
        assertThat(new Replay(whole).firstWhole()).isEqualTo(NOON);
    }

    @Test
    void anySecondIsReadAtRandom() throws IOException {
        List<PackedSecond> seconds = recording().agents().getFirst().seconds();
        SecondsReader reader = new SecondsReader(seconds);
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            int index = random.nextInt(SECONDS);
            assertThat(reader.read(index).getAt().getSeconds())
                    .isEqualTo(NOON.getEpochSecond() + index);
        }
    }
}
