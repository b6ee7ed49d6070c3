package dev.signalbox.analyze.rtp;

import dev.signalbox.model.media.Codec;
import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.quality.EModel;
import dev.signalbox.model.quality.Impairment;
import dev.signalbox.model.quality.Transmission;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became known of an RTP stream.
 *
 * @param ssrc synchronisation source, 32 bits
 * @param callId of the call whose SDP announced one of its ends, null without
 * @param payloadType of most of its packets
 * @param codec null when neither SDP nor the payload type tells
 * @param negotiated the receiver's SDP has the payload type; null when its SDP was not seen
 * @param clockHz of its time stamps; guessed from how fast they run when {@code codec} is null
 * @param packets all that came, doubled ones too
 * @param expected by sequence number
 * @param lost expected and never came
 * @param duplicates came more than once
 * @param bursts runs of lost packets
 * @param jitterMillisMean RFC 3550, mean over its packets; null with less than two
 * @param jitterMillisMax the highest
 * @param jitterTicksMean the mean with arrival in whole ticks of its clock, as receivers count
 * @param mos null unless {@code mosKind} is G107
 * @param mosWorst the same of the worst interval
 * @param firstMicros time of the first packet, microseconds since 1970
 * @param lastMicros time of the last one
 */
public record StreamReport(
        long ssrc,
        IpEndpoint from,
        IpEndpoint to,
        @Nullable String callId,
        int payloadType,
        @Nullable Codec codec,
        @Nullable Boolean negotiated,
        int clockHz,
        long packets,
        long expected,
        long lost,
        long duplicates,
        long bursts,
        @Nullable Double jitterMillisMean,
        @Nullable Double jitterMillisMax,
        @Nullable Double jitterTicksMean,
        @Nullable Double mos,
        @Nullable Double mosWorst,
        MosKind mosKind,
        long firstMicros,
        long lastMicros,
        List<Interval> intervals) {

    /** On which scale a score is. */
    public enum MosKind {
        /** Full narrowband E-model with the codec's published values. */
        G107,
        /** No score: the codec has no published values, or lives on another scale. */
        UNKNOWN
    }

    /** Below this many packets a share of loss says nothing. */
    private static final int EXPECTED_MIN = 10;

    /**
     * A stretch of time.
     *
     * @param millis its length
     * @param bursts runs of lost packets
     * @param jitterMillis at its end
     */
    public record Interval(
            long millis, long expected, long lost, long bursts, double jitterMillis) {}

    public StreamReport {
        intervals = List.copyOf(intervals);
    }

    static StreamReport of(
            RtpStream stream,
            @Nullable Codec codec,
            @Nullable Boolean negotiated,
            @Nullable String callId,
            boolean concealed) {
        int clockHz = codec == null ? stream.guessedClockHz() : codec.clockHz();
        Jitter jitter = stream.jitter(clockHz);
        boolean measured = jitter.samples() > 0;
        Sequence s = stream.sequence;
        Impairment impairment = codec == null ? null : codec.impairment(concealed);
        boolean scored = impairment != null && s.expected() >= EXPECTED_MIN;
        List<Interval> intervals = stream.intervals();
        return new StreamReport(
                stream.ssrc,
                stream.from,
                stream.to,
                callId,
                stream.type(),
                codec,
                negotiated,
                clockHz,
                s.packets(),
                s.expected(),
                s.lost(),
                s.duplicates(),
                s.bursts(),
                measured ? jitter.meanMillis() : null,
                measured ? jitter.maxMillis() : null,
                measured ? jitter.meanTicks() : null,
                impairment != null && scored
                        ? mos(impairment, s.expected(), s.lost(), s.bursts())
                        : null,
                impairment != null && scored ? worst(impairment, intervals) : null,
                scored ? MosKind.G107 : MosKind.UNKNOWN,
                stream.firstMicros,
                stream.lastMicros,
                intervals);
    }

    /** 0 to 100; of nothing expected, 0. */
    public double lossPercent() {
        return expected == 0 ? 0 : 100.0 * lost / expected;
    }

    private static @Nullable Double worst(Impairment impairment, List<Interval> intervals) {
        return intervals.stream()
                .filter(i -> i.expected >= EXPECTED_MIN)
                .map(i -> mos(impairment, i.expected, i.lost, i.bursts))
                .min(Double::compare)
                .orElse(null);
    }

    /**
     * The capture does not tell the delay from mouth to ear, so it is taken as 0. The burst ratio
     * (G.107 clause 7.5) is the mean length of the runs of lost packets by that of random loss.
     */
    static double mos(Impairment impairment, long expected, long lost, long bursts) {
        double ratio = (double) lost / expected;
        double length = bursts == 0 ? 1 : (double) lost / bursts;
        double burstRatio = Math.max(1, length * (1 - ratio));
        return EModel.rate(impairment, new Transmission(0, 100 * ratio, burstRatio)).mos();
    }
}
