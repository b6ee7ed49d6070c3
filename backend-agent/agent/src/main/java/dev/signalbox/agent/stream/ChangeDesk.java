package dev.signalbox.agent.stream;

import dev.signalbox.model.change.ChangeStep;
import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.quorum.FleetAnswer;
import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Takes what operators want to change to where it is decided: the region's core or the quorum. What
 * cannot be done now (no quorum, too busy) fails the future with an {@link IllegalStateException}
 * in words; a refusal is an answer. The same request of the same person is done once, and answered
 * as the first time when it comes again.
 */
public interface ChangeDesk {

    /** The quorum did not answer in time: another agent may be in touch with it. */
    final class NoQuorumException extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        public NoQuorumException(String words, Throwable cause) {
            super(words, cause);
        }
    }

    /**
     * Who asks.
     *
     * @param requestId as their client named this one request, the same when it asks again because
     *     no answer came; empty when it did not
     */
    record Asker(Person person, String requestId) {}

    /**
     * What somebody asks to have planned.
     *
     * @param region in which a provider is left; empty otherwise
     * @param to the region that shall take the calls; empty to have it chosen
     */
    record Wish(PlanKind kind, Target target, String region, String to, String reason) {}

    /**
     * A plan, or why there is none.
     *
     * @param plan null when nothing could be computed
     * @param planId empty when nothing keeps it
     * @param refused null when it was kept
     */
    record Planned(
            @Nullable Plan plan,
            String planId,
            String hash,
            @Nullable Instant expiresAt,
            FleetAnswer.@Nullable Refused refused) {}

    /** Computes and keeps a plan; nothing moves. */
    CompletableFuture<Planned> plan(Asker by, Wish wish);

    /**
     * One step of a plan.
     *
     * @param hash of the plan as the asker saw it
     */
    CompletableFuture<FleetAnswer> step(Asker by, String planId, String hash, ChangeStep step);

    /** Keeps automation away from a target for some time, or lets it touch it again. */
    CompletableFuture<FleetAnswer> pin(
            Asker by, Target target, boolean on, String reason, Duration hold);

    /** Stops automation in the whole fleet, or lets it go on. */
    CompletableFuture<FleetAnswer> fleetBrake(Asker by, boolean on, String reason);

    /** A desk where nothing is decided. */
    static ChangeDesk closed(String why) {
        return new ChangeDesk() {
            @Override
            public CompletableFuture<Planned> plan(Asker by, Wish wish) {
                return CompletableFuture.failedFuture(new IllegalStateException(why));
            }

            @Override
            public CompletableFuture<FleetAnswer> step(
                    Asker by, String planId, String hash, ChangeStep step) {
                return CompletableFuture.failedFuture(new IllegalStateException(why));
            }

            @Override
            public CompletableFuture<FleetAnswer> pin(
                    Asker by, Target target, boolean on, String reason, Duration hold) {
                return CompletableFuture.failedFuture(new IllegalStateException(why));
            }

            @Override
            public CompletableFuture<FleetAnswer> fleetBrake(Asker by, boolean on, String reason) {
                return CompletableFuture.failedFuture(new IllegalStateException(why));
            }
        };
    }
}
