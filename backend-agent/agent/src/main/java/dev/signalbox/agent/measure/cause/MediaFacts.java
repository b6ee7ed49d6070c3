package dev.signalbox.agent.measure.cause;

import dev.signalbox.model.media.MirroredRtcp;
import dev.signalbox.model.media.QualityReport;
import dev.signalbox.model.net.IpEndpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one call's media: the newest mirrored RTCP reports of each sender, and what ends
 * said themselves ({@link SaidQuality}).
 */
final class MediaFacts {

    /** Reports that count as the call's last ones. */
    static final int REPORTS = 4;

    /** Both sides, and a media server on the way with both of its own. */
    private static final int SENDERS_MAX = 4;

    /** Practice guides: 1 % hurts recognition, more than 30 ms of jitter is heard. */
    static final double LOSS_RATIO_MAX = 0.01;

    static final double JITTER_MILLIS_MAX = 30;

    /** One lost packet in a short interval is no bad call. */
    static final int LOST_MIN = 3;

    private static final Duration STOPPED = Duration.ofSeconds(2);
    private static final Comparator<Report> BY_TIME =
            Comparator.comparing(Report::sentAt)
                    .thenComparingLong(Report::packetsSent)
                    .thenComparingDouble(Report::lossRatio)
                    .thenComparingInt(Report::lost)
                    .thenComparingLong(Report::jitterTicks);

    private record Report(
            Instant sentAt, long packetsSent, double lossRatio, int lost, long jitterTicks) {}

    /**
     * Loss and jitter of the worse direction.
     *
     * @param lossRatio null when nobody tells it: it is not judged then
     * @param jitterMillis null when the clock of its ticks is not known: it is not judged then
     * @param source who says so, in words
     */
    record Quality(
            @Nullable Double lossRatio,
            @Nullable Double jitterMillis,
            boolean lossy,
            String source) {
        boolean bad() {
            return lossy || jitterAbove(JITTER_MILLIS_MAX);
        }

        boolean jitterAbove(double millis) {
            return jitterMillis != null && jitterMillis > millis;
        }

        String text() {
            String loss =
                    lossRatio == null
                            ? "loss unknown"
                            : String.format(Locale.ROOT, "%.1f %% loss", lossRatio * 100);
            String jitter =
                    jitterMillis == null
                            ? "jitter unknown"
                            : String.format(Locale.ROOT, "%.0f ms jitter", jitterMillis);
            return loss + ", " + jitter + source;
        }

        boolean lossFrom(double ratio) {
            return lossRatio != null && lossRatio >= ratio;
        }
    }

    /** What one sender reported of what it receives. */
    private static final class Sender {
        final List<Report> newest = new ArrayList<>(REPORTS + 1);
        double lossRatioSum;
        int intervals;
    }

    private final SortedMap<String, Sender> bySender = new TreeMap<>();
    private final SaidQuality said = new SaidQuality();

    void accept(QualityReport report) {
        said.accept(report);
    }

    void accept(MirroredRtcp rtcp) {
        String key = key(rtcp.source());
        Sender sender = bySender.get(key);
        if (sender == null) {
            if (bySender.size() == SENDERS_MAX) {
                return;
            }
            sender = new Sender();
            bySender.put(key, sender);
        }
        List<Report> reports = sender.newest;
        double loss = 0;
        int lost = 0;
        long jitter = 0;
        for (MirroredRtcp.Block block : rtcp.blocks()) {
            loss = Math.max(loss, block.fractionLost());
            lost = Math.max(lost, block.packetsLost());
            jitter = Math.max(jitter, block.jitterTicks());
        }
        Long sent = rtcp.packetsSent();
        Report report = new Report(rtcp.sentAt(), sent == null ? -1 : sent, loss, lost, jitter);
        if (reports.contains(report)) {
            return;
        }
        if (!rtcp.blocks().isEmpty()) {
            sender.lossRatioSum += loss;
            sender.intervals++;
        }
        reports.add(report);
        reports.sort(BY_TIME);
        if (reports.size() > REPORTS) {
            reports.removeFirst();
        }
    }

    private static String key(IpEndpoint sender) {
        return sender.toString();
    }

    /**
     * The worst direction, whoever tells it; null when nobody reported what it receives.
     *
     * @param clockHz of the ticks of jitter, 0 when it is not known
     */
    @Nullable Quality quality(int clockHz) {
        Quality worst = null;
        for (Sender sender : bySender.values()) {
            Quality quality = quality(sender.newest, clockHz);
            if (worst == null || score(quality) > score(worst)) {
                worst = quality;
            }
        }
        for (Quality quality : said.qualities()) {
            if (worst == null || score(quality) > score(worst)) {
                worst = quality;
            }
        }
        return worst;
    }

    /**
     * Loss of the worse direction over the whole call: the mean of RTCP's intervals, which senders
     * make of equal length, else what an end says of the call.
     *
     * @return 0 to 1, null when nobody tells
     */
    @Nullable Double lossRatio() {
        Double worst = null;
        for (Sender sender : bySender.values()) {
            if (sender.intervals > 0) {
                double mean = sender.lossRatioSum / sender.intervals;
                worst = worst == null ? mean : Math.max(worst, mean);
            }
        }
        if (worst != null) {
            return worst;
        }
        for (Quality quality : said.qualities()) {
            Double ratio = quality.lossRatio();
            if (ratio != null) {
                worst = worst == null ? ratio : Math.max(worst, ratio);
            }
        }
        return worst;
    }

    /** An end at {@code host} says that not one packet came from the other end. */
    boolean heardNothing(IpEndpoint host) {
        return said.heardNothing(host);
    }

    private static double score(Quality quality) {
        return (quality.lossy() ? 1 : 0)
                + (quality.lossRatio() == null ? 0 : quality.lossRatio() / LOSS_RATIO_MAX)
                + (quality.jitterMillis() == null ? 0 : quality.jitterMillis() / JITTER_MILLIS_MAX);
    }

    private static Quality quality(List<Report> reports, int clockHz) {
        double loss = reports.stream().mapToDouble(Report::lossRatio).average().orElse(0);
        double ticks = reports.stream().mapToLong(Report::jitterTicks).average().orElse(0);
        Double jitter = clockHz == 0 ? null : Double.valueOf(ticks * 1e3 / clockHz);
        long lossyReports = reports.stream().filter(r -> r.lossRatio() >= LOSS_RATIO_MAX).count();
        boolean enough = lossyReports >= 2 || reports.getLast().lost() >= LOST_MIN;
        String want = jitter == null ? " for want of an SDP answer" : "";
        return new Quality(
                loss,
                jitter,
                loss >= LOSS_RATIO_MAX && enough,
                want + " over its last " + reports.size() + " RTCP reports");
    }

    /**
     * Seconds for which one side had stopped sending at its last report while it had sent before; 0
     * when none had.
     */
    double stoppedSeconds() {
        double longest = 0;
        for (Sender sender : bySender.values()) {
            List<Report> reports = sender.newest;
            Report last = reports.getLast();
            for (Report earlier : reports) {
                if (last.packetsSent() > 0 && earlier.packetsSent() == last.packetsSent()) {
                    Duration gap = Duration.between(earlier.sentAt(), last.sentAt());
                    if (gap.compareTo(STOPPED) >= 0) {
                        longest = Math.max(longest, gap.toMillis() / 1e3);
                    }
                    break;
                }
            }
        }
        return longest;
    }
}
