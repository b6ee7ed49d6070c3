package dev.signalbox.model.change;

import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.route.FleetTable;
import dev.signalbox.model.target.Target;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to change, computed but not done: what moves where, what may not move and
 * why, the load after it, the stages, the way back, and every guard with the numbers it judged. It
 * holds for the state it was made from ({@link Basis}) and is made anew when that has moved.
 *
 * @param source whose new calls move: a trunk, a provider or a region
 * @param region in which a provider is left; the source's own region otherwise
 * @param by who asked for it
 * @param reason why, in their words
 * @param moves what goes where, the largest first
 * @param stays what may not move and why, the loudest first
 * @param loads the load of every target after the move
 * @param liveCalls calls up on the source now; they are left to end on their own
 * @param stagesPercent how much of the move is done in each stage, ending in 100
 * @param table the fleet's table when all is done; null in region scope
 * @param wayBack how it is undone, in words
 * @param guards all that apply, each with its numbers
 */
public record Plan(
        PlanKind kind,
        Target source,
        String region,
        Origin origin,
        Person by,
        String reason,
        Instant madeAt,
        Basis basis,
        List<Move> moves,
        List<Stay> stays,
        List<Load> loads,
        int liveCalls,
        List<Integer> stagesPercent,
        @Nullable FleetTable table,
        String wayBack,
        List<GuardResult> guards) {

    public Plan {
        moves = List.copyOf(moves);
        stays = List.copyOf(stays);
        loads = List.copyOf(loads);
        stagesPercent = List.copyOf(stagesPercent);
        guards = List.copyOf(guards);
    }

    /**
     * The state a plan was made from. When one of these is another one, the plan is stale.
     *
     * @param epoch of the table it changes: the fleet's, or the region's
     * @param policyHash of the policy it was judged by
     * @param state what else it hangs on, of all that it touches: pins, brakes, breakers, verdicts
     *     about regions; a line each, to be compared with the state now. Between regions empty when
     *     there is nothing of it
     */
    public record Basis(long epoch, String policyHash, String state) {}

    /**
     * New calls that go elsewhere.
     *
     * @param service whose calls, null for all of a trunk
     * @param to the region, trunk or provider that takes them
     * @param percent of the source's new calls of that service
     * @param callsPerMinute by the rate of the last minute
     */
    public record Move(
            @Nullable String service, Target from, Target to, int percent, double callsPerMinute) {}

    /**
     * New calls that may not move: their callers would go on hearing what they hear now.
     *
     * @param what a service, emergency calls
     * @param reason why there is no lawful or able target
     * @param silence true when the source is dead, so that these callers hear silence
     */
    public record Stay(
            Target what, String title, double callsPerMinute, String reason, boolean silence) {

        /**
         * True when it states a rule about the region and counts no calls: that emergency calls
         * never move is said with every plan, and is no alarm.
         */
        public boolean statement() {
            return what instanceof Target.Region && callsPerMinute == 0;
        }
    }

    /**
     * What a target carries before and after.
     *
     * @param callsPerMinuteBefore new calls it handles now
     * @param callsPerMinuteAfter and when all is done
     * @param capacityRatio the fullest of its limits after the move, at the busiest minute of the
     *     last half hour, 0 to 1 and more; null when not known
     * @param detail that limit in words
     */
    public record Load(
            Target target,
            String title,
            double callsPerMinuteBefore,
            double callsPerMinuteAfter,
            @Nullable Double capacityRatio,
            String detail) {

        /**
         * A limit in words: {@code 50 % of 4 inbound calls/s, 25 % now}.
         *
         * @param ratioBefore used of it now, 0 to 1
         * @param ratioAfter and after the move
         * @param max how much of {@code what} there is
         */
        public static String limit(double ratioBefore, double ratioAfter, double max, String what) {
            return String.format(
                    Locale.ROOT,
                    max == Math.rint(max)
                            ? "%.0f %% of %.0f %s, %.0f %% now"
                            : "%.0f %% of %.1f %s, %.0f %% now",
                    ratioAfter * 100,
                    max,
                    what,
                    ratioBefore * 100);
        }
    }

    /** Who decides it. */
    public Scope scope() {
        return kind.scope();
    }

    /** The same plan with other guard results: it was judged again. */
    public Plan withGuards(List<GuardResult> again) {
        return new Plan(
                kind,
                source,
                region,
                origin,
                by,
                reason,
                madeAt,
                basis,
                moves,
                stays,
                loads,
                liveCalls,
                stagesPercent,
                table,
                wayBack,
                again);
    }
}
