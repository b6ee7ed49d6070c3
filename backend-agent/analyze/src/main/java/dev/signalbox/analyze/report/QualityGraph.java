package dev.signalbox.analyze.report;

import dev.signalbox.analyze.rtp.StreamReport;
import dev.signalbox.analyze.rtp.StreamReport.Interval;
import java.util.List;
import java.util.Locale;

/** Loss and jitter of one stream over time, as SVG that takes its colours from the page. */
final class QualityGraph {

    private static final int WIDTH = 360;
    private static final int HEIGHT = 96;
    private static final int BASE = 80;
    private static final int LEFT = 4;

    /** Full height of the graph at the least, so that a little looks little. */
    private static final double LOSS_PERCENT_SCALE = 5;

    private static final double JITTER_MILLIS_SCALE = 30;

    private QualityGraph() {}

    static String of(StreamReport stream, String codec) {
        List<Interval> intervals = stream.intervals();
        double lossMax = LOSS_PERCENT_SCALE;
        double jitterMax = JITTER_MILLIS_SCALE;
        for (Interval interval : intervals) {
            lossMax = Math.max(lossMax, lossPercent(interval));
            jitterMax = Math.max(jitterMax, interval.jitterMillis());
        }
        StringBuilder out = new StringBuilder("<div class=\"graph\"><code>");
        out.append(Shown.ssrc(stream.ssrc()))
                .append("</code> ")
                .append(HtmlPage.escaped(codec + ", to " + stream.to()))
                .append(
                        "<svg width=\"100%%\" style=\"max-width:420px\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"loss and jitter\">"
                                .formatted(WIDTH, HEIGHT));
        double step = (double) (WIDTH - LEFT) / Math.max(1, intervals.size());
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < intervals.size(); i++) {
            double x = LEFT + i * step;
            double bar = lossPercent(intervals.get(i)) / lossMax * (BASE - 8);
            if (bar > 0) {
                out.append(
                        String.format(
                                Locale.ROOT,
                                "<rect class=\"loss\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                                x,
                                BASE - bar,
                                Math.max(1, step - 1),
                                bar));
            }
            double high = intervals.get(i).jitterMillis() / jitterMax * (BASE - 8);
            if (i == 0) {
                line.append(String.format(Locale.ROOT, "%d,%.1f ", LEFT, BASE - high));
            }
            line.append(String.format(Locale.ROOT, "%.1f,%.1f ", x + step / 2, BASE - high));
            if (i == intervals.size() - 1) {
                line.append(String.format(Locale.ROOT, "%d,%.1f", WIDTH, BASE - high));
            }
        }
        out.append("<polyline class=\"jitter\" points=\"").append(line).append("\"/>");
        out.append(
                String.format(
                        Locale.ROOT,
                        "<line class=\"axis\" x1=\"0\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/><text class=\"soft\" x=\"4\" y=\"94\">loss (bars) up to %.0f %%, jitter (line) up to %.0f ms, %.0f s</text></svg></div>%n",
                        BASE,
                        WIDTH,
                        BASE,
                        lossMax,
                        jitterMax,
                        (stream.lastMicros() - stream.firstMicros()) / 1e6));
        return out.toString();
    }

    private static double lossPercent(Interval interval) {
        return interval.expected() <= 0 ? 0 : 100.0 * interval.lost() / interval.expected();
    }
}
