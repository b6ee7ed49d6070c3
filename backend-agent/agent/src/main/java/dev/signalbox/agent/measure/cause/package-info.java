/**
 * Why calls end: facts of one call joined in any order, one verdict per call, counts, and the
 * symptom that conversations fail for what was said. Imports the model, agent.measure and the JDK.
 */
@NullMarked
package dev.signalbox.agent.measure.cause;

import org.jspecify.annotations.NullMarked;
