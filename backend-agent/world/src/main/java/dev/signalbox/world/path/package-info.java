/**
 * The media road between regions of the voice world: relays of UDP that lose packets in one
 * direction. Imports the JDK only.
 */
@NullMarked
package dev.signalbox.world.path;

import org.jspecify.annotations.NullMarked;
