package dev.signalbox.world.worker;

/** How an AI provider is. */
public enum ProviderCondition {
    /** Answers every call in its usual time. */
    HEALTHY,
    /** Answers HTTP 503 to every call. */
    FAILS_503,
    /** Answers HTTP 429 to most calls. */
    QUOTA_429,
    /** Answers every call, with a first response that takes several times as long. */
    SLOW,
    /** Cannot be reached, or says nothing until the worker gives up. */
    DEAD
}
