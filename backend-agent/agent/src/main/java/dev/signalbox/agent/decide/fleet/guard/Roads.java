package dev.signalbox.agent.decide.fleet.guard;

import dev.signalbox.agent.decide.fleet.FleetPicture;
import dev.signalbox.model.target.Target;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the media between two regions says about a plan. It is measured by the agents at both ends:
 * where one of them is not heard of, nothing is known, and nothing speaks against the other.
 */
public enum Roads {
    /** Between regions of the plan, and both ends are heard of. */
    SPEAKS,
    /** One end has no part in the plan: worth reading, no reason to stop. */
    ASIDE,
    /** The agent at one end is not heard of, or its region is lost or cut off. */
    NOT_KNOWN;

    /**
     * What one road says now.
     *
     * @param touched regions that have to do with the plan
     */
    public static Roads of(FleetPicture picture, Set<String> touched, Target.Path path) {
        if (!picture.heard(path.from()) || !picture.heard(path.to())) {
            return NOT_KNOWN;
        }
        return touched.contains(path.from()) && touched.contains(path.to()) ? SPEAKS : ASIDE;
    }

    /** The end that is not heard of; the first when neither is. */
    static String unheard(FleetPicture picture, Target.Path path) {
        return Stream.of(path.from(), path.to())
                .filter(region -> !picture.heard(region))
                .findFirst()
                .orElse(path.from());
    }
}
