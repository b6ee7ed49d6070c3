/**
 * Callers who hear nothing in the agent's turn, from RTCP and spans. Imports the model,
 * agent.measure and the JDK.
 */
@NullMarked
package dev.signalbox.agent.measure.silence;

import org.jspecify.annotations.NullMarked;
