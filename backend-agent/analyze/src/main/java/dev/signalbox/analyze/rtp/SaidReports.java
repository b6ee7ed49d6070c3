package dev.signalbox.analyze.rtp;

import dev.signalbox.model.media.QualityReport;
import java.util.ArrayList;
import java.util.List;

/** What ends said of media themselves, in the order of the capture; bounded. */
public final class SaidReports {

    private static final int REPORTS_MAX = 20_000;

    private final List<QualityReport> reports = new ArrayList<>();
    private long leftOut;

    /** One more. */
    public void add(QualityReport report) {
        if (reports.size() < REPORTS_MAX) {
            reports.add(report);
        } else {
            leftOut++;
        }
    }

    /** Those that were kept. */
    public List<QualityReport> reports() {
        return List.copyOf(reports);
    }

    /** Those beyond the limit. */
    public long leftOut() {
        return leftOut;
    }
}
