package dev.signalbox.agent;

import dev.signalbox.agent.quorum.Quorum;
import dev.signalbox.agent.trust.Refusal;
import dev.signalbox.model.quorum.FleetAnswer;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.time.Now;
import dev.signalbox.model.time.NowSource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Attempts that were refused here, kept until the fleet has them on record: one that was made while
 * there was no quorum is told when there is one again. Bounded, in memory. Any thread.
 */
final class Refusals {

    /** Different refusals that are kept; of the others it is only told how many. */
    static final int KEPT_MAX = 256;

    /** What is told later than this says when it was. */
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    private static final long AGAIN_MILLIS = 1_000;

    private final Asks asks;
    private final NowSource clock;
    private final Map<Kind, Kept> kept = new LinkedHashMap<>();
    private long dropped;
    private boolean underWay;
    private @Nullable Long failedNanos;

    private record Kind(String who, String what, String code) {}

    /**
     * One that is not on record yet.
     *
     * @param askId the same each time it is told, so that it is on record once
     */
    private record Kept(String askId, Instant at, String sentence, int times) {}

    Refusals(Asks asks, NowSource clock) {
        this.asks = asks;
        this.clock = clock;
    }

    /**
     * One more.
     *
     * @param who with their role, or what a stranger's certificate says
     * @param what they asked for
     * @param code why not, in one word
     * @param sentence why not, for people
     */
    synchronized void add(String who, String what, String code, String sentence) {
        Kind kind = new Kind(who, what, code);
        Kept before = kept.get(kind);
        if (before != null) {
            kept.put(kind, new Kept(before.askId(), before.at(), sentence, before.times() + 1));
        } else if (kept.size() >= KEPT_MAX) {
            dropped++;
        } else {
            kept.put(kind, new Kept(asks.next().id(), clock.now().wall(), sentence, 1));
        }
    }

    /** One more, made at a door of this agent. */
    void add(Refusal refusal) {
        add(refusal.who(), refusal.what(), refusal.code(), refusal.sentence());
    }

    /** Tells the fleet of the oldest, and when that is on record of the next. */
    void look(Quorum quorum, Now now) {
        FleetCommand command;
        Kind kind;
        synchronized (this) {
            Long failed = failedNanos;
            boolean pause = failed != null && now.millisSince(failed) < AGAIN_MILLIS;
            if (underWay || pause) {
                return;
            }
            if (kept.isEmpty()) {
                if (dropped == 0) {
                    return;
                }
                long more = dropped;
                dropped = 0;
                add("many", "several", "many", more + " refusals more, not kept one by one");
            }
            kind = kept.keySet().iterator().next();
            command = report(kind, kept.get(kind), now);
            underWay = true;
        }
        var _ =
                quorum.submit(command)
                        .whenComplete((answer, _) -> answered(quorum, kind, command, answer));
    }

    private FleetCommand report(Kind kind, @Nullable Kept refusal, Now now) {
        if (refusal == null) {
            throw new IllegalStateException("it was kept");
        }
        String times = refusal.times() > 1 ? " (" + refusal.times() + " times)" : "";
        String late =
                Duration.between(refusal.at(), now.wall()).compareTo(AT_ONCE) > 0
                        ? " (at "
                                + refusal.at().truncatedTo(ChronoUnit.SECONDS)
                                + ", told later: there was no quorum)"
                        : "";
        return new FleetCommand.ReportRefusal(
                new FleetCommand.Ask(refusal.askId(), asks.region(), now.wall()),
                kind.who(),
                kind.what(),
                kind.code(),
                refusal.sentence() + times + late);
    }

    private void answered(
            Quorum quorum, Kind kind, FleetCommand command, @Nullable FleetAnswer answer) {
        Now now = clock.now();
        synchronized (this) {
            underWay = false;
            if (!(answer instanceof FleetAnswer.Done)) {
                failedNanos = now.nanos();
                return;
            }
            failedNanos = null;
            Kept told = kept.get(kind);
            if (told != null && told.askId().equals(command.ask().id())) {
                kept.remove(kind);
            }
        }
        look(quorum, now);
    }
}
