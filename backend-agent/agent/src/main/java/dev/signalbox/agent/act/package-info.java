/**
 * Routers and front doors: read before write, idempotent by decision id, read back, re-asserted;
 * doors also fenced by epochs kept on disk. Imports the model, Jackson and the JDK's HTTP client.
 */
@NullMarked
package dev.signalbox.agent.act;

import org.jspecify.annotations.NullMarked;
