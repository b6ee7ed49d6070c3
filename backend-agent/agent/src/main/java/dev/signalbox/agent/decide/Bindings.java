package dev.signalbox.agent.decide;

import dev.signalbox.model.target.Target;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the fleet decided that binds this region's automation: as far as it was heard here, and kept
 * while the region is cut off.
 *
 * @param pinned targets automation may not touch
 * @param brakeBy who stopped automation in the whole fleet, empty when nobody did
 * @param callsAway calls of this region's numbers are delivered elsewhere: that none arrive is no
 *     fault of anybody
 * @param unheard regions whose agents do not report now: what becomes of the media there is not
 *     known
 */
public record Bindings(Set<Target> pinned, String brakeBy, boolean callsAway, Set<String> unheard) {

    /** Nothing binds. */
    public static final Bindings NONE = new Bindings(Set.of(), "", false);

    public Bindings {
        pinned = Collections.unmodifiableSet(new TreeSet<>(pinned));
        unheard = Collections.unmodifiableSet(new TreeSet<>(unheard));
    }

    /** With every agent heard of. */
    public Bindings(Set<Target> pinned, String brakeBy, boolean callsAway) {
        this(pinned, brakeBy, callsAway, Set.of());
    }

    boolean braked() {
        return !brakeBy.isEmpty();
    }

    /** A pin of the target itself, or of the whole region. */
    boolean pins(Target target, String region) {
        return pinned.contains(target) || pinned.contains(new Target.Region(region));
    }
}
