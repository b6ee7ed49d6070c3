package dev.signalbox.analyze.rtp;

import dev.signalbox.model.media.Codec;
import dev.signalbox.model.net.IpEndpoint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One RTP stream while it is read. */
final class RtpStream {

    private static final int[] CLOCKS_HZ = {8_000, 16_000, 48_000, 90_000};
    private static final int INTERVALS_MAX = 120;
    private static final long INTERVAL_MICROS = 5_000_000;

    /** Counts at the end of an interval. */
    private record Mark(long expected, long lost, long bursts, double jitterMillis) {}

    final long ssrc;
    final IpEndpoint from;
    final IpEndpoint to;
    final Sequence sequence = new Sequence();
    private final int[] packetsOfType = new int[128];
    private final List<Jitter> jitters = new ArrayList<>(1);
    private final List<Mark> marks = new ArrayList<>();
    private long intervalMicros = INTERVAL_MICROS;
    private long markMicros;
    final long firstMicros;
    long lastMicros;
    private long firstStamp;
    private long stampSum;
    private int inOrder;
    private boolean announced;

    RtpStream(long ssrc, IpEndpoint from, IpEndpoint to, long micros) {
        this.ssrc = ssrc;
        this.from = from;
        this.to = to;
        this.firstMicros = micros;
        this.lastMicros = micros;
        this.markMicros = micros;
    }

    void announced() {
        announced = true;
    }

    /** True when it is RTP beyond doubt: announced in SDP, or several packets in order. */
    boolean isSure() {
        return announced || inOrder >= 4;
    }

    /**
     * A packet.
     *
     * @param codec what its payload type is known to be, null when it is not known
     * @param marked begin of a talk spurt
     */
    void accept(
            int type, @Nullable Codec codec, int number, long stamp, boolean marked, long micros) {
        mark(micros);
        Sequence.Verdict verdict = sequence.accept(number);
        packetsOfType[type]++;
        lastMicros = Math.max(lastMicros, micros);
        switch (verdict) {
            case IN_ORDER -> inOrder++;
            case AFTER_LOSS, LATE -> {}
            case DUPLICATE -> {
                return;
            }
            case ODD -> {
                inOrder = isSure() ? inOrder : 0;
                return;
            }
            case RESTART -> jitters.forEach(Jitter::restart);
        }
        Codec.Kind kind = codec == null ? Codec.Kind.UNKNOWN : codec.kind();
        if (kind == Codec.Kind.EVENT || kind == Codec.Kind.NOISE) {
            return;
        }
        if (jitters.isEmpty()) {
            if (codec != null) {
                jitters.add(new Jitter(codec.clockHz()));
            } else {
                for (int clockHz : CLOCKS_HZ) {
                    jitters.add(new Jitter(clockHz));
                }
            }
            firstStamp = stamp;
        }
        stampSum += (int) (stamp - firstStamp);
        firstStamp = stamp;
        for (Jitter jitter : jitters) {
            jitter.accept(micros, stamp, marked);
        }
    }

    private void mark(long micros) {
        if (micros - markMicros < intervalMicros) {
            return;
        }
        double jitterMillis = jitters.isEmpty() ? 0 : jitters.getFirst().nowMillis();
        while (micros - markMicros >= intervalMicros) {
            markMicros += intervalMicros;
            if (marks.size() == INTERVALS_MAX) {
                // Half as many of twice the length: long streams need no more memory.
                for (int i = 0; i < INTERVALS_MAX / 2; i++) {
                    marks.set(i, marks.get(2 * i + 1));
                }
                marks.subList(INTERVALS_MAX / 2, INTERVALS_MAX).clear();
                intervalMicros *= 2;
            }
            marks.add(
                    new Mark(
                            sequence.expected(), sequence.lost(), sequence.bursts(), jitterMillis));
        }
    }

    /** The payload type of most of its packets. */
    int type() {
        int most = 0;
        for (int i = 0; i < packetsOfType.length; i++) {
            most = packetsOfType[i] > packetsOfType[most] ? i : most;
        }
        return most;
    }

    /** The clock that fits how fast its time stamps run. */
    int guessedClockHz() {
        double seconds = Math.max(1e-3, (lastMicros - firstMicros) / 1e6);
        double perSecond = stampSum / seconds;
        int best = CLOCKS_HZ[0];
        for (int clockHz : CLOCKS_HZ) {
            if (Math.abs(Math.log(perSecond / clockHz)) < Math.abs(Math.log(perSecond / best))) {
                best = clockHz;
            }
        }
        return best;
    }

    /** By the clock nearest to {@code clockHz}. */
    Jitter jitter(int clockHz) {
        Jitter best = jitters.isEmpty() ? new Jitter(clockHz) : jitters.getFirst();
        for (Jitter jitter : jitters) {
            if (Math.abs(jitter.clockHz - clockHz) < Math.abs(best.clockHz - clockHz)) {
                best = jitter;
            }
        }
        return best;
    }

    /** What each interval lost, oldest first. */
    List<StreamReport.Interval> intervals() {
        List<StreamReport.Interval> intervals = new ArrayList<>();
        Mark before = new Mark(0, 0, 0, 0);
        List<Mark> all = new ArrayList<>(marks);
        Jitter jitter = jitter(guessedClockHz());
        all.add(
                new Mark(
                        sequence.expected(),
                        sequence.lost(),
                        sequence.bursts(),
                        jitter.nowMillis()));
        for (Mark mark : all) {
            long expected = mark.expected - before.expected;
            // A late packet may belong to the interval before.
            long lost = Math.clamp(mark.lost - before.lost, 0, Math.max(0, expected));
            long bursts = Math.clamp(mark.bursts - before.bursts, 0, lost);
            intervals.add(
                    new StreamReport.Interval(
                            intervalMicros / 1_000, expected, lost, bursts, mark.jitterMillis));
            before = mark;
        }
        return intervals;
    }
}
