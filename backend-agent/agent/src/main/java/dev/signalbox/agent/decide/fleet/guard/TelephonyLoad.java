package dev.signalbox.agent.decide.fleet.guard;

import dev.signalbox.agent.decide.fleet.FleetPicture;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.fleet.TrunkView;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.target.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Channels and calls per second of a region before and after a move, by direction: calls that come
 * in need trunks that receive, calls that go out need trunks that send. Loads are those of the last
 * minute; that of the busiest minute of the last half hour stands beside them, and the peak of the
 * week is not known here. No call is counted twice: a region whose own calls were taken from it had
 * its busiest minute with the very calls that come back.
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
     * @param after what is there now and what is moved, redials counted
     * @param busiest the same at the busiest minute of the last half hour, at least {@code after}
     * @param max what the carriers allow on the trunks that can be used, 0 when there is none
     */
    public record Limit(String what, double before, double after, double busiest, double max) {
        /** Load before, 0 to 1 and more; infinite without any trunk. */
        public double ratioBefore() {
            return ratio(before);
        }

        /** Load after, 0 to 1 and more; infinite without any trunk. */
        public double ratioAfter() {
            return ratio(after);
        }

        /** Load after at the busiest minute, what guards judge by; infinite without any trunk. */
        public double ratioBusiest() {
            return ratio(busiest);
        }

        /** The busiest minute under its own name; empty when it is now. */
        public String busiestWords() {
            return Math.round(ratioBusiest() * 100) <= Math.round(ratioAfter() * 100)
                    ? ""
                    : String.format(
                            Locale.ROOT,
                            ", %.0f %% at the busiest minute of the last half hour",
                            ratioBusiest() * 100);
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
            List<Coming> coming = new ArrayList<>();
            for (Plan.Move move : moves) {
                if (move.to().equals(new Target.Region(target))
                        && move.from() instanceof Target.Region(String origin)) {
                    RegionEntry from = picture.regions().get(origin);
                    if (from == null) {
                        return Optional.empty();
                    }
                    double moved =
                            move.callsPerMinute() / 60 * remainingRatio * part(from.view(), way);
                    coming.add(new Coming(from.view(), moved, redialFactor));
                }
            }
            limits.addAll(limits(picture, to.view(), way, coming));
        }
        return Optional.of(new TelephonyLoad(target, limits));
    }

    /**
     * Calls of one move.
     *
     * @param from the region that handles them now
     * @param perSecond new ones
     */
    private record Coming(RegionView from, double perSecond, double redialFactor) {

        double withRedials() {
            return perSecond * redialFactor;
        }

        /** How long a channel is taken by one new call: live calls over the rate they come at. */
        double channels() {
            double usual = Rates.usualPerSecond(from);
            return usual <= 0 ? 0 : withRedials() * Rates.peakLiveCalls(from) / usual;
        }

        /** In that minute, if the same part of the region's calls had moved then. */
        double withRedialsIn(long minute) {
            double usual = Rates.usualPerSecond(from);
            Double then = Rates.minutes(from).get(minute);
            return usual <= 0 || then == null ? withRedials() : withRedials() * then / usual;
        }
    }

    private static List<Limit> limits(
            FleetPicture picture, RegionView to, Way way, List<Coming> coming) {
        double rateNow = 0;
        double liveNow = 0;
        double rateMax = 0;
        double channels = 0;
        for (TrunkView trunk : to.trunks()) {
            if (way.carriedBy(trunk)) {
                rateNow += Rates.lastMinutePerSecond(to, trunk);
                liveNow += trunk.liveCalls();
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
        double rate = rateNow + coming.stream().mapToDouble(Coming::withRedials).sum();
        double live = liveNow + coming.stream().mapToDouble(Coming::channels).sum();
        double livePeak =
                to.liveCalls() == 0
                        ? 0
                        : liveNow * (Rates.peakLiveCalls(to) - to.liveCalls()) / to.liveCalls();
        boolean emptied = !picture.state().table().door(to.target().name()).isEmpty();
        return List.of(
                new Limit(
                        way.words + " channels",
                        liveNow,
                        live,
                        emptied ? Math.max(live, liveNow + livePeak) : live + livePeak,
                        channels),
                new Limit(
                        way.words + " calls/s",
                        rateNow,
                        rate,
                        Math.max(rate, busiest(to, part(to, way), coming, emptied)),
                        rateMax));
    }

    /** The busiest minute of the last half hour, with what is moved unless it was there then. */
    private static double busiest(
            RegionView to, double part, List<Coming> coming, boolean emptied) {
        double busiest = 0;
        for (Map.Entry<Long, Double> minute : Rates.minutes(to).entrySet()) {
            double there = minute.getValue() * part;
            double moved =
                    emptied
                            ? 0
                            : coming.stream()
                                    .mapToDouble(c -> c.withRedialsIn(minute.getKey()))
                                    .sum();
            busiest = Math.max(busiest, there + moved);
        }
        return busiest;
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

    /** The fullest limit after the move. */
    public Limit fullest() {
        return limits.stream()
                .max(
                        Comparator.comparingDouble(Limit::ratioBusiest)
                                .thenComparingDouble(Limit::ratioAfter)
                                .thenComparingDouble(Limit::ratioBefore))
                .orElseThrow();
    }

    /** {@code Dublin 61 % now, 86 % of outbound channels after (redials x 1.5)}. */
    String words(String title, double redialFactor) {
        Limit fullest = fullest();
        return Double.isInfinite(fullest.ratioBusiest())
                ? title + " has no usable trunk: no " + fullest.what()
                : String.format(
                                Locale.ROOT,
                                "%s %.0f %% now, %.0f %% of %s after (redials x %.1f)",
                                title,
                                fullest.ratioBefore() * 100,
                                fullest.ratioAfter() * 100,
                                fullest.what(),
                                redialFactor)
                        + fullest.busiestWords();
    }
}
