/**
 * The voice world of the demo, the lab with real programs, and benches. Never on an agent's class
 * path.
 */
@NullMarked
package dev.signalbox.world;

import org.jspecify.annotations.NullMarked;
