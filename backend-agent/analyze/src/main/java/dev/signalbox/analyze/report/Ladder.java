package dev.signalbox.analyze.report;

import dev.signalbox.analyze.Ladders.Arrow;
import dev.signalbox.model.net.IpEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A SIP ladder in text: one column for each end, one line for each message. */
public final class Ladder {

    private static final int WIDTH_MIN = 46;
    private static final int TIME_WIDTH = 12;

    private Ladder() {}

    /** The ends of a call in the order in which they appear. */
    static List<IpEndpoint> ends(List<Arrow> arrows) {
        List<IpEndpoint> ends = new ArrayList<>();
        for (Arrow arrow : arrows) {
            if (!ends.contains(arrow.from())) {
                ends.add(arrow.from());
            }
            if (!ends.contains(arrow.to())) {
                ends.add(arrow.to());
            }
        }
        return ends;
    }

    /** Several lines; none for no messages. */
    public static String of(List<Arrow> arrows) {
        if (arrows.isEmpty()) {
            return "";
        }
        List<IpEndpoint> ends = ends(arrows);
        int width = WIDTH_MIN;
        for (IpEndpoint end : ends) {
            width = Math.max(width, end.toString().length() + 2);
        }
        StringBuilder out = new StringBuilder(" ".repeat(TIME_WIDTH));
        for (IpEndpoint end : ends) {
            out.append(centred(end.toString(), width));
        }
        out.append('\n');
        long start = arrows.getFirst().micros();
        for (Arrow arrow : arrows) {
            double seconds = (arrow.micros() - start) / 1e6;
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%10.6f  ", seconds));
            line.append(rung(arrow, ends, width));
            out.append(line.toString().stripTrailing()).append('\n');
        }
        return out.toString();
    }

    private static String rung(Arrow arrow, List<IpEndpoint> ends, int width) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < ends.size(); i++) {
            line.append(centred("|", width));
        }
        int from = ends.indexOf(arrow.from()) * width + width / 2;
        int to = ends.indexOf(arrow.to()) * width + width / 2;
        String label = (arrow.label() + " " + arrow.detail()).strip();
        if (from == to) {
            // To itself: there is no way to draw along.
            line.replace(from + 1, Math.min(line.length(), from + 1 + label.length()), label);
            return line.toString();
        }
        int left = Math.min(from, to) + 1;
        int room = Math.abs(to - from) - 1;
        String text = label.length() > room - 4 ? label.substring(0, room - 4) : label;
        int dashes = room - text.length() - 1;
        String shaft = "-".repeat(dashes / 2) + text + "-".repeat(dashes - dashes / 2);
        line.replace(left, left + room, to > from ? shaft + ">" : "<" + shaft);
        return line.toString();
    }

    private static String centred(String text, int width) {
        int before = width / 2 - text.length() / 2;
        String padded = " ".repeat(Math.max(0, before)) + text;
        return padded + " ".repeat(Math.max(0, width - padded.length()));
    }
}
