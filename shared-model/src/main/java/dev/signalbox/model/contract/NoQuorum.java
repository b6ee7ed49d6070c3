package dev.signalbox.model.contract;

import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;

/**
 * How an agent says that it is there and has no quorum: without the mark, {@code UNAVAILABLE} would
 * look like an agent that does not answer.
 */
public final class NoQuorum {

    private static final Metadata.Key<String> REASON =
            Metadata.Key.of("signalbox-reason", Metadata.ASCII_STRING_MARSHALLER);

    private static final String NO_QUORUM = "no-quorum";

    private NoQuorum() {}

    /** The mark, for the end of a call. */
    public static Metadata mark() {
        Metadata trailers = new Metadata();
        trailers.put(REASON, NO_QUORUM);
        return trailers;
    }

    /** Whether an agent ended the call so. */
    public static boolean isMarked(StatusRuntimeException failure) {
        Metadata trailers = failure.getTrailers();
        return trailers != null && NO_QUORUM.equals(trailers.get(REASON));
    }
}
