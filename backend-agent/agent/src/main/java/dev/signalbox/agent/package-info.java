/**
 * The headless agent of one region: {@link dev.signalbox.agent.AgentMain} wires the stages in the
 * order of the data, {@link dev.signalbox.agent.CoreLoop} runs them. The only package that imports
 * several stages.
 */
@NullMarked
package dev.signalbox.agent;

import org.jspecify.annotations.NullMarked;
