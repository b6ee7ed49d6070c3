/**
 * Front doors: what stands before a region's edge and decides which region takes a new call, spoken
 * to over HTTP as docs/doors.md says. Imports the model and traffic.
 */
@NullMarked
package dev.signalbox.world.door;

import org.jspecify.annotations.NullMarked;
