package dev.signalbox.agent.stream;

import dev.signalbox.model.fleet.AgentStatus;
import org.jspecify.annotations.Nullable;

/**
 * What became of a command to the brake.
 *
 * @param recordId of the journal record that was written, null when nothing changed
 * @param brake as it is now, null when automation runs
 */
public record BrakeOutcome(@Nullable String recordId, AgentStatus.@Nullable BrakeView brake) {}
