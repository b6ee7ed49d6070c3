package dev.signalbox.ctl;

import static dev.signalbox.ctl.connection.Regions.NOON;
import static dev.signalbox.ctl.connection.Regions.NORTHWIND;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.signalbox.ctl.connection.FakeAgent;
import dev.signalbox.ctl.connection.Regions;
import dev.signalbox.ctl.incident.Bundle;
import dev.signalbox.ctl.replay.Mark;
import dev.signalbox.ctl.replay.Playhead;
import dev.signalbox.ctl.replay.Replay;
import dev.signalbox.model.contract.ContractMapper;
import dev.signalbox.model.fleet.ConnectionView;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.journal.DecisionState;
import dev.signalbox.model.journal.HashChain;
import dev.signalbox.model.journal.JournalCodec;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.JournalFold;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.journal.Position;
import dev.signalbox.model.journal.RecordJson;
import dev.signalbox.v1.Delta;
import dev.signalbox.v1.ReadRecordingResponse;
import dev.signalbox.v1.Region;
import dev.signalbox.v1.Snapshot;
import dev.signalbox.v1.WatchResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bundles, and replays of them. */
@Timeout(120)
class IncidentTest extends CtlTest {

    private static final long DECIDED = NOON.getEpochSecond() - 12;

    @TempDir private Path directory;
    private final JournalCodec codec = new JournalCodec();

    private List<JournalEntry> journal(String id, List<JournalRecord> records) {
        List<JournalEntry> entries = new ArrayList<>();
        Position last = Position.start(id);
        for (JournalRecord record : records) {
            entries.add(HashChain.append(last, codec.toBytes(record)));
            last = entries.getLast().position();
        }
        return entries;
    }

    /** Ninety seconds around the decision, a snapshot every thirty. */
    private void record() {
        List<JournalEntry> entries = journal("j1", CtlJournals.frankfurt());
        for (long at = NOON.getEpochSecond() - 60; at < NOON.getEpochSecond() + 30; at++) {
            boolean moved = at >= DECIDED;
            record(
                    frankfurt,
                    at,
                    region(Regions.frankfurt(), at, moved ? 4 : 1, moved ? 1 : 0, moved ? 0 : 100),
                    moved ? entries.get(3).position() : entries.get(0).position());
            record(dublin, at, region(Regions.dublin(), at, 4, 0, 100), dublin.last());
        }
    }

    private static Region region(RegionView view, long at, long sequence, long epoch, int share) {
        Region region = ContractMapper.toContract(view);
        Region.Builder changed =
                region.toBuilder()
                        .setVersion(at)
                        .setMeasuredAt(Timestamp.newBuilder().setSeconds(at))
                        .setAgent(
                                region.getAgent().toBuilder()
                                        .setJournalSequence(sequence)
                                        .setRouteEpoch(epoch));
        changed.setTrunks(0, region.getTrunks(0).toBuilder().setSharePercent(share));
        return changed.build();
    }

    private static void record(FakeAgent agent, long at, Region region, Position position) {
        boolean whole = at % 30 == 0;
        WatchResponse.Builder message = WatchResponse.newBuilder();
        if (whole) {
            message.setSnapshot(Snapshot.newBuilder().addRegions(region));
        } else {
            message.setDelta(Delta.newBuilder().addRegions(region));
        }
        agent.recorded(
                ReadRecordingResponse.newBuilder()
                        .setAt(Timestamp.newBuilder().setSeconds(at))
                        .addMessages(message)
                        .addJournals(ContractMapper.toContract(position))
                        .build());
    }

    private Path export() throws IOException {
        Path file = directory.resolve("night.sbx");
        assertThat(
                        both(
                                "incident",
                                "export",
                                "--from",
                                NOON.minusSeconds(60).toString(),
                                "--to",
                                NOON.plusSeconds(30).toString(),
                                "--by",
                                "Ada",
                                "--out",
                                file.toString(),
                                "--json"))
                .as("%s", err)
                .isZero();
        return file;
    }

    @Test
    void aFileThatIsThereAndARangeWithoutAnythingAreSaid() throws IOException {
        record();
        Path file = export();
        byte[] before = Files.readAllBytes(file);
        String[] again = {"incident", "export", "--last", "1h", "--out", file.toString()};
        assertThat(both(again)).isEqualTo(CtlMain.USAGE);
        assertThat(err.toString()).contains("is there already", "--force");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        String[] forced = Arrays.copyOf(again, again.length + 1);
        forced[again.length] = "--force";
        assertThat(both(forced)).as("%s", err).isZero();
        assertThat(Files.readAllBytes(file)).isNotEqualTo(before);

        Path none = directory.resolve("none.sbx");
        assertThat(
                        both(
                                "incident",
                                "export",
                                "--from",
                                "2030-01-01T00:00:00Z",
                                "--to",
                                "2030-01-02T00:00:00Z",
                                "--out",
                                none.toString()))
                .isEqualTo(CtlMain.FAILED);
        assertThat(err.toString()).contains("nothing is recorded from 2030-01-01T00:00:00");
        assertThat(none).doesNotExist();
    }

    private int verify(Path file, String... more) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of("incident", "verify", file.toString()));
        all.addAll(List.of(more));
        return run(null, all.toArray(String[]::new));
    }

    @Test
    void aBundleIsMadeAndProvesItself() throws IOException {
        record();
        Path file = export();
        String seal = json().path("seal").asString();
        assertThat(json().path("agents").path(0).path("seconds").asInt()).isEqualTo(90);
        assertThat(verify(file, "--json", "--seal", seal)).as("%s", err).isZero();
        assertThat(json().path("good").asBoolean()).isTrue();
        assertThat(json().path("seconds").asInt()).isEqualTo(180);
        assertThat(json().path("positions").asInt()).isEqualTo(180);
        assertThat(json().path("records").asInt()).isEqualTo(8);
        assertThat(json().path("tables").asInt()).isEqualTo(4);
        assertThat(verify(file)).isZero();
        assertThat(out.toString()).contains(": good").contains("made by Ada").contains(seal);
        assertThat(verify(file, "--seal", "00")).isEqualTo(CtlMain.FAILED);
        assertThat(err.toString()).contains("another bundle");
    }

    @Test
    void anyByteThatWasAlteredIsFound() throws IOException {
        record();
        Path file = export();
        byte[] good = Files.readAllBytes(file);
        Path altered = directory.resolve("altered.sbx");
        Random random = new Random(20261120);
        for (int i = 0; i < 300; i++) {
            byte[] bytes = good.clone();
            int place = random.nextInt(bytes.length);
            bytes[place] ^= (byte) (1 << random.nextInt(8));
            Files.write(altered, bytes);
            assertThat(verify(altered)).as("byte %s", place).isEqualTo(CtlMain.FAILED);
            assertThat(err.toString()).as("byte %s", place).contains("altered.sbx: ");
        }
        byte[] longer = Arrays.copyOf(good, good.length + 1);
        Files.write(altered, longer);
        assertThat(verify(altered)).isEqualTo(CtlMain.FAILED);
    }

    @Test
    void aBundleThatWasCutSaysWhere() throws IOException {
        record();
        Path file = export();
        byte[] good = Files.readAllBytes(file);
        Path cut = directory.resolve("cut.sbx");
        for (int length : new int[] {0, 1, 40, good.length / 4, good.length / 2, good.length - 1}) {
            Files.write(cut, Arrays.copyOf(good, length));
            assertThat(verify(cut)).as("%s bytes", length).isEqualTo(CtlMain.FAILED);
            assertThat(err.toString()).as("%s bytes", length).contains("cut.sbx: ");
        }
        Files.write(cut, Arrays.copyOf(good, good.length / 2));
        verify(cut, "--json");
        assertThat(err.toString()).containsPattern("cut off in (recordings|journals)/");
        assertThat(json().path("good").asBoolean(true)).isFalse();
        assertThat(verify(directory.resolve("none.sbx"))).isEqualTo(CtlMain.FAILED);
        assertThat(err.toString()).contains("no such file");
    }

    @Test
    void whatContradictsTheJournalIsNamed() throws IOException {
        record();
        long at = NOON.getEpochSecond() + 30;
        record(
                frankfurt,
                at,
                region(Regions.frankfurt(), at, 4, 2, 100),
                new Position("j1", 3, "ab".repeat(32)));
        Path file = export();
        assertThat(verify(file)).isEqualTo(CtlMain.FAILED);
        assertThat(out.toString())
                .contains("NOT GOOD")
                .contains("recordings/eu-central.seconds: ")
                .contains("names record j1/3, which is another one")
                .contains("told routes of epoch 2 last, and the journal decides 1")
                .contains(
                        "told 100 % for " + NORTHWIND.id() + " last, and the journal decides 0 %");
    }

    @Test
    void anAlteredJournalIsNamed() throws IOException {
        record();
        frankfurt.alter(3, new JournalRecord.BrakeSet(NOON, 1, "Mallory", "nothing happened"));
        Path file = export();
        assertThat(verify(file)).isEqualTo(CtlMain.FAILED);
        assertThat(out.toString())
                .contains("journals/j1.jsonl: record j1/3 does not follow from the one before");
    }

    @Test
    void anAgentThatDoesNotAnswerIsMissingInTheBundle() throws Exception {
        record();
        dublin.vanish();
        Path file = directory.resolve("half.sbx");
        assertThat(both("incident", "export", "--last", "1h", "--out", file.toString()))
                .isEqualTo(CtlMain.UNREACHABLE);
        assertThat(verify(file)).isZero();
        assertThat(out.toString()).contains("missing: no agent answers at " + dublin.endpoint());
        dublin.comeBack();
    }

    @Test
    void aRangeThatIsNoneIsSaid() throws IOException {
        assertThat(both("incident", "export", "--last", "soon", "--out", "x"))
                .isEqualTo(CtlMain.USAGE);
        assertThat(err.toString()).contains("\"soon\": no span with its unit");
        assertThat(both("incident", "export", "--from", "2027-01-01T00:00:00Z", "--out", "x"))
                .isEqualTo(CtlMain.USAGE);
        assertThat(err.toString()).contains("not before the end");
    }

    @Test
    void aReplayEndsWithTheSameRoutesBitByBit() throws IOException {
        record();
        Replay replay = new Replay(Bundle.open(export()).recording());
        DecisionState live = DecisionState.empty("j1");
        for (JournalEntry entry : journal("j1", CtlJournals.frankfurt())) {
            live = JournalFold.apply(live, entry, codec.fromBytes(entry.body()));
        }
        var mapper = RecordJson.mapper();
        assertThat(mapper.writeValueAsBytes(replay.decided("j1", replay.to()).routes()))
                .isEqualTo(mapper.writeValueAsBytes(live.routes()));
        assertThat(replay.decided("j1", replay.to())).isEqualTo(live);
        assertThat(replay.decided("j1", Instant.ofEpochSecond(DECIDED - 1)).routes().epoch())
                .isZero();
    }

    @Test
    void theSameSecondIsTheSamePictureHoweverItIsReached() throws IOException {
        record();
        Bundle bundle = Bundle.open(export());
        Replay forward = new Replay(bundle.recording());
        List<FleetView> played = new ArrayList<>();
        for (Instant at = forward.from(); !at.isAfter(forward.to()); at = at.plusSeconds(1)) {
            played.add(forward.at(at));
        }
        assertThat(played).hasSize(90);
        assertThat(played.getLast().journal()).hasSize(8);
        assertThat(share(played.get(47))).isEqualTo(100);
        assertThat(share(played.get(48))).isZero();
        Replay jumping = new Replay(bundle.recording());
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            int second = random.nextInt(90);
            FleetView view = jumping.at(jumping.from().plusSeconds(second));
            FleetView expected = played.get(second);
            assertThat(view.regions()).isEqualTo(expected.regions());
            assertThat(view.headline()).isEqualTo(expected.headline());
            assertThat(view.journal().stream().map(line -> line.entry().id()))
                    .isEqualTo(expected.journal().stream().map(line -> line.entry().id()).toList());
        }
    }

    private static int share(FleetView view) {
        return view.regions().getFirst().view().trunks().getFirst().sharePercent();
    }

    @Test
    void wherefromNothingIsRecordedIsSaid() throws IOException {
        record();
        long later = NOON.getEpochSecond() + 60;
        record(dublin, later, region(Regions.dublin(), later, 4, 0, 100), dublin.last());
        Path file = directory.resolve("gap.sbx");
        assertThat(
                        both(
                                "incident",
                                "export",
                                "--from",
                                NOON.minusSeconds(60).toString(),
                                "--to",
                                NOON.plusSeconds(60).toString(),
                                "--out",
                                file.toString()))
                .isZero();
        FleetView view = new Replay(Bundle.open(file).recording()).at(NOON.plusSeconds(60));
        ConnectionView lost = view.connections().getFirst();
        assertThat(lost.state()).isEqualTo(ConnectionView.State.UNRECORDED);
        assertThat(lost.detail()).isEqualTo("nothing is recorded of eu-central after 12:00:29 UTC");
        assertThat(view.headline().reason())
                .contains("nothing is recorded of eu-central after")
                .doesNotContain("connection");
        assertThat(view.regions().getFirst().stale()).isTrue();
        assertThat(view.connections().getLast().state()).isEqualTo(ConnectionView.State.LIVE);
    }

    @Test
    void thePlayheadGoesJumpsAndStops() throws IOException {
        record();
        Replay replay = new Replay(Bundle.open(export()).recording());
        assertThat(replay.marks().stream().filter(Mark::route).map(Mark::id))
                .containsExactly("j1/3");
        Playhead head = Playhead.start(replay.from(), replay.to());
        Playhead jumped = head.jumpForward(replay.marks());
        assertThat(jumped.at()).isEqualTo(NOON.minusSeconds(12));
        assertThat(jumped.playing()).isFalse();
        assertThat(jumped.jumpForward(replay.marks())).isEqualTo(jumped);
        assertThat(jumped.step(3).jumpBack(replay.marks()).at()).isEqualTo(jumped.at());
        // Where no decision is before, the beginning is.
        assertThat(head.step(1).jumpBack(List.of()).at()).isEqualTo(replay.from());
        Playhead fast = head.withSpeed(10).play().advance(java.time.Duration.ofSeconds(3));
        assertThat(fast.at()).isEqualTo(replay.from().plusSeconds(30));
        assertThat(fast.playing()).isTrue();
        Playhead end = fast.advance(java.time.Duration.ofSeconds(30));
        assertThat(end.at()).isEqualTo(replay.to());
        assertThat(end.playing()).isFalse();
        assertThat(end.play().at()).isEqualTo(replay.from());
        assertThat(head.step(-5).at()).isEqualTo(replay.from());
        assertThat(head.withSpeed(1_000).speed()).isEqualTo(100);
    }
}
