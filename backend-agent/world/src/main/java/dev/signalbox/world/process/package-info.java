/**
 * Programs that run beside us: how they are started, watched, restarted and ended, so that none
 * outlives us, and what agents among them are told. Imports the JDK only.
 */
@NullMarked
package dev.signalbox.world.process;

import org.jspecify.annotations.NullMarked;
