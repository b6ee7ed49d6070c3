package dev.signalbox.model.fleet;

import dev.signalbox.model.measure.ProbeState;
import dev.signalbox.model.measure.WindowMeasures;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.target.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trunk as its agent reports it.
 *
 * @param carrierTitle the name people use
 * @param uri where it goes
 * @param finding what is the matter in words, empty when nothing is
 * @param sharePercent share of its usual new calls, 0 to 100
 * @param windows 10 s, 1 min and 5 min, in this order
 * @param lastTrafficAgeMillis age of the last mirrored message when this was reported, null when
 *     there was none
 */
public record TrunkView(
        Target.Trunk target,
        String carrierTitle,
        Trunk.Direction direction,
        String uri,
        TrunkState state,
        String finding,
        int sharePercent,
        ProbeState options,
        ProbeState testCall,
        int liveCalls,
        int channels,
        double callsPerSecond,
        List<WindowMeasures> windows,
        @Nullable Long lastTrafficAgeMillis) {}
