package dev.signalbox.agent.measure;

import dev.signalbox.model.measure.ProbeState;
import dev.signalbox.model.measure.Symptom;
import dev.signalbox.model.policy.Thresholds;
import dev.signalbox.model.target.Target;

/**
 * Sees that a trunk that used to answer our OPTIONS does not any more. One that never answered is
 * unprobeable, which proves nothing. On: {@code optionsMisses} in a row. Off: {@code optionsGood}
 * answers in a row.
 */
final class MissedOptions {

    private final Target.Trunk trunk;
    private final ProbeTrack track;
    private final Latch latch = new Latch();
    private int missesWorst;
    private long newestNanos;

    MissedOptions(Target.Trunk trunk, Thresholds thresholds) {
        this.trunk = trunk;
        this.track = new ProbeTrack(thresholds.optionsMisses(), thresholds.optionsGood());
    }

    void accept(boolean good, boolean answered, long nanos) {
        track.accept(good, answered);
        newestNanos = nanos;
        latch.set(track.failed(), nanos);
        missesWorst = latch.isOn() ? Math.max(missesWorst, track.missesInARow()) : 0;
    }

    /** The answers of late may have come while nobody took them in. */
    void stood() {
        if (!latch.isOn()) {
            track.forgetMisses();
        }
    }

    ProbeState state() {
        return track.state();
    }

    Latch latch() {
        return latch;
    }

    /** The symptom as it stands; asked only while it is on. */
    Symptom symptom() {
        return new Symptom(
                trunk,
                Symptom.Kind.OPTIONS_MISSED,
                Symptom.Source.PROBE,
                latch.sinceNanos(),
                newestNanos,
                missesWorst,
                missesWorst + " OPTIONS in a row missed or refused");
    }
}
