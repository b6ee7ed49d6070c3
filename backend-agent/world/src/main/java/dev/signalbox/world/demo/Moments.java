package dev.signalbox.world.demo;

import dev.signalbox.model.target.Target;
import dev.signalbox.world.story.Story;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * When pictures of the console are worth taking: calm, then of everything that breaks just broken
 * and found, of what comes back by stages returning, and at last well again.
 */
final class Moments {

    private static final Duration BEFORE = Duration.ofSeconds(4);
    private static final Duration BROKEN = Duration.ofSeconds(3);
    private static final Duration FOUND = Duration.ofSeconds(12);
    private static final Duration TRUNK_RETURNING = Duration.ofSeconds(18);
    private static final Duration PROVIDER_RETURNING = Duration.ofSeconds(7);

    private Moments() {}

    /**
     * The moments of a story, counted from its start.
     *
     * @param length how long the demo runs; later moments are left out
     */
    static List<Duration> of(Story story, Duration length) {
        TreeSet<Duration> moments = new TreeSet<>();
        story.steps().stream()
                .findFirst()
                .ifPresent(first -> moments.add(first.at().minus(BEFORE)));
        for (Story.Step step : story.steps()) {
            if (step.verb().breaks()) {
                moments.add(step.at().plus(BROKEN));
                moments.add(step.at().plus(FOUND));
            } else if (step.target() instanceof Target.Trunk) {
                moments.add(step.at().plus(TRUNK_RETURNING));
            } else if (step.target() instanceof Target.Provider) {
                moments.add(step.at().plus(PROVIDER_RETURNING));
            }
        }
        moments.add(story.end().minus(BROKEN));
        Duration last = length.minusSeconds(2);
        return moments.stream()
                .filter(moment -> moment.isPositive() && moment.compareTo(last) <= 0)
                .toList();
    }

    /** For the console's command line, for example {@code 16s,23s}. */
    static String text(List<Duration> moments) {
        return moments.stream().map(m -> m.toSeconds() + "s").collect(Collectors.joining(","));
    }
}
