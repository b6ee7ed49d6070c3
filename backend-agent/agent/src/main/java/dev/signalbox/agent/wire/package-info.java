/**
 * Sockets to bounded queues; what does not fit is counted and dropped. Imports the model, gRPC,
 * Jackson and the JDK.
 */
@NullMarked
package dev.signalbox.agent.wire;

import org.jspecify.annotations.NullMarked;
