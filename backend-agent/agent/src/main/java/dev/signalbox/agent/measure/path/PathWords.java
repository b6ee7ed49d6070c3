package dev.signalbox.agent.measure.path;

import dev.signalbox.model.media.PathQuality;
import java.util.Locale;

/** What is wrong with a path, in words with numbers. */
final class PathWords {

    private PathWords() {}

    /** {@code 6.2 % of 200 packets lost on the way there, none on the way back; MOS 3.7}. */
    static String poor(PathQuality there, PathQuality back) {
        StringBuilder text = new StringBuilder();
        if (there.lost() > 0) {
            text.append(percent(there))
                    .append(" of ")
                    .append(there.expected())
                    .append(" packets lost on the way there");
        } else {
            text.append("none of ")
                    .append(there.expected())
                    .append(" packets lost on the way there");
        }
        if (back.expected() == 0) {
            text.append(", unknown on the way back");
        } else if (back.lost() == 0) {
            text.append(", none on the way back");
        } else {
            text.append(", ").append(percent(back)).append(" on the way back");
        }
        if (there.mos() != null) {
            text.append(String.format(Locale.ROOT, "; MOS %.1f", there.mos()));
        }
        if (there.jitterMillis() != null && there.jitterMillis() >= 5) {
            text.append(String.format(Locale.ROOT, ", jitter %.0f ms", there.jitterMillis()));
        }
        if (there.roundTripMillis() != null && there.roundTripMillis() >= 200) {
            text.append(
                    String.format(Locale.ROOT, ", round trip %.0f ms", there.roundTripMillis()));
        }
        return text.toString();
    }

    static String dead(long millis) {
        return "every packet lost on the way there for "
                + seconds(millis)
                + " s; the way back works";
    }

    static String gone(String peer) {
        return "nothing is heard of " + peer + "'s agent, which measures this road with ours";
    }

    static String untold(String peer, long millis) {
        return "nothing comes back and nothing of "
                + peer
                + "'s own arrives for "
                + seconds(millis)
                + " s: the way there or the way back, which cannot be told from here";
    }

    private static long seconds(long millis) {
        return Math.round(millis / 1000.0);
    }

    private static String percent(PathQuality quality) {
        return String.format(Locale.ROOT, "%.1f %%", 100.0 * quality.lost() / quality.expected());
    }
}
