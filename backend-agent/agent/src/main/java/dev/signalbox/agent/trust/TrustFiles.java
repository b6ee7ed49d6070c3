package dev.signalbox.agent.trust;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * PEM files all.
 *
 * @param certificate this agent's own
 * @param key its private key, PKCS #8
 * @param agents the authority that signs agents
 * @param people the authority that signs people
 * @param revoked certificates that are not believed any more, null without
 */
public record TrustFiles(
        Path certificate, Path key, Path agents, Path people, @Nullable Path revoked) {}
