package dev.signalbox.world.quorum;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A fault.
 *
 * @param member whom it hits; for a one-way cut whose words are not heard
 * @param millis how long it lasts
 */
record Fault(Kind kind, String member, long millis) {

    private static final long STOP_MILLIS = 5_000;
    private static final long SHORTEST_MILLIS = 500;
    private static final long LONGEST_MILLIS = 2_500;

    /** What goes wrong. */
    enum Kind {
        /** SIGKILL, started again afterwards. */
        KILL,
        /** SIGSTOP, SIGCONT afterwards. */
        STOP,
        /** Nothing reaches it or comes from it. */
        CUT,
        /** Nothing comes from it; it hears the others. */
        ONE_WAY_CUT,
        /** SIGKILL to all at once. */
        RESTART_ALL
    }

    /** One fault, and in one schedule of three a second one that begins in the middle of it. */
    static List<Fault> schedule(RandomGenerator random, List<String> members) {
        List<Fault> faults = new ArrayList<>();
        faults.add(one(random, members));
        if (random.nextInt(3) == 0) {
            faults.add(one(random, members));
        }
        return faults;
    }

    private static Fault one(RandomGenerator random, List<String> members) {
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        long millis =
                kind == Kind.STOP ? STOP_MILLIS : random.nextLong(SHORTEST_MILLIS, LONGEST_MILLIS);
        return new Fault(kind, members.get(random.nextInt(members.size())), millis);
    }
}
