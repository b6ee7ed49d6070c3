package dev.signalbox.model.fleet;

import dev.signalbox.model.ai.Rung;
import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.target.Target;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service in one region: its rung of the ladder and its provider chains.
 *
 * @param title the name people use
 * @param severity how bad it is for its callers
 * @param finding what is the matter in words, empty when nothing is
 * @param rungSince when it came to this rung, null while it has been on it since the agent started
 * @param rungReason why it is not primary, empty when it is
 * @param chains one for each stage it needs
 */
public record ServiceView(
        Target.Service target,
        String title,
        Severity severity,
        String finding,
        Rung rung,
        @Nullable Instant rungSince,
        String rungReason,
        List<ChainView> chains) {

    public ServiceView {
        chains = List.copyOf(chains);
    }

    /** The providers of one stage, most preferred first. */
    public record ChainView(Stage stage, List<LinkView> links) {

        public ChainView {
            links = List.copyOf(links);
        }
    }

    /**
     * One provider of a chain.
     *
     * @param sharePercent of new calls that would go to it, 0 to 100
     * @param rung the best the service can do with it
     * @param inUse new calls go to it now
     */
    public record LinkView(Target.Provider provider, int sharePercent, Rung rung, boolean inUse) {}
}
