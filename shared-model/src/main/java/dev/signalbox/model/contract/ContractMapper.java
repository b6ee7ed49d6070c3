package dev.signalbox.model.contract;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.signalbox.model.cause.CallVerdict;
import dev.signalbox.model.fleet.AgentStatus;
import dev.signalbox.model.fleet.HistoryPoint;
import dev.signalbox.model.fleet.IncidentView;
import dev.signalbox.model.fleet.RegionMetrics;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.fleet.TrunkView;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.JournalVerification;
import dev.signalbox.model.journal.Position;
import dev.signalbox.model.measure.WindowMeasures;
import dev.signalbox.model.target.Target;
import dev.signalbox.v1.Brake;
import dev.signalbox.v1.Incident;
import dev.signalbox.v1.JournalPosition;
import dev.signalbox.v1.Region;
import dev.signalbox.v1.Trunk;
import dev.signalbox.v1.VerifyJournalResponse;
import dev.signalbox.v1.Window;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The one mapper between the contract and the model, both ways. What a newer peer sends and this
 * program does not know never throws: unknown enum values become the most careful known one, and a
 * part whose target is not known here is left out.
 */
public final class ContractMapper {

    /** Seconds that a protobuf timestamp may hold: years 1 to 9999. */
    private static final long SECONDS_MIN = -62_135_596_800L;

    private static final long SECONDS_MAX = 253_402_300_799L;

    private ContractMapper() {}

    /** A region's report for the wire. */
    public static Region toContract(RegionView view) {
        Region.Builder region =
                Region.newBuilder()
                        .setTarget(view.target().id())
                        .setTitle(view.title())
                        .setLatitude(view.latitude())
                        .setLongitude(view.longitude())
                        .setJurisdiction(view.jurisdiction())
                        .setBootId(view.bootId())
                        .setVersion(view.version())
                        .setMeasuredAt(timestamp(view.measuredAt()))
                        .setSeverity(ContractEnums.toContract(view.severity()))
                        .setFinding(view.finding())
                        .setLiveCalls(view.liveCalls())
                        .setCallsPerSecond(view.callsPerSecond())
                        .setAgent(AgentMapper.toContract(view.agent()));
        view.trunks().forEach(trunk -> region.addTrunks(toContract(trunk)));
        view.incidents().forEach(incident -> region.addIncidents(toContract(incident)));
        view.history().forEach(point -> region.addHistory(toContract(point)));
        SensesMapper.toContract(view.senses(), region);
        view.arrivals().forEach(arrivals -> region.addArrivals(FleetMapper.toContract(arrivals)));
        if (!view.metrics().rows().isEmpty()) {
            region.setMetrics(MetricsMapper.toContract(view.metrics()));
        }
        RegionView.Relay relay = view.relay();
        if (relay != null) {
            region.setRelayedBy(relay.by()).setRelayAgeMillis(relay.ageMillis());
        }
        return region.build();
    }

    /** A region's report from the wire; empty when its target is no region this program knows. */
    public static Optional<RegionView> fromContract(Region region) {
        if (!(target(region.getTarget()).orElse(null) instanceof Target.Region target)) {
            return Optional.empty();
        }
        return Optional.of(
                new RegionView(
                        target,
                        region.getTitle(),
                        region.getLatitude(),
                        region.getLongitude(),
                        region.getJurisdiction(),
                        region.getBootId(),
                        region.getVersion(),
                        instant(region.getMeasuredAt()),
                        ContractEnums.fromContract(region.getSeverity()),
                        region.getFinding(),
                        region.getLiveCalls(),
                        region.getCallsPerSecond(),
                        region.getTrunksList().stream()
                                .flatMap(trunk -> fromContract(trunk).stream())
                                .toList(),
                        region.getIncidentsList().stream()
                                .flatMap(incident -> fromContract(incident).stream())
                                .toList(),
                        region.getHistoryList().stream().map(ContractMapper::fromContract).toList(),
                        AgentMapper.fromContract(region.getAgent()),
                        SensesMapper.fromContract(region),
                        region.getArrivalsList().stream().map(FleetMapper::fromContract).toList(),
                        region.hasMetrics()
                                ? MetricsMapper.fromContract(region.getMetrics())
                                : RegionMetrics.NONE,
                        region.getRelayedBy().isEmpty()
                                ? null
                                : new RegionView.Relay(
                                        region.getRelayedBy(), region.getRelayAgeMillis())));
    }

    /** A journal entry for the wire; its journal's id travels beside it. */
    public static dev.signalbox.v1.JournalEntry toContract(JournalEntry entry) {
        return dev.signalbox.v1.JournalEntry.newBuilder()
                .setSequence(entry.sequence())
                .setBody(ByteString.copyFrom(entry.body()))
                .setHash(entry.hash())
                .build();
    }

    /** A journal entry from the wire. */
    public static JournalEntry fromContract(String journalId, dev.signalbox.v1.JournalEntry entry) {
        return new JournalEntry(
                journalId, entry.getSequence(), entry.getBody().toByteArray(), entry.getHash());
    }

    /** A position for the wire. */
    public static JournalPosition toContract(Position position) {
        return JournalPosition.newBuilder()
                .setJournalId(position.journalId())
                .setSequence(position.sequence())
                .setHash(position.hash())
                .build();
    }

    /** A position from the wire; its hash is empty when the sender did not give one. */
    public static Position fromContract(JournalPosition position) {
        return new Position(position.getJournalId(), position.getSequence(), position.getHash());
    }

    /** Why a call ended, for the wire. */
    public static dev.signalbox.v1.CallVerdict toContract(CallVerdict verdict) {
        return CausesMapper.toContract(verdict);
    }

    /** Why a call ended, from the wire. */
    public static CallVerdict fromContract(dev.signalbox.v1.CallVerdict verdict) {
        return CausesMapper.fromContract(verdict);
    }

    /** The outcome of a verification for the wire. */
    public static VerifyJournalResponse toContract(JournalVerification verification) {
        return VerifyJournalResponse.newBuilder()
                .setGood(verification.good())
                .setJournalId(verification.journalId())
                .setRecords(verification.records())
                .setSealedSequence(verification.sealedSequence())
                .addAllProblems(verification.problems())
                .build();
    }

    /** The outcome of a verification from the wire. */
    public static JournalVerification fromContract(VerifyJournalResponse response) {
        return new JournalVerification(
                response.getGood(),
                response.getJournalId(),
                response.getRecords(),
                response.getSealedSequence(),
                response.getProblemsList());
    }

    /** The brake for the wire. */
    public static Brake toContract(AgentStatus.BrakeView brake) {
        return Brake.newBuilder()
                .setBy(brake.by())
                .setReason(brake.reason())
                .setSince(timestamp(brake.since()))
                .build();
    }

    /** The brake from the wire. */
    public static AgentStatus.BrakeView fromContract(Brake brake) {
        return new AgentStatus.BrakeView(
                brake.getBy(), brake.getReason(), instant(brake.getSince()));
    }

    private static Trunk toContract(TrunkView view) {
        Trunk.Builder trunk =
                Trunk.newBuilder()
                        .setTarget(view.target().id())
                        .setCarrierTitle(view.carrierTitle())
                        .setDirection(ContractEnums.toContract(view.direction()))
                        .setUri(view.uri())
                        .setState(ContractEnums.toContract(view.state()))
                        .setFinding(view.finding())
                        .setSharePercent(view.sharePercent())
                        .setOptions(ContractEnums.toContract(view.options()))
                        .setTestCall(ContractEnums.toContract(view.testCall()))
                        .setLiveCalls(view.liveCalls())
                        .setChannels(view.channels())
                        .setCallsPerSecond(view.callsPerSecond());
        view.windows().forEach(window -> trunk.addWindows(toContract(window)));
        Long age = view.lastTrafficAgeMillis();
        if (age != null) {
            trunk.setLastTrafficAgeMillis(age);
        }
        return trunk.build();
    }

    private static Optional<TrunkView> fromContract(Trunk trunk) {
        if (!(target(trunk.getTarget()).orElse(null) instanceof Target.Trunk target)) {
            return Optional.empty();
        }
        return Optional.of(
                new TrunkView(
                        target,
                        trunk.getCarrierTitle(),
                        ContractEnums.fromContract(trunk.getDirection()),
                        trunk.getUri(),
                        ContractEnums.fromContract(trunk.getState()),
                        trunk.getFinding(),
                        trunk.getSharePercent(),
                        ContractEnums.fromContract(trunk.getOptions()),
                        ContractEnums.fromContract(trunk.getTestCall()),
                        trunk.getLiveCalls(),
                        trunk.getChannels(),
                        trunk.getCallsPerSecond(),
                        trunk.getWindowsList().stream().map(ContractMapper::fromContract).toList(),
                        trunk.hasLastTrafficAgeMillis()
                                ? Long.valueOf(trunk.getLastTrafficAgeMillis())
                                : null));
    }

    private static Window toContract(WindowMeasures measures) {
        Window.Builder window =
                Window.newBuilder()
                        .setWindowMillis(measures.windowMillis())
                        .setAttempts(measures.attempts())
                        .setFinals(measures.finals())
                        .setAnswered(measures.answered())
                        .setUnanswered(measures.unanswered())
                        .setRejected(measures.rejected())
                        .putAllResponses(measures.responses())
                        .setPddSamples(measures.pddSamples());
        Double asr = measures.asr();
        if (asr != null) {
            window.setAsr(asr);
        }
        Double median = measures.pddMillisP50();
        if (median != null) {
            window.setPddMillisP50(median);
        }
        Double p95 = measures.pddMillisP95();
        if (p95 != null) {
            window.setPddMillisP95(p95);
        }
        return window.build();
    }

    private static WindowMeasures fromContract(Window window) {
        return new WindowMeasures(
                window.getWindowMillis(),
                window.getAttempts(),
                window.getFinals(),
                window.getAnswered(),
                window.getUnanswered(),
                window.getRejected(),
                new TreeMap<>(window.getResponsesMap()),
                window.hasAsr() ? Double.valueOf(window.getAsr()) : null,
                window.hasPddMillisP50() ? Double.valueOf(window.getPddMillisP50()) : null,
                window.hasPddMillisP95() ? Double.valueOf(window.getPddMillisP95()) : null,
                window.getPddSamples());
    }

    private static Incident toContract(IncidentView view) {
        Incident.Builder incident =
                Incident.newBuilder()
                        .setId(view.id())
                        .setTarget(view.target().id())
                        .setSeverity(ContractEnums.toContract(view.severity()))
                        .setTitle(view.title())
                        .setDetail(view.detail())
                        .setAction(view.action())
                        .setNext(view.next())
                        .setSince(timestamp(view.since()))
                        .addAllDecisions(view.decisions())
                        .setIntent(view.intent());
        Instant nextAt = view.nextAt();
        if (nextAt != null) {
            incident.setNextAt(timestamp(nextAt));
        }
        return incident.build();
    }

    private static Optional<IncidentView> fromContract(Incident incident) {
        Optional<Target> known = target(incident.getTarget());
        return known.map(
                target ->
                        new IncidentView(
                                incident.getId(),
                                target,
                                ContractEnums.fromContract(incident.getSeverity()),
                                incident.getTitle(),
                                incident.getDetail(),
                                incident.getAction(),
                                incident.getNext(),
                                incident.hasNextAt() ? instant(incident.getNextAt()) : null,
                                instant(incident.getSince()),
                                List.copyOf(incident.getDecisionsList()),
                                incident.getIntent()));
    }

    private static dev.signalbox.v1.HistoryPoint toContract(HistoryPoint view) {
        dev.signalbox.v1.HistoryPoint.Builder point =
                dev.signalbox.v1.HistoryPoint.newBuilder()
                        .setStart(timestamp(view.start()))
                        .setLengthMillis(view.lengthMillis())
                        .setAttempts(view.attempts())
                        .setFinals(view.finals())
                        .setAnswered(view.answered())
                        .setInfrastructureFailures(view.infrastructureFailures())
                        .setLiveCalls(view.liveCalls());
        Double p95 = view.pddMillisP95();
        if (p95 != null) {
            point.setPddMillisP95(p95);
        }
        return point.build();
    }

    private static HistoryPoint fromContract(dev.signalbox.v1.HistoryPoint point) {
        return new HistoryPoint(
                instant(point.getStart()),
                point.getLengthMillis(),
                point.getAttempts(),
                point.getFinals(),
                point.getAnswered(),
                point.getInfrastructureFailures(),
                point.getLiveCalls(),
                point.hasPddMillisP95() ? Double.valueOf(point.getPddMillisP95()) : null);
    }

    static Optional<Target> target(String text) {
        try {
            return Optional.of(Target.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }

    static Instant instant(Timestamp timestamp) {
        return Instant.ofEpochSecond(
                Math.clamp(timestamp.getSeconds(), SECONDS_MIN, SECONDS_MAX), timestamp.getNanos());
    }
}
