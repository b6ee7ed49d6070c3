package dev.signalbox.agent.measure.silence;

import dev.signalbox.model.measure.ServicePicture;
import dev.signalbox.model.measure.Symptom;
import dev.signalbox.model.target.Target;
import java.util.List;

/**
 * Sees that callers of one service hear silence. On: 3 calls at the same time, or 2 that are a
 * tenth of at least 5 judged ones. Off: none, or one that is less than a twentieth, for 3 s.
 */
final class SilentCalls {

    static final int SILENT_MIN = 3;
    static final int JUDGED_MIN = 5;
    private static final int SILENT_OF_FEW_MIN = 2;
    private static final double RATIO_ON = 0.10;
    private static final double RATIO_OFF = 0.05;
    private static final long HOLD_NANOS = 3_000_000_000L;

    private final Target.Service service;
    private int counting;
    private int countingSilent;
    private int judged;
    private int silent;
    private boolean on;
    private long sinceNanos;
    private long badNanos;
    private long flips;

    SilentCalls(Target.Service service) {
        this.service = service;
    }

    /** One live call of the round that {@link #advance} ends. */
    void judged(boolean isSilent) {
        counting++;
        countingSilent += isSilent ? 1 : 0;
    }

    /** Ends a round. @return how often the symptom came or went so far */
    long advance(long nanos) {
        judged = counting;
        silent = countingSilent;
        counting = 0;
        countingSilent = 0;
        boolean many =
                silent >= SILENT_MIN
                        || (judged >= JUDGED_MIN
                                && silent >= SILENT_OF_FEW_MIN
                                && silent >= RATIO_ON * judged);
        boolean still = silent > 1 || (silent == 1 && silent >= RATIO_OFF * judged);
        if (many || (on && still)) {
            badNanos = nanos;
        }
        boolean wanted = on ? nanos - badNanos < HOLD_NANOS : many;
        if (wanted != on) {
            on = wanted;
            sinceNanos = nanos;
            flips++;
        }
        return flips;
    }

    ServicePicture picture(long nanos) {
        if (!on) {
            return new ServicePicture(service, List.of());
        }
        Symptom symptom =
                new Symptom(
                        service,
                        Symptom.Kind.SILENT_CALLS,
                        Symptom.Source.WORKERS,
                        sinceNanos,
                        nanos - badNanos > 0 ? badNanos : nanos,
                        judged,
                        silent + " of " + judged + " callers hear nothing in the agent's turn");
        return new ServicePicture(service, List.of(symptom));
    }
}
