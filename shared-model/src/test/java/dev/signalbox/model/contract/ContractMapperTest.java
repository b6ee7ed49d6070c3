package dev.signalbox.model.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.signalbox.model.fleet.AgentStatus;
import dev.signalbox.model.fleet.HistoryPoint;
import dev.signalbox.model.fleet.IncidentView;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.fleet.Severity;
import dev.signalbox.model.fleet.TrunkState;
import dev.signalbox.model.fleet.TrunkView;
import dev.signalbox.model.journal.HashChain;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.JournalVerification;
import dev.signalbox.model.journal.Position;
import dev.signalbox.model.measure.ProbeState;
import dev.signalbox.model.measure.WindowMeasures;
import dev.signalbox.model.policy.Rules;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.target.Target;
import dev.signalbox.v1.Incident;
import dev.signalbox.v1.Region;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class ContractMapperTest {

    @Property(tries = 300)
    void aRegionComesBackAsItWas(@ForAll("regions") RegionView region) throws Exception {
        byte[] wire = ContractMapper.toContract(region).toByteArray();
        assertThat(ContractMapper.fromContract(Region.parseFrom(wire))).contains(region);
    }

    @Property(tries = 100)
    void aJournalEntryKeepsItsBytesAndItsPlace(@ForAll byte[] body) {
        JournalEntry entry = HashChain.append(new Position("j1", 41, "ab".repeat(32)), body);
        JournalEntry back = ContractMapper.fromContract("j1", ContractMapper.toContract(entry));
        assertThat(back.body()).isEqualTo(body);
        assertThat(back.position()).isEqualTo(entry.position());
    }

    @Example
    void positionsVerificationsAndTheBrakeComeBack() {
        Position position = new Position("j1", 7, "cd".repeat(32));
        JournalVerification verification =
                new JournalVerification(false, "j1", 7, 6, List.of("record 5: altered"));
        AgentStatus.BrakeView brake =
                new AgentStatus.BrakeView("Ada", "carrier maintenance", Instant.ofEpochSecond(9));
        assertThat(ContractMapper.fromContract(ContractMapper.toContract(position)))
                .isEqualTo(position);
        assertThat(ContractMapper.fromContract(ContractMapper.toContract(verification)))
                .isEqualTo(verification);
        assertThat(ContractMapper.fromContract(ContractMapper.toContract(brake))).isEqualTo(brake);
    }

    @Example
    void whatANewerPeerSendsIsTakenCarefully() {
        Region region =
                Region.newBuilder()
                        .setTarget("region:eu-central")
                        .setSeverityValue(99)
                        .setMeasuredAt(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE))
                        .addTrunks(
                                dev.signalbox.v1.Trunk.newBuilder()
                                        .setTarget("trunk:eu-central/northwind")
                                        .setStateValue(99)
                                        .setDirectionValue(99)
                                        .setOptionsValue(99))
                        .addTrunks(dev.signalbox.v1.Trunk.newBuilder().setTarget("pipe:a"))
                        .addIncidents(Incident.newBuilder().setTarget("moon:far-side"))
                        .setAgent(
                                dev.signalbox.v1.AgentStatus.newBuilder()
                                        .setJournalValue(99)
                                        .setTrunkRejectingValue(99))
                        .build();
        RegionView view = ContractMapper.fromContract(region).orElseThrow();
        assertThat(view.severity()).isEqualTo(Severity.MINOR);
        assertThat(view.trunks()).hasSize(1);
        assertThat(view.trunks().getFirst().state()).isEqualTo(TrunkState.INSUFFICIENT);
        assertThat(view.trunks().getFirst().options()).isEqualTo(ProbeState.UNKNOWN);
        assertThat(view.incidents()).isEmpty();
        assertThat(view.agent().journal()).isEqualTo(AgentStatus.JournalCondition.UNWRITABLE);
        assertThat(view.agent().rules().trunkRejecting()).isEqualTo(Rules.Mode.OBSERVE);
        assertThat(ContractMapper.fromContract(Region.newBuilder().setTarget("planet:x").build()))
                .isEmpty();
    }

    @Provide
    Arbitrary<RegionView> regions() {
        return Arbitraries.longs().map(seed -> region(new Random(seed)));
    }

    private static RegionView region(Random random) {
        return new RegionView(
                        new Target.Region(name(random)),
                        text(random),
                        random.nextDouble(-90, 90),
                        random.nextDouble(-180, 180),
                        text(random),
                        text(random),
                        random.nextLong(Long.MAX_VALUE),
                        instant(random),
                        any(random, Severity.values()),
                        text(random),
                        random.nextInt(Integer.MAX_VALUE),
                        random.nextDouble(),
                        some(random, () -> trunk(random)),
                        some(random, () -> incident(random)),
                        some(random, () -> point(random)),
                        agent(random),
                        RandomSenses.of(random))
                .withMetrics(RandomMetrics.of(random));
    }

    private static TrunkView trunk(Random random) {
        return new TrunkView(
                new Target.Trunk(name(random), name(random)),
                text(random),
                any(random, Trunk.Direction.values()),
                text(random),
                any(random, TrunkState.values()),
                text(random),
                random.nextInt(101),
                any(random, ProbeState.values()),
                any(random, ProbeState.values()),
                random.nextInt(1000),
                random.nextInt(1000),
                random.nextDouble(),
                some(random, () -> window(random)),
                random.nextBoolean() ? null : Long.valueOf(random.nextLong(100_000)));
    }

    private static WindowMeasures window(Random random) {
        TreeMap<Integer, Long> responses = new TreeMap<>();
        for (int left = random.nextInt(4); left > 0; left--) {
            responses.put(random.nextInt(200, 700), random.nextLong(1000));
        }
        return new WindowMeasures(
                random.nextLong(1_000_000),
                random.nextLong(1000),
                random.nextLong(1000),
                random.nextLong(1000),
                random.nextLong(1000),
                random.nextLong(1000),
                responses,
                ratio(random),
                ratio(random),
                ratio(random),
                random.nextLong(1000));
    }

    private static IncidentView incident(Random random) {
        return new IncidentView(
                text(random),
                RandomSenses.target(random),
                any(random, Severity.values()),
                text(random),
                text(random),
                text(random),
                text(random),
                random.nextBoolean() ? null : instant(random),
                instant(random),
                some(random, () -> text(random)),
                random.nextBoolean());
    }

    private static HistoryPoint point(Random random) {
        return new HistoryPoint(
                instant(random),
                random.nextLong(100_000),
                random.nextLong(1000),
                random.nextLong(1000),
                random.nextLong(1000),
                random.nextLong(1000),
                random.nextInt(1000),
                ratio(random));
    }

    private static AgentStatus agent(Random random) {
        TreeMap<String, Long> intake = new TreeMap<>();
        for (int left = random.nextInt(4); left > 0; left--) {
            intake.put(text(random), random.nextLong(1_000_000));
        }
        return new AgentStatus(
                text(random),
                instant(random),
                text(random),
                random.nextLong(1_000_000),
                any(random, AgentStatus.JournalCondition.values()),
                text(random),
                random.nextLong(1_000_000),
                new Rules(
                        any(random, Rules.Mode.values()),
                        any(random, Rules.Mode.values()),
                        any(random, Rules.Mode.values()),
                        any(random, Rules.Mode.values()),
                        any(random, Rules.Mode.values())),
                random.nextBoolean()
                        ? null
                        : new AgentStatus.BrakeView(text(random), text(random), instant(random)),
                intake,
                some(
                        random,
                        () ->
                                new AgentStatus.RouterView(
                                        text(random), random.nextBoolean(), text(random))));
    }

    static @Nullable Double ratio(Random random) {
        return random.nextBoolean() ? null : Double.valueOf(random.nextDouble());
    }

    static <T> T any(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    static <T> List<T> some(Random random, Supplier<T> one) {
        List<T> list = new ArrayList<>();
        for (int left = random.nextInt(4); left > 0; left--) {
            list.add(one.get());
        }
        return List.copyOf(list);
    }

    static Instant instant(Random random) {
        return Instant.ofEpochSecond(
                random.nextLong(-62_135_596_800L, 253_402_300_800L), random.nextInt(1_000_000_000));
    }

    static String name(Random random) {
        return "n" + random.nextInt(1000);
    }

    static String text(Random random) {
        byte[] bytes = new byte[random.nextInt(12)];
        random.nextBytes(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
