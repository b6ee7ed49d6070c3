package dev.signalbox.agent.measure.cause;

import dev.signalbox.model.media.QualityReport;
import dev.signalbox.model.media.QualityReport.End;
import dev.signalbox.model.media.QualityReport.Side;
import dev.signalbox.model.net.IpEndpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the ends of one call said of its media, the newest word of each. Their figures are of the
 * whole call or interval, computed by them: they stand beside RTCP under the name of their source,
 * and their opinion scores are shown as theirs and judge nothing.
 */
final class SaidQuality {

    /** Both ends in both forms, and an SBC between them. */
    private static final int SENDERS_MAX = 6;

    private static final Comparator<QualityReport> NEWEST =
            Comparator.comparing(QualityReport::sentAt).thenComparing(QualityReport::toString);

    private final SortedMap<String, QualityReport> bySender = new TreeMap<>();

    void accept(QualityReport report) {
        String sender = report.source() + " " + report.from();
        QualityReport before = bySender.get(sender);
        if (before == null ? bySender.size() < SENDERS_MAX : NEWEST.compare(before, report) < 0) {
            bySender.put(sender, report);
        }
    }

    /** What they say of loss and jitter, one for each direction. */
    List<MediaFacts.Quality> qualities() {
        List<MediaFacts.Quality> all = new ArrayList<>();
        for (QualityReport report : bySender.values()) {
            for (Side side : report.sides()) {
                Double loss = side.loss().ratio();
                Double jitter = side.delay().jitterMillis();
                if (loss != null || jitter != null) {
                    all.add(
                            new MediaFacts.Quality(
                                    loss, jitter, isLossy(side), source(report, side)));
                }
            }
        }
        return all;
    }

    /** An end at the address of {@code host} says that it received no packet, or was sent none. */
    boolean heardNothing(IpEndpoint host) {
        for (QualityReport report : bySender.values()) {
            if (report.from().high() == host.high() && report.from().low() == host.low()) {
                for (Side side : report.sides()) {
                    Long packets = side.loss().packets();
                    if (side.end() == End.LOCAL && packets != null && packets == 0) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean isLossy(Side side) {
        Double ratio = side.loss().ratio();
        Long lost = side.loss().lost();
        return ratio != null
                && ratio >= MediaFacts.LOSS_RATIO_MAX
                && (lost == null || lost >= MediaFacts.LOST_MIN);
    }

    private static String source(QualityReport report, Side side) {
        String ears = side.end() == End.LOCAL ? "at " : "at the other end, says ";
        String where =
                String.format(
                        Locale.ROOT, " %s%s (its %s", ears, report.from(), report.source().title());
        Double score = score(side);
        return score == null
                ? where + ")"
                : where + String.format(Locale.ROOT, ", MOS %.1f by its own account)", score);
    }

    private static @Nullable Double score(Side side) {
        Double conversational = side.mos().conversational();
        return conversational == null ? side.mos().listening() : conversational;
    }
}
