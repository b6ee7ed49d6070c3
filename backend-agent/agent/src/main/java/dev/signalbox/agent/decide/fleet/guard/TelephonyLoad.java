package dev.signalbox.agent.decide.fleet.guard;

import dev.signalbox.agent.decide.fleet.FleetPicture;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.fleet.TrunkView;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Channels and calls per second of a region before and after a move, by direction: calls that come
 * in need trunks that receive, calls that go out need trunks that send. Loads are those of the
 * busiest minute of the last half hour; the peak of the week is not known here.
 *
 * @param region the target
 * @param limits every limit that calls run into
 */
public record TelephonyLoad(String region, List<Limit> limits) {

    public TelephonyLoad {
        limits = List.copyOf(limits);
    }

    /**
     * One limit.
     *
     * @param what in words: {@code channels}, {@code calls/s}, and of which direction
     * @param before load now
     * @param after load after the move, redials counted
     * @param max what the carriers allow on the trunks that can be used, 0 when there is none
     */
    public record Limit(String what, double before, double after, double max) {
        /** Load before, 0 to 1 and more; infinite without any trunk. */
        public double ratioBefore() {
            return ratio(before);
        }

        /** Load after, 0 to 1 and more; infinite without any trunk. */
        public double ratioAfter() {
            return ratio(after);
        }

        private double ratio(double load) {
            if (load <= 0) {
                return 0;
            }
            return max <= 0 ? Double.POSITIVE_INFINITY : load / max;
        }
    }

    private enum Way {
        IN("inbound"),
        OUT("outbound");

        private final String words;

        Way(String words) {
            this.words = words;
        }

        boolean carriedBy(TrunkView trunk) {
            return switch (this) {
                case IN -> trunk.direction() != Trunk.Direction.OUTBOUND;
                case OUT -> trunk.direction().sendsCalls();
            };
        }
    }

    /**
     * What {@code target} carries after {@code moves}.
     *
     * @param remainingRatio how much of the moves is still to come, 0 to 1
     * @return empty when nothing is known of the target, or of a region whose calls it is to take
     */
    public static Optional<TelephonyLoad> after(
            FleetPicture picture,
            List<Plan.Move> moves,
            double remainingRatio,
            String target,
            double redialFactor) {
        RegionEntry to = picture.regions().get(target);
        if (to == null) {
            return Optional.empty();
        }
        List<Limit> limits = new ArrayList<>();
        for (Way way : Way.values()) {
            double rate = 0;
            double live = 0;
            for (Plan.Move move : moves) {
                if (move.to().equals(new Target.Region(target))
                        && move.from() instanceof Target.Region(String origin)) {
                    RegionEntry from = picture.regions().get(origin);
                    if (from == null) {
                        return Optional.empty();
                    }
                    double moved =
                            move.callsPerMinute() / 60 * remainingRatio * part(from.view(), way);
                    rate += moved * peakFactor(from.view()) * redialFactor;
                    live += moved * secondsUp(from.view()) * redialFactor;
                }
            }
            limits.addAll(limits(picture, to.view(), way, rate, live));
        }
        return Optional.of(new TelephonyLoad(target, limits));
    }

    private static List<Limit> limits(
            FleetPicture picture, RegionView to, Way way, double rate, double live) {
        double peak = peakFactor(to);
        double livePeak =
                to.liveCalls() == 0 ? 1 : (double) Rates.peakLiveCalls(to) / to.liveCalls();
        double rateNow = 0;
        double liveNow = 0;
        double rateMax = 0;
        double channels = 0;
        for (TrunkView trunk : to.trunks()) {
            if (way.carriedBy(trunk)) {
                rateNow += Rates.usualPerSecond(to, trunk) * peak;
                liveNow += trunk.liveCalls() * livePeak;
                if (Emptied.usable(picture, trunk)) {
                    channels += trunk.channels();
                    rateMax +=
                            picture.policy()
                                    .trunk(trunk.target())
                                    .map(Trunk::callsPerSecondMax)
                                    .orElse(0.0);
                }
            }
        }
        return List.of(
                new Limit(way.words + " channels", liveNow, liveNow + live, channels),
                new Limit(way.words + " calls/s", rateNow, rateNow + rate, rateMax));
    }

    /** The part of a region's new calls that go one way, 0 to 1. */
    private static double part(RegionView from, Way way) {
        double all = 0;
        double some = 0;
        for (boolean byChannels : new boolean[] {false, true}) {
            for (TrunkView trunk : from.trunks()) {
                double weight = byChannels ? trunk.channels() : Rates.usualPerSecond(from, trunk);
                all += weight;
                some += way.carriedBy(trunk) ? weight : 0;
            }
            if (all > 0) {
                return some / all;
            }
        }
        return 1;
    }

    private static double peakFactor(RegionView view) {
        double usual = Rates.usualPerSecond(view);
        return usual <= 0 ? 1 : Rates.peakPerSecond(view) / usual;
    }

    /** How long a channel is taken by one new call: live calls over the rate they come at. */
    private static double secondsUp(RegionView from) {
        double usual = Rates.usualPerSecond(from);
        return usual <= 0 ? 0 : Rates.peakLiveCalls(from) / usual;
    }

    /** The fullest limit after the move. */
    public Limit fullest() {
        return limits.stream()
                .max(
                        (a, b) -> {
                            int after = Double.compare(a.ratioAfter(), b.ratioAfter());
                            return after != 0
                                    ? after
                                    : Double.compare(a.ratioBefore(), b.ratioBefore());
                        })
                .orElseThrow();
    }

    /** {@code Dublin 61 % now, 86 % of outbound channels after (redials x 1.5)}. */
    String words(String title, double redialFactor) {
        Limit fullest = fullest();
        return Double.isInfinite(fullest.ratioAfter())
                ? title + " has no usable trunk: no " + fullest.what()
                : String.format(
                        Locale.ROOT,
                        "%s %.0f %% now, %.0f %% of %s after (redials x %.1f)",
                        title,
                        fullest.ratioBefore() * 100,
                        fullest.ratioAfter() * 100,
                        fullest.what(),
                        redialFactor);
    }
}
