/**
 * Programs that run beside us: how they are started, watched, restarted and ended, so that none
 * outlives us. Imports the JDK only.
 */
@NullMarked
package dev.signalbox.world.process;

import org.jspecify.annotations.NullMarked;
