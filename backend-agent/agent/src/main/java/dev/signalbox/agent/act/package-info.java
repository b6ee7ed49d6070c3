/**
 * Routers: read before write, idempotent by decision id, read back, re-asserted. Imports the model,
 * Jackson and the JDK's HTTP client.
 */
@NullMarked
package dev.signalbox.agent.act;

import org.jspecify.annotations.NullMarked;
