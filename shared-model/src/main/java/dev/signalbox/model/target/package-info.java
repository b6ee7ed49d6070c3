/**
 * Names of the things that are watched and moved: regions, trunks, carriers, providers. Imports the
 * JDK only.
 */
@NullMarked
package dev.signalbox.model.target;

import org.jspecify.annotations.NullMarked;
