/**
 * The voice world: SBCs that mirror their calls as HEP3, and carriers that answer over real
 * sockets. One thread runs it all. Imports the model, traffic, route and door.
 */
@NullMarked
package dev.signalbox.world.voice;

import org.jspecify.annotations.NullMarked;
