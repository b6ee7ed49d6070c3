/**
 * The script of a demo: what breaks when, read from a small text file. Imports model.target and the
 * JDK.
 */
@NullMarked
package dev.signalbox.world.story;

import org.jspecify.annotations.NullMarked;
