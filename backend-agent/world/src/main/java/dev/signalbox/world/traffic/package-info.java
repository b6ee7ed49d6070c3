/**
 * Who calls whom, when, and how carriers answer: seeded and pure, time passed in. Imports the model
 * and the JDK.
 */
@NullMarked
package dev.signalbox.world.traffic;

import org.jspecify.annotations.NullMarked;
