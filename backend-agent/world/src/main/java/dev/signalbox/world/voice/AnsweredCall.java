package dev.signalbox.world.voice;

import dev.signalbox.model.cause.Tag;
import dev.signalbox.model.target.Target;
import dev.signalbox.world.traffic.CallPlan;
import java.time.Instant;

/** A call that is up. Used by the world's thread. */
public interface AnsweredCall {

    /** What was planned for it. */
    CallPlan plan();

    /** The trunk that carries it. */
    Target.Trunk trunk();

    /** Where its conversation puts what comes next. */
    Schedule schedule();

    /** The wall time of a moment of this world. */
    Instant wallAt(long nanos);

    /** How its media is now. */
    MediaCondition media();

    /** Whether the region's side sends RTP from now on; it does from the beginning. */
    void voiced(long now, boolean voiced);

    /**
     * Ends it; a second time does nothing.
     *
     * @param byHuman the person hangs up, else the region's side
     * @param cause what really was behind it
     */
    void hangUp(long now, boolean byHuman, Tag cause);
}
