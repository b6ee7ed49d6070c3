/** Numbers, times and states as people read them. Imports the model and the JDK, no JavaFX. */
@NullMarked
package dev.signalbox.dashboards.words;

import org.jspecify.annotations.NullMarked;
