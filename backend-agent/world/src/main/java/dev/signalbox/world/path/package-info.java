/**
 * The roads between regions of the voice world: relays of UDP that lose packets in one direction,
 * relays of TCP that can be cut in one. Imports the JDK only.
 */
@NullMarked
package dev.signalbox.world.path;

import org.jspecify.annotations.NullMarked;
