package dev.signalbox.model.contract;

import com.google.protobuf.ByteString;
import dev.signalbox.model.fleet.MetricsView;
import dev.signalbox.model.fleet.RegionMetrics;
import dev.signalbox.model.measure.CallCounts;
import dev.signalbox.model.measure.CallMetrics;
import dev.signalbox.model.measure.Quantiles;
import dev.signalbox.v1.Metrics;
import dev.signalbox.v1.MetricsRow;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Call metrics between the contract and the model. */
final class MetricsMapper {

    private MetricsMapper() {}

    static Metrics toContract(RegionMetrics metrics) {
        Metrics.Builder contract =
                Metrics.newBuilder().setAt(ContractMapper.timestamp(metrics.at()));
        for (MetricsView view : metrics.rows()) {
            MetricsRow.Builder row =
                    MetricsRow.newBuilder()
                            .setTarget(view.target().id())
                            .setDirection(ContractEnums.toContract(view.direction()))
                            .setPrefix(view.prefix());
            view.windows().forEach(window -> row.addWindows(toContract(window)));
            contract.addRows(row);
        }
        return contract.build();
    }

    /** Rows of targets that this program does not know are left out. */
    static RegionMetrics fromContract(Metrics contract) {
        List<MetricsView> rows =
                contract.getRowsList().stream().flatMap(MetricsMapper::fromContract).toList();
        return new RegionMetrics(ContractMapper.instant(contract.getAt()), rows);
    }

    private static Stream<MetricsView> fromContract(MetricsRow row) {
        return ContractMapper.target(row.getTarget()).stream()
                .map(
                        target ->
                                new MetricsView(
                                        target,
                                        ContractEnums.fromContract(row.getDirection()),
                                        row.getPrefix(),
                                        row.getWindowsList().stream()
                                                .map(MetricsMapper::fromContract)
                                                .toList()));
    }

    private static dev.signalbox.v1.CallMetrics toContract(CallMetrics metrics) {
        CallCounts counts = metrics.counts();
        return dev.signalbox.v1.CallMetrics.newBuilder()
                .setWindowMillis(metrics.windowMillis())
                .setAttempts(counts.attempts())
                .setSeizures(counts.seizures())
                .setAnswered(counts.answered())
                .setDelivered(counts.delivered())
                .setUnanswered(counts.unanswered())
                .setRejected(counts.rejected())
                .setCompleted(counts.completed())
                .setDropped(counts.dropped())
                .setFalseAnswers(counts.falseAnswers())
                .setTalkSumMillis(counts.talkMillis())
                .putAllResponses(counts.responses())
                .putAllCauses(counts.causes())
                .putAllCodecs(counts.codecs())
                .setPddMillis(ByteString.copyFrom(metrics.pddMillis().toBytes()))
                .setFailureMillis(ByteString.copyFrom(metrics.failureMillis().toBytes()))
                .setTalkMillis(ByteString.copyFrom(metrics.talkMillis().toBytes()))
                .setMos(ByteString.copyFrom(metrics.mos().toBytes()))
                .setMosPoor(metrics.mosPoor())
                .build();
    }

    private static CallMetrics fromContract(dev.signalbox.v1.CallMetrics contract) {
        CallCounts counts =
                new CallCounts(
                        contract.getAttempts(),
                        contract.getSeizures(),
                        contract.getAnswered(),
                        contract.getDelivered(),
                        contract.getUnanswered(),
                        contract.getRejected(),
                        contract.getCompleted(),
                        contract.getDropped(),
                        contract.getFalseAnswers(),
                        contract.getTalkSumMillis(),
                        new TreeMap<>(contract.getResponsesMap()),
                        new TreeMap<>(contract.getCausesMap()),
                        new TreeMap<>(contract.getCodecsMap()));
        return new CallMetrics(
                contract.getWindowMillis(),
                counts,
                quantiles(contract.getPddMillis()),
                quantiles(contract.getFailureMillis()),
                quantiles(contract.getTalkMillis()),
                quantiles(contract.getMos()),
                contract.getMosPoor());
    }

    /** A distribution that cannot be read is none: a newer peer may have another kind. */
    private static Quantiles quantiles(ByteString bytes) {
        try {
            return Quantiles.fromBytes(bytes.toByteArray());
        } catch (IllegalArgumentException _) {
            return Quantiles.NONE;
        }
    }
}
