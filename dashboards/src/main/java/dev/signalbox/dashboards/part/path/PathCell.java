package dev.signalbox.dashboards.part.path;

import dev.signalbox.dashboards.words.Numbers;
import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.dashboards.words.Times;
import dev.signalbox.model.fleet.PathView;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.media.PathQuality;
import dev.signalbox.model.target.Target;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One direction between two regions, as words.
 *
 * @param by the region whose view this is
 * @param ownView true when {@code by} is where the media starts
 * @param loss with its unit
 * @param mos estimated, without a unit
 * @param jitter with its unit
 * @param roundTrip with its unit
 * @param samples packets it rests on
 * @param finding what is the matter, empty when nothing is
 */
public record PathCell(
        Target.Path path,
        String by,
        boolean ownView,
        Sign sign,
        String state,
        String loss,
        String mos,
        String jitter,
        String roundTrip,
        String samples,
        String finding) {

    /** {@code view} as the region of {@code entry} reports it. */
    static PathCell of(PathView view, RegionEntry entry) {
        PathQuality quality = view.quality();
        String by = entry.view().target().name();
        Double mos = quality.mos();
        return new PathCell(
                view.path(),
                by,
                by.equals(view.path().from()),
                entry.stale() ? Sign.STALE : Sign.of(view.state().severity()),
                entry.stale()
                        ? "not known for " + Times.age(entry.ageMillis())
                        : state(view.state()),
                unit(Numbers.percent(quality.lossRatio()), "%"),
                mos == null ? Numbers.UNDEFINED : String.format(Locale.ROOT, "%.2f", mos),
                millis(quality.jitterMillis()),
                millis(quality.roundTripMillis()),
                Numbers.counted(quality.expected(), "packet", "packets")
                        + " in "
                        + Times.age(quality.windowMillis()),
                view.finding());
    }

    /** A state in the operator's words. */
    static String state(PathView.State state) {
        return switch (state) {
            case WELL -> "well";
            case INSUFFICIENT -> "too few packets";
            case POOR -> "poor";
            case DOWN -> "nothing comes through";
        };
    }

    private static String millis(@Nullable Double millis) {
        if (millis == null) {
            return Numbers.UNDEFINED;
        }
        return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%,.0f ms", millis);
    }

    private static String unit(String number, String unit) {
        return number.equals(Numbers.UNDEFINED) ? number : number + " " + unit;
    }

    /** From where to where. */
    public String title() {
        return path.from() + " \u2192 " + path.to();
    }
}
