package dev.signalbox.agent.decide.fleet.conduct;

import dev.signalbox.model.change.Plan;
import dev.signalbox.model.quorum.RegionVerdict;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a stage's calls really arrive where they were sent: a door may say that it holds a table
 * and do nothing.
 */
final class StageJudge {

    /** Below so many expected calls, none is no sign of anything (Poisson: e^-6 is 1 in 400). */
    static final double EXPECTED_MIN = 6;

    /** With fewer than this share of the expected calls the door does not do what it says. */
    static final double ARRIVED_RATIO_MIN = 1.0 / 3;

    /** So many expected calls are waited for before none of them holds a stage (1 in 150). */
    private static final double WAITED_CALLS = 5;

    /** But no longer than this. */
    private static final Duration WAIT_MAX = Duration.ofMinutes(10);

    private StageJudge() {}

    /** What becomes of a stage. */
    sealed interface Ruling {
        /** Its calls arrive. */
        record Verified(String sentence) implements Ruling {}

        /** They do not. */
        record Held(String reason) implements Ruling {}

        /** It is too early to say. */
        record Waits() implements Ruling {}
    }

    /**
     * @param before of a return: where calls arrived before this stage, empty when not seen
     * @param millis since the doors were set
     */
    static Ruling judge(
            Course course,
            Arrived arrived,
            Optional<HomeShares.Share> before,
            long millis,
            ConductLimits limits) {
        if (course.plan().kind().back()) {
            return new ReturnJudge(course, arrived, limits).judge(before, millis);
        }
        double expected = expected(course, arrived, millis);
        boolean few = expected >= EXPECTED_MIN && arrived.there() < expected * ARRIVED_RATIO_MIN;
        boolean watched = millis >= limits.stageHold().toMillis();
        if (watched && !few && arrived.there() >= limits.stageCalls()) {
            return new Ruling.Verified(sentence(course, arrived));
        }
        if (millis < limits.stageWaitMax().toMillis() || !watched) {
            return new Ruling.Waits();
        }
        if (few) {
            return new Ruling.Held(
                    String.format(
                            Locale.ROOT,
                            "only %d calls arrived in %s where about %.0f were expected: the front door says that it holds the routes, calls do not follow",
                            arrived.there(),
                            course.targetTitles(),
                            expected));
        }
        if (arrived.there() > 0) {
            return new Ruling.Verified(
                    sentence(course, arrived)
                            + String.format(Locale.ROOT, "; quiet, about %.1f expected", expected));
        }
        return new Ruling.Waits();
    }

    /**
     * Calls that should have arrived. A dead region counts none, so there the plan's rate stands
     * in; a living one shows how many calls there are at all.
     */
    private static double expected(Course course, Arrived arrived, long millis) {
        double part = course.stageRatio();
        boolean dead = course.picture().state().verdict(course.source()) == RegionVerdict.LOST;
        if (dead) {
            double perMinute =
                    course.plan().moves().stream().mapToDouble(Plan.Move::callsPerMinute).sum();
            return perMinute / 60_000 * millis * part;
        }
        long services = course.policy().servicesOf(course.source()).size();
        long moved = course.plan().moves().stream().map(Plan.Move::service).distinct().count();
        double movedRatio = services == 0 ? 1 : Math.min(1, (double) moved / services);
        return (arrived.there() + arrived.elsewhere()) * part * movedRatio;
    }

    /**
     * How long a stage waits for a call before it is held: at least {@link ConductLimits#stageMax},
     * and longer when so few are to be expected that none would be no sign.
     */
    static long waitMillis(Course course, Arrived arrived, long millis, ConductLimits limits) {
        double expected = expected(course, arrived, millis);
        double most = WAIT_MAX.toMillis();
        double enough = expected <= 0 ? most : millis / expected * WAITED_CALLS;
        return Math.max(limits.stageMax().toMillis(), (long) Math.min(most, enough));
    }

    /** Why a stage in which nothing came is held. */
    static String nothingCame(Course course, Arrived arrived, long millis) {
        return String.format(
                Locale.ROOT,
                arrived.there() == 0
                        ? "no call arrived in %s for %d s, about %.0f were expected"
                        : "it does not show that calls arrive in %s after %d s, about %.0f were expected",
                course.targetTitles(),
                millis / 1000,
                expected(course, arrived, millis));
    }

    static String sentence(Course course, Arrived arrived) {
        return "%s of %s's numbers arrived in %s since the doors were set, %d failed"
                .formatted(
                        arrived.there() == 1 ? "1 call" : arrived.there() + " calls",
                        course.title(course.source()),
                        course.targetTitles(),
                        arrived.failed());
    }
}
