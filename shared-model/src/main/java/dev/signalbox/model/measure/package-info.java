/**
 * What measure hands to decide and to the consoles: counts, windows, symptoms. Imports
 * model.target, model.ai, model.media, model.quorum and the JDK.
 */
@NullMarked
package dev.signalbox.model.measure;

import org.jspecify.annotations.NullMarked;
