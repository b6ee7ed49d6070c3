package dev.signalbox.agent.decide.fleet.guard;

import dev.signalbox.agent.decide.fleet.FleetPicture;
import dev.signalbox.model.fleet.TrunkState;
import dev.signalbox.model.fleet.TrunkView;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.target.Target;

/**
 * A region whose calls were taken away looks as if its inbound carriers had fallen silent. That is
 * what was asked for, and no reason against giving the calls back.
 */
public final class Emptied {

    private Emptied() {}

    /** True when that explains what is said against {@code about}. */
    public static boolean explains(FleetPicture picture, Target about) {
        return about instanceof Target.Trunk trunk
                && !picture.state().table().door(trunk.region()).isEmpty()
                && picture.policy()
                        .trunk(trunk)
                        .filter(t -> t.direction() == Trunk.Direction.INBOUND)
                        .isPresent();
    }

    /** True for a trunk that is broken, and not only silent because its region was emptied. */
    static boolean fails(FleetPicture picture, TrunkView trunk) {
        return trunk.state() == TrunkState.EXCLUDED
                || (trunk.state() == TrunkState.FAILING && !explains(picture, trunk.target()));
    }

    /** True for a trunk that can carry new calls as it is now. */
    static boolean usable(FleetPicture picture, TrunkView trunk) {
        return trunk.sharePercent() > 0 && !fails(picture, trunk);
    }
}
