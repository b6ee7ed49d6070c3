package dev.signalbox.agent.decide.fleet.observe;

import dev.signalbox.agent.decide.fleet.FleetPicture;
import dev.signalbox.agent.decide.fleet.FleetPicture.SeenDoor;
import dev.signalbox.model.fleet.AgentStatus.RouterView;
import dev.signalbox.model.fleet.ArrivalsView;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.policy.Service;
import dev.signalbox.model.quorum.Word;
import dev.signalbox.model.quorum.Word.Reach;
import dev.signalbox.model.route.DoorReading;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * This agent's word about its own edge. Silent only by two signs at once: every router is out of
 * reach, and calls do not come that its own rate promises or that its front door could not hand
 * over. A router that answers, or calls that come, are enough for the other.
 */
final class OwnEdge {

    /** No shorter gap means anything. */
    private static final double GAP_SECONDS_MIN = 3;

    /** A call counts as lately for so many usual gaps, */
    private static final double USUAL_GAPS = 3;

    /** but not for longer than this. */
    private static final double LATELY_SECONDS_MAX = 60;

    private OwnEdge() {}

    /**
     * The word of this look; empty when it cannot be told. Unknown is never said of oneself: that
     * is for others to say when this agent is not heard of.
     *
     * @param habit with this look in it
     * @param news with this look in it
     * @param said reach as it was said before, unknown when nothing was
     */
    static Optional<Word> word(FleetPicture picture, Habit habit, CarrierNews news, Reach said) {
        RegionEntry entry = picture.regions().get(picture.self());
        if (entry == null) {
            return Optional.empty();
        }
        List<RouterView> routers = entry.view().agent().routers();
        long reachable = routers.stream().filter(RouterView::reachable).count();
        double gap = habit.gapSeconds(picture.now().nanos());
        String sentence = routers(reachable, routers.size()) + calls(habit, gap);
        if (reachable > 0 || lately(habit, gap)) {
            return Optional.of(word(picture, Reach.ANSWERS, sentence, habit.calls()));
        }
        long untaken = untaken(picture, news);
        // Once silent it stays so: nothing that came since says otherwise, and the usual rate
        // means nothing any more when calls were moved away.
        boolean silent =
                !routers.isEmpty()
                        && gap >= GAP_SECONDS_MIN
                        && (said == Reach.SILENT || missing(picture, habit) || untaken > 0);
        String offered =
                untaken == 0
                        ? ""
                        : ", "
                                + (untaken == 1 ? "1 call" : untaken + " calls")
                                + " at its front door not taken";
        return silent
                ? Optional.of(word(picture, Reach.SILENT, sentence + offered, habit.calls()))
                : Optional.empty();
    }

    /** New calls of the region since its agent began, whosever numbers. */
    static long total(RegionView view) {
        return view.arrivals().stream().mapToLong(ArrivalsView::total).sum();
    }

    private static boolean lately(Habit habit, double gap) {
        if (habit.calls() == 0) {
            return false;
        }
        double usual = habit.callsPerSecond() > 0 ? USUAL_GAPS / habit.callsPerSecond() : 0;
        return gap < Math.clamp(usual, GAP_SECONDS_MIN, LATELY_SECONDS_MAX);
    }

    /**
     * Calls in a row that its own front door could not hand over; 0 when that is not known or too
     * few, or was long ago. Without them an agent that began when its edge was dying could never
     * tell.
     */
    private static long untaken(FleetPicture picture, CarrierNews news) {
        SeenDoor door = picture.doors().get(picture.self());
        if (door == null || door.ageMillis() > CarrierViews.AGE_MILLIS_MAX) {
            return 0;
        }
        DoorReading.Edge edge = door.reading().edges().get(picture.self());
        return edge == null
                        || edge.answers()
                        || edge.calls() < CarrierViews.SILENT_CALLS_MIN
                        || CarrierViews.past(picture, news, picture.self(), picture.self(), edge)
                ? 0
                : edge.calls();
    }

    private static boolean missing(FleetPicture picture, Habit habit) {
        return habit.missing(picture.now().nanos(), homeRatio(picture));
    }

    /** Of the calls of its own numbers the part that the table leaves here, over its services. */
    private static double homeRatio(FleetPicture picture) {
        return picture.policy().servicesOf(picture.self()).stream()
                        .map(Service::name)
                        .mapToInt(
                                service ->
                                        picture.state()
                                                .table()
                                                .shares(picture.self(), service)
                                                .getOrDefault(picture.self(), 0))
                        .average()
                        .orElse(100)
                / 100;
    }

    private static String routers(long reachable, int all) {
        if (all == 0) {
            return "";
        }
        String some = reachable + " of " + all + " routers answer, ";
        return reachable > 0 ? some : (all == 1 ? "its router does not answer, " : some);
    }

    private static String calls(Habit habit, double gap) {
        if (habit.calls() == 0) {
            return "no call was seen yet";
        }
        String last = String.format(Locale.ROOT, "last call %.0f s ago", gap);
        return habit.learnt()
                ? last
                        + String.format(
                                Locale.ROOT, ", usual are %.1f calls/s", habit.callsPerSecond())
                : last;
    }

    private static Word word(FleetPicture picture, Reach reach, String sentence, long samples) {
        return new Word(
                picture.self(),
                Word.View.OWN,
                picture.self(),
                reach,
                sentence,
                (int) Math.min(Integer.MAX_VALUE, samples));
    }
}
