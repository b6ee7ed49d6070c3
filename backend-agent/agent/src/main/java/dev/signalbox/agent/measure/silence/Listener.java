package dev.signalbox.agent.measure.silence;

import dev.signalbox.model.net.IpEndpoint;
import org.jspecify.annotations.Nullable;

/** One call that may hear silence. */
final class Listener {

    final RtpFlow flow = new RtpFlow();
    final String name;
    String service = "";
    @Nullable String traceId;
    boolean answered;
    @Nullable IpEndpoint local;
    @Nullable IpEndpoint carrier;
    long newestNanos;

    /** Spans told of a turn at least once. */
    boolean spans;

    /** The caller's last word ended then, on the local clock, and no sound is known since. */
    @Nullable Long askedNanos;

    /** The newest sound of the agent, on the local clock. */
    @Nullable Long soundNanos;

    /** What is waited for, in words. */
    String waitingFor = "";

    /** Counted as silent since then. */
    @Nullable Long silentSinceNanos;

    boolean bySpans;

    Listener(String name) {
        this.name = name;
    }

    boolean known(long nanos) {
        return spans || flow.known(nanos);
    }
}
