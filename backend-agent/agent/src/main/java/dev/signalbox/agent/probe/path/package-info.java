/**
 * The RTP probe of the media roads between regions: packet trains, the reflector, and what they say
 * of each direction. Imports the model and the JDK.
 */
@NullMarked
package dev.signalbox.agent.probe.path;

import org.jspecify.annotations.NullMarked;
