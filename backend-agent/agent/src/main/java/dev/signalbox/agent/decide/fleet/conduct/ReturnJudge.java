package dev.signalbox.agent.decide.fleet.conduct;

import dev.signalbox.agent.decide.fleet.conduct.HomeShares.Share;
import dev.signalbox.agent.decide.fleet.conduct.StageJudge.Ruling;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether calls really come back in a stage of a return. Some of a region's calls arrive at home
 * whatever its door does: only what comes beyond them proves anything. While too few are moved to
 * be told apart, the stage goes on after a wait and says so; the last one has to be proven.
 */
final class ReturnJudge {

    /** So many deviations above what stays anyway are no chance, however often one looks. */
    private static final double PROOF_DEVIATIONS = 2.5;

    /** From so many on the moved calls must show. */
    private static final double SHOW_DEVIATIONS = 4;

    private final Course course;
    private final Arrived arrived;
    private final ConductLimits limits;

    ReturnJudge(Course course, Arrived arrived, ConductLimits limits) {
        this.course = course;
        this.arrived = arrived;
        this.limits = limits;
    }

    /**
     * @param before where the calls arrived before this stage, empty when that was not seen
     * @param millis since the doors were set
     */
    Ruling judge(Optional<Share> before, long millis) {
        if (millis < limits.stageHold().toMillis()) {
            return new Ruling.Waits();
        }
        boolean waited = millis >= limits.stageWaitMax().toMillis();
        return before.isPresent() ? known(before.get(), waited) : unknown(waited);
    }

    private Ruling known(Share before, boolean waited) {
        double all = arrived.there() + arrived.elsewhere();
        double staying = all * before.ratio();
        double moved = all * (1 - before.ratio()) * course.movedNowRatio();
        double deviation =
                Math.sqrt(all * before.ratio() * (1 - before.ratio()) * (1 + all / before.all()));
        double beyond = arrived.there() - staying;
        boolean enough = beyond >= moved * StageJudge.ARRIVED_RATIO_MIN;
        if (enough && beyond >= limits.stageCalls() && beyond >= PROOF_DEVIATIONS * deviation) {
            return new Ruling.Verified(sentence(staying));
        }
        if (!waited) {
            return new Ruling.Waits();
        }
        boolean shows = moved >= StageJudge.EXPECTED_MIN && moved >= SHOW_DEVIATIONS * deviation;
        if (shows && !enough) {
            return new Ruling.Held(
                    String.format(
                            Locale.ROOT,
                            "%d calls arrived in %s, about %.0f of which always do; about %.0f more were expected: the front door says that it holds the routes, calls do not follow",
                            arrived.there(),
                            course.targetTitles(),
                            staying,
                            moved));
        }
        boolean quiet = course.lastStage() && arrived.elsewhere() == 0 && arrived.there() > 0;
        return quiet || (!course.lastStage() && all > 0 && !shows)
                ? new Ruling.Verified(
                        sentence(staying)
                                + String.format(
                                        Locale.ROOT,
                                        ". That calls follow does not show yet: about %.1f more were expected",
                                        moved))
                : new Ruling.Waits();
    }

    /** Nobody saw what was before: only calls that still arrive elsewhere speak. */
    private Ruling unknown(boolean waited) {
        if (course.lastStage()) {
            long all = arrived.there() + arrived.elsewhere();
            boolean left = arrived.elsewhere() > all * StageJudge.ARRIVED_RATIO_MIN;
            if (left && waited && all >= StageJudge.EXPECTED_MIN) {
                return new Ruling.Held(
                        String.format(
                                Locale.ROOT,
                                "%d of %d calls still arrive elsewhere than in %s: the front door says that it holds the routes, calls do not follow",
                                arrived.elsewhere(),
                                all,
                                course.targetTitles()));
            }
            boolean there = arrived.there() >= limits.stageCalls() || (waited && all > 0);
            return there && !left
                    ? new Ruling.Verified(StageJudge.sentence(course, arrived))
                    : new Ruling.Waits();
        }
        return waited && arrived.there() > 0
                ? new Ruling.Verified(
                        StageJudge.sentence(course, arrived)
                                + ". How many of them always do was not seen; a later stage shows whether calls follow")
                : new Ruling.Waits();
    }

    private String sentence(double staying) {
        return StageJudge.sentence(course, arrived)
                + (staying >= 0.5
                        ? String.format(Locale.ROOT, "; about %.0f of them always do", staying)
                        : "");
    }
}
