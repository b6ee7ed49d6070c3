package dev.signalbox.ctl.incident;

import static dev.signalbox.ctl.connection.Regions.NOON;

import com.google.protobuf.Timestamp;
import dev.signalbox.ctl.connection.Regions;
import dev.signalbox.ctl.replay.SecondsPacker;
import dev.signalbox.model.contract.ContractMapper;
import dev.signalbox.model.journal.HashChain;
import dev.signalbox.model.journal.JournalCodec;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.journal.Position;
import dev.signalbox.model.quorum.FleetCodec;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.v1.Fleet;
import dev.signalbox.v1.ReadRecordingResponse;
import dev.signalbox.v1.Region;
import dev.signalbox.v1.Snapshot;
import dev.signalbox.v1.WatchResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A small bundle in parts, before its manifest is written. */
final class BundleDraft {

    static final String RECORDING = "recordings/eu-central.seconds";

    final List<JournalEntry> region = new ArrayList<>();
    final List<JournalEntry> fleet = new ArrayList<>();
    final List<ReadRecordingResponse> told = new ArrayList<>();
    final Map<String, byte[]> instead = new LinkedHashMap<>();

    BundleDraft() {
        JournalCodec codec = new JournalCodec();
        append(
                region,
                "j1",
                codec.toBytes(
                        new JournalRecord.AgentStarted(
                                NOON, 0, "eu-central", "boot-1", "0.1.0", "p", 0)));
        append(
                region,
                "j1",
                codec.toBytes(new JournalRecord.BrakeSet(NOON, 1, "Ada", "maintenance")));
        FleetCodec fleetCodec = new FleetCodec();
        append(
                fleet,
                "f1",
                fleetCodec.toBytes(
                        new FleetRecord.MemberStarted(
                                NOON, "eu-central", "boot-1", "0.1.0", "p", "Frankfurt")));
        append(
                fleet,
                "f1",
                fleetCodec.toBytes(
                        new FleetRecord.WriterNamed(
                                NOON, "eu-central", "eu-west", "eu-central is lost")));
        for (int s = 0; s < 3; s++) {
            told.add(second(NOON.getEpochSecond() + s, 2, 2, 0));
        }
    }

    private static void append(List<JournalEntry> journal, String id, byte[] body) {
        Position last = journal.isEmpty() ? Position.start(id) : journal.getLast().position();
        journal.add(HashChain.append(last, body));
    }

    ReadRecordingResponse second(long at, long regionSequence, long fleetSequence, long epoch) {
        Region told = ContractMapper.toContract(Regions.frankfurt());
        Region.Builder shown =
                told.toBuilder()
                        .setVersion(at)
                        .setAgent(
                                told.getAgent().toBuilder()
                                        .setJournalId("j1")
                                        .setRouteEpoch(0)
                                        .setJournalSequence(regionSequence));
        for (int i = 0; i < told.getTrunksCount(); i++) {
            shown.setTrunks(i, told.getTrunks(i).toBuilder().setSharePercent(100));
        }
        return ReadRecordingResponse.newBuilder()
                .setAt(Timestamp.newBuilder().setSeconds(at))
                .addMessages(
                        WatchResponse.newBuilder()
                                .setSnapshot(
                                        Snapshot.newBuilder()
                                                .addRegions(shown)
                                                .setFleet(
                                                        Fleet.newBuilder()
                                                                .setName("voice")
                                                                .setMember("eu-central")
                                                                .setJournalId("f1")
                                                                .setJournalSequence(fleetSequence)
                                                                .setEpoch(epoch))))
                .addJournals(ContractMapper.toContract(region.getLast().position()))
                .addJournals(ContractMapper.toContract(fleet.getLast().position()))
                .build();
    }

    Path write(Path directory) throws IOException {
        SecondsPacker packer = new SecondsPacker();
        told.forEach(packer::add);
        Map<String, byte[]> contents = new LinkedHashMap<>();
        contents.put(RECORDING, RecordingBytes.write(packer.seconds()));
        contents.put("journals/j1.jsonl", JournalLines.write(region));
        contents.put("journals/f1.jsonl", JournalLines.write(fleet));
        if (!instead.containsKey("tables/j1.json")) {
            contents.put("tables/j1.json", Tables.of("j1", false, region));
        }
        contents.put("tables/f1.json", Tables.of("f1", true, fleet));
        contents.putAll(instead);
        Path file = directory.resolve("night.sbx");
        Bundle.write(
                file,
                new Manifest(
                        Manifest.FORMAT,
                        "voice",
                        NOON,
                        NOON.plusSeconds(2),
                        NOON.plusSeconds(60),
                        "Ada",
                        List.of(
                                new Manifest.Agent(
                                        "eu-central",
                                        "127.0.0.1:7443",
                                        "0.1.0",
                                        null,
                                        RECORDING,
                                        told.size(),
                                        true,
                                        2,
                                        List.of())),
                        List.of(
                                listed("j1", "own", "eu-central", region),
                                listed("f1", "fleet", "", fleet)),
                        List.of(
                                new Manifest.Table("j1", 2, "tables/j1.json"),
                                new Manifest.Table("f1", 2, "tables/f1.json")),
                        List.of(),
                        List.of()),
                contents);
        return file;
    }

    private static Manifest.Journal listed(
            String id, String kind, String region, List<JournalEntry> entries) {
        return new Manifest.Journal(
                id,
                kind,
                region,
                "journals/" + id + ".jsonl",
                entries.size(),
                entries.getLast().hash());
    }
}
