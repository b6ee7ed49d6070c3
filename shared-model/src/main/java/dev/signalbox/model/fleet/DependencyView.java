package dev.signalbox.model.fleet;

import dev.signalbox.model.target.Target;
import org.jspecify.annotations.Nullable;

/**
 * Something that conversations need beside AI: CRM, knowledge base, database.
 *
 * @param severity how bad it is
 * @param finding what is the matter in words, empty when nothing is
 * @param calls in the last minute
 * @param failed of these
 * @param ageMillis age of the last report when this was reported, null when there is none
 */
public record DependencyView(
        Target.Dependency target,
        Severity severity,
        String finding,
        long calls,
        long failed,
        @Nullable Long ageMillis) {}
