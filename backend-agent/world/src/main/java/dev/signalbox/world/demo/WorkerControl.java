package dev.signalbox.world.demo;

import dev.signalbox.model.cause.Tag;
import dev.signalbox.model.target.Target;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the demo does with the voice workers of its world, and what they know of themselves. All
 * methods are called from any thread.
 */
interface WorkerControl extends AutoCloseable {

    /** From now on every call to it is answered with an error. */
    void fail(Target.Provider provider);

    /** From now on it answers late. */
    void slow(Target.Provider provider);

    /** It is well again. */
    void heal(Target.Provider provider);

    /** A release of the service misunderstands callers from now on. */
    void misunderstand(Target.Service service);

    /** The release was rolled back. */
    void rollBack(Target.Service service);

    /** Why calls that have ended really ended, by Call-ID. */
    Map<String, Tag> causes();

    /** Calls that were put on a provider that the call before was not put on, oldest first. */
    List<Use> uses();

    /** When calls to a provider failed, in one region, oldest first. */
    List<Failure> failures();

    /** Spans handed to the network so far. */
    long spansSent();

    @Override
    void close();

    /** A new call was put on a provider. */
    record Use(Instant at, String region, Target.Provider provider) {}

    /** A call to a provider failed. */
    record Failure(Instant at, String region, Target.Provider provider) {}
}
