package dev.signalbox.model.contract;

import dev.signalbox.model.cause.CallVerdict;
import dev.signalbox.model.cause.CauseGroup;
import dev.signalbox.model.cause.CauseSlice;
import dev.signalbox.model.cause.CausesView;
import dev.signalbox.model.cause.Side;
import dev.signalbox.model.cause.SilenceView;
import dev.signalbox.model.cause.Tag;
import dev.signalbox.model.target.Target;
import dev.signalbox.v1.Causes;
import dev.signalbox.v1.Silence;
import dev.signalbox.v1.SilentCall;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Causes and silence, both ways; the part of {@link ContractMapper} for them. */
final class CausesMapper {

    private CausesMapper() {}

    static Causes toContract(CausesView view) {
        Causes.Builder causes =
                Causes.newBuilder()
                        .putAllUnknownEndings(view.unknownEndings())
                        .putAllUnknownProviders(view.unknownProviders());
        view.groups().forEach(group -> causes.addGroups(toContract(group)));
        view.history().forEach(slice -> causes.addHistory(toContract(slice)));
        return causes.build();
    }

    static CausesView fromContract(Causes causes) {
        return new CausesView(
                causes.getGroupsList().stream().map(CausesMapper::fromContract).toList(),
                causes.getHistoryList().stream().map(CausesMapper::fromContract).toList(),
                new TreeMap<>(causes.getUnknownEndingsMap()),
                new TreeMap<>(causes.getUnknownProvidersMap()));
    }

    private static dev.signalbox.v1.CauseGroup toContract(CauseGroup view) {
        dev.signalbox.v1.CauseGroup.Builder group =
                dev.signalbox.v1.CauseGroup.newBuilder()
                        .setService(view.service())
                        .setTag(view.tag().text())
                        .setLastMinute(view.lastMinute())
                        .setLastFiveMinutes(view.lastFiveMinutes())
                        .setTotal(view.total())
                        .setSuspected(view.suspected());
        view.newest().forEach(verdict -> group.addNewest(toContract(verdict)));
        return group.build();
    }

    private static CauseGroup fromContract(dev.signalbox.v1.CauseGroup group) {
        return new CauseGroup(
                group.getService(),
                tag(group.getTag()),
                group.getLastMinute(),
                group.getLastFiveMinutes(),
                group.getTotal(),
                group.getSuspected(),
                group.getNewestList().stream().map(CausesMapper::fromContract).toList());
    }

    private static dev.signalbox.v1.CauseSlice toContract(CauseSlice view) {
        dev.signalbox.v1.CauseSlice.Builder slice =
                dev.signalbox.v1.CauseSlice.newBuilder()
                        .setStart(ContractMapper.timestamp(view.start()))
                        .setLengthMillis(view.lengthMillis())
                        .setEnded(view.ended());
        view.failures()
                .forEach(
                        (side, count) ->
                                slice.putFailures(side.name().toLowerCase(Locale.ROOT), count));
        view.tags().forEach((tag, count) -> slice.putTags(tag.text(), count));
        return slice.build();
    }

    private static CauseSlice fromContract(dev.signalbox.v1.CauseSlice slice) {
        EnumMap<Side, Long> failures = new EnumMap<>(Side.class);
        for (Map.Entry<String, Long> entry : slice.getFailuresMap().entrySet()) {
            failures.merge(side(entry.getKey()), entry.getValue(), Long::sum);
        }
        EnumMap<Tag, Long> tags = new EnumMap<>(Tag.class);
        for (Map.Entry<String, Long> entry : slice.getTagsMap().entrySet()) {
            tags.merge(tag(entry.getKey()), entry.getValue(), Long::sum);
        }
        return new CauseSlice(
                ContractMapper.instant(slice.getStart()),
                slice.getLengthMillis(),
                failures,
                tags,
                slice.getEnded());
    }

    static dev.signalbox.v1.CallVerdict toContract(CallVerdict view) {
        Target.Trunk trunk = view.trunk();
        return dev.signalbox.v1.CallVerdict.newBuilder()
                .setSequence(view.sequence())
                .setCallId(view.callId())
                .setService(view.service())
                .setTrunk(trunk == null ? "" : trunk.id())
                .setEndedAt(ContractMapper.timestamp(view.endedAt()))
                .setTag(view.tag().text())
                .setSuspected(view.suspected())
                .setGiven(view.given().text())
                .setReason(view.reason())
                .addAllEvidence(view.evidence())
                .build();
    }

    static CallVerdict fromContract(dev.signalbox.v1.CallVerdict verdict) {
        Target target =
                verdict.getTrunk().isEmpty()
                        ? null
                        : ContractMapper.target(verdict.getTrunk()).orElse(null);
        return new CallVerdict(
                verdict.getSequence(),
                verdict.getCallId(),
                verdict.getService(),
                target instanceof Target.Trunk trunk ? trunk : null,
                ContractMapper.instant(verdict.getEndedAt()),
                tag(verdict.getTag()),
                verdict.getSuspected(),
                tag(verdict.getGiven()),
                verdict.getReason(),
                verdict.getEvidenceList());
    }

    static Silence toContract(SilenceView view) {
        Silence.Builder silence =
                Silence.newBuilder()
                        .setSilentNow(view.silentNow())
                        .setJudged(view.judged())
                        .setLive(view.live())
                        .setBegunLastFiveMinutes(view.begunLastFiveMinutes())
                        .setLongestMillis(view.longestMillis());
        for (SilenceView.SilentCall call : view.calls()) {
            silence.addCalls(
                    SilentCall.newBuilder()
                            .setCallId(call.callId())
                            .setService(call.service())
                            .setSinceMillis(call.sinceMillis())
                            .setReason(call.reason()));
        }
        return silence.build();
    }

    static SilenceView fromContract(Silence silence) {
        return new SilenceView(
                silence.getSilentNow(),
                silence.getJudged(),
                silence.getLive(),
                silence.getBegunLastFiveMinutes(),
                silence.getLongestMillis(),
                silence.getCallsList().stream()
                        .map(
                                call ->
                                        new SilenceView.SilentCall(
                                                call.getCallId(),
                                                call.getService(),
                                                call.getSinceMillis(),
                                                call.getReason()))
                        .toList());
    }

    /** A cause this program does not know is not guessed. */
    private static Tag tag(String text) {
        return Tag.of(text).orElse(Tag.UNKNOWN);
    }

    private static Side side(String text) {
        for (Side side : Side.values()) {
            if (side.name().toLowerCase(Locale.ROOT).equals(text)) {
                return side;
            }
        }
        return Side.UNKNOWN;
    }
}
