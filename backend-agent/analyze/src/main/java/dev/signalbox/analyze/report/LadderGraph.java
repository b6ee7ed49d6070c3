package dev.signalbox.analyze.report;

import dev.signalbox.analyze.Ladders.Arrow;
import dev.signalbox.model.net.IpEndpoint;
import java.util.List;
import java.util.Locale;

/** A SIP ladder as SVG that takes its colours from the page. */
final class LadderGraph {

    private static final int TIME_WIDTH = 90;
    private static final int LANE_WIDTH = 280;
    private static final int TOP = 44;
    private static final int ROW_HEIGHT = 30;
    private static final int LABEL_MAX = 40;
    private static final int HEAD = 7;

    private LadderGraph() {}

    static String of(List<Arrow> arrows) {
        List<IpEndpoint> ends = Ladder.ends(arrows);
        int width = TIME_WIDTH + ends.size() * LANE_WIDTH;
        int height = TOP + arrows.size() * ROW_HEIGHT + 16;
        StringBuilder out = new StringBuilder();
        out.append(
                "<svg width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"SIP ladder\">%n"
                        .formatted(width, height, width, height));
        for (int i = 0; i < ends.size(); i++) {
            int x = lane(i);
            out.append(
                    "<text x=\"%d\" y=\"18\" text-anchor=\"middle\">%s</text><line class=\"lane\" x1=\"%d\" y1=\"28\" x2=\"%d\" y2=\"%d\"/>%n"
                            .formatted(x, HtmlPage.escaped(ends.get(i).toString()), x, x, height));
        }
        long start = arrows.isEmpty() ? 0 : arrows.getFirst().micros();
        int y = TOP + ROW_HEIGHT / 2;
        for (Arrow arrow : arrows) {
            double seconds = (arrow.micros() - start) / 1e6;
            out.append(
                    String.format(
                            Locale.ROOT,
                            "<text class=\"soft\" x=\"4\" y=\"%d\">%.6f</text>",
                            y + 4,
                            seconds));
            arrow(out, arrow, lane(ends.indexOf(arrow.from())), lane(ends.indexOf(arrow.to())), y);
            y += ROW_HEIGHT;
        }
        return out.append("</svg>\n").toString();
    }

    private static void arrow(StringBuilder out, Arrow arrow, int from, int to, int y) {
        String tone = arrow.failed() ? " bad" : "";
        int tip = to;
        int head = to >= from ? -HEAD : HEAD;
        if (from == to) {
            // To itself: a short stub.
            tip = from + 40;
            head = -HEAD;
        }
        out.append(
                "<line class=\"arrow%s\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/><path class=\"head%s\" d=\"M%d %dl%d -4v8z\"/>"
                        .formatted(tone, from, y, tip, y, tone, tip, y, head));
        String label = (arrow.label() + " " + arrow.detail()).strip();
        String shown =
                label.length() > LABEL_MAX ? label.substring(0, LABEL_MAX - 3) + "..." : label;
        out.append(
                "<text%s x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>%n"
                        .formatted(
                                arrow.failed() ? " class=\"badtext\"" : "",
                                (from + tip) / 2,
                                y - 5,
                                HtmlPage.escaped(shown)));
    }

    private static int lane(int index) {
        return TIME_WIDTH + index * LANE_WIDTH + LANE_WIDTH / 2;
    }
}
