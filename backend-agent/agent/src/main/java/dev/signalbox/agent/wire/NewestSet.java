package dev.signalbox.agent.wire;

import java.util.LinkedHashSet;

/**
 * Remembers the newest of what it was given, a bounded number; to be guarded by its owner.
 *
 * @param <T> what is remembered, with equals and hashCode
 */
final class NewestSet<T> {

    private final LinkedHashSet<T> members = new LinkedHashSet<>();
    private final int membersMax;

    NewestSet(int membersMax) {
        this.membersMax = membersMax;
    }

    boolean contains(T member) {
        return members.contains(member);
    }

    /** False when it was there; when full, the oldest is forgotten. */
    boolean add(T member) {
        if (!members.add(member)) {
            return false;
        }
        if (members.size() > membersMax) {
            members.removeFirst();
        }
        return true;
    }
}
