package dev.signalbox.model.ai;

/** How a call to a provider or a dependency ended. */
public enum CallResult {
    /** It answered. */
    OK,
    /** HTTP 5xx or the provider's own word for it. */
    SERVER_ERROR,
    /** HTTP 429, quota or rate limit: it lives. */
    QUOTA,
    /** Nothing came in the worker's own time. */
    TIMEOUT,
    /** It could not be reached: refused, reset, no address. */
    CONNECTION,
    /** HTTP 4xx but 429: what was asked was wrong, or our credentials are. */
    CLIENT_ERROR,
    /** The worker gave it up itself, for example because the caller interrupted. */
    CANCELLED,
    /** It failed and did not say how. */
    OTHER_ERROR;

    /** Speaks for a dead provider. */
    public boolean dead() {
        return switch (this) {
            case SERVER_ERROR, TIMEOUT, CONNECTION, OTHER_ERROR -> true;
            case OK, QUOTA, CLIENT_ERROR, CANCELLED -> false;
        };
    }

    /** The caller got nothing from it. */
    public boolean failed() {
        return this != OK && this != CANCELLED;
    }
}
