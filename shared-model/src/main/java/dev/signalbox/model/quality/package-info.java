/**
 * Quality mathematics of voice: the E-model of ITU-T G.107, narrowband. Pure. Imports the JDK only.
 */
@NullMarked
package dev.signalbox.model.quality;

import org.jspecify.annotations.NullMarked;
