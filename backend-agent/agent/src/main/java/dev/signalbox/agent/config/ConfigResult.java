package dev.signalbox.agent.config;

import java.util.List;

/** What came of reading the configuration: all of it, or all that is wrong with it. */
public sealed interface ConfigResult {

    /** Both files are free of errors. */
    record Loaded(AgentConfig config) implements ConfigResult {}

    /**
     * Nothing may be started from these files.
     *
     * @param errors of both files, sorted by file and line, never empty
     */
    record Refused(List<ConfigError> errors) implements ConfigResult {
        public Refused {
            errors = List.copyOf(errors);
        }
    }
}
