package dev.signalbox.world.voice;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an evacuation really did to callers. Pure.
 *
 * @param answeredCallsUp calls of the region that were up at some moment of it
 * @param answeredCallsLost of these, ended although neither party hung up
 * @param answeredCallsEnded of these, ended because a party hung up
 * @param answeredCallsLeft of these, still up
 * @param lastStageToAllMillis from the last stage's decision until the first new call after which
 *     none went elsewhere than to the targets; null when there was no such call
 * @param movedCalls new calls of the region that the targets took since the first stage
 */
public record EvacuationTruth(
        long answeredCallsUp,
        long answeredCallsLost,
        long answeredCallsEnded,
        long answeredCallsLeft,
        @Nullable Long lastStageToAllMillis,
        long movedCalls) {

    /**
     * An evacuation.
     *
     * @param home the region that is evacuated
     * @param targets that take its calls
     * @param staying services that may not move
     * @param firstStageAt when its first stage was applied
     * @param lastStageAt when its last stage was decided
     * @param until when its return began, or now
     */
    public record Evacuation(
            String home,
            Set<String> targets,
            Set<String> staying,
            Instant firstStageAt,
            Instant lastStageAt,
            Instant until) {
        public Evacuation {
            targets = Set.copyOf(targets);
            staying = Set.copyOf(staying);
        }

        private boolean moves(CallBook.Call call) {
            return !call.emergency() && !staying.contains(call.service());
        }

        private boolean up(CallBook.Call call) {
            Instant answeredAt = call.answeredAt();
            Instant endedAt = call.endedAt();
            return answeredAt != null
                    && answeredAt.isBefore(until)
                    && (endedAt == null || !endedAt.isBefore(firstStageAt));
        }
    }

    /**
     * What it did.
     *
     * @param calls in the order in which they began
     */
    public static EvacuationTruth of(List<CallBook.Call> calls, Evacuation evacuation) {
        List<CallBook.Call> own =
                calls.stream().filter(call -> call.home().equals(evacuation.home())).toList();
        List<CallBook.Call> up = own.stream().filter(evacuation::up).toList();
        List<CallBook.Call> moving =
                own.stream()
                        .filter(evacuation::moves)
                        .filter(call -> !call.startedAt().isBefore(evacuation.firstStageAt()))
                        .filter(call -> call.startedAt().isBefore(evacuation.until()))
                        .toList();
        return new EvacuationTruth(
                up.size(),
                count(up, CallBook.End.DROPPED),
                count(up, CallBook.End.HUNG_UP),
                count(up, CallBook.End.NONE),
                lastStageToAllMillis(moving, evacuation),
                moving.stream().filter(c -> evacuation.targets().contains(c.handler())).count());
    }

    private static long count(List<CallBook.Call> calls, CallBook.End end) {
        return calls.stream().filter(call -> call.end() == end).count();
    }

    private static @Nullable Long lastStageToAllMillis(
            List<CallBook.Call> moving, Evacuation evacuation) {
        Instant all = null;
        for (CallBook.Call call : moving) {
            if (call.startedAt().isBefore(evacuation.lastStageAt())) {
                continue;
            }
            if (!evacuation.targets().contains(call.handler())) {
                all = null;
            } else if (all == null) {
                all = call.startedAt();
            }
        }
        return all == null ? null : Duration.between(evacuation.lastStageAt(), all).toMillis();
    }
}
