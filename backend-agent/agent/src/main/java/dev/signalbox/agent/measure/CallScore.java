package dev.signalbox.agent.measure;

import dev.signalbox.model.target.Target;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an answered call was worth, once it is over.
 *
 * @param trunk that carried it
 * @param outbound the call was sent to the carrier
 * @param mos of the worse direction, ITU-T G.107 narrowband, 1 to 4.5: by the loss that RTCP told
 *     over the whole call, without delay, which a mirror in one place does not see, and without
 *     concealment; null when nobody told of loss or the codec has no place on that scale
 * @param falseAnswer false answer supervision: the carrier answered, and our end received not one
 *     packet of audio until the call was over, within seconds
 */
public record CallScore(
        Target.Trunk trunk, boolean outbound, @Nullable Double mos, boolean falseAnswer) {

    /** Own choice: nobody listens longer to nothing. */
    public static final long FALSE_ANSWER_NANOS_MAX = Duration.ofSeconds(10).toNanos();
}
