package dev.signalbox.model.policy;

import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.util.List;

/**
 * An AI provider in one model region.
 *
 * @param target stage, name, model region
 * @param title the name people use
 * @param jurisdiction where it handles what callers say
 * @param names what spans call it, lower case; its own name is one of them
 * @param hosts addresses by which spans that name no model region are matched
 * @param firstResponseMax a first token, audio or transcript that comes later is slow
 */
public record Provider(
        Target.Provider target,
        String title,
        String jurisdiction,
        List<String> names,
        List<String> hosts,
        Duration firstResponseMax) {

    public Provider {
        names = List.copyOf(names);
        hosts = List.copyOf(hosts);
    }

    /** The part of a conversation it serves. */
    public Stage stage() {
        return Stage.of(target.stage()).orElseThrow();
    }
}
