package dev.signalbox.agent.trust;

import java.time.Instant;

/**
 * Somebody was not let in, or not given what they asked for.
 *
 * @param who by their certificate: {@code ada (viewer)}; of one that is not believed its subject
 *     and issuer
 * @param what they asked for: {@code SetBrake}, or {@code handshake}
 * @param code why in one word: {@code permission_denied}, {@code unauthenticated}
 * @param sentence why, for people; with how often when it was more than once
 */
public record Refusal(Instant at, String who, String what, String code, String sentence) {}
