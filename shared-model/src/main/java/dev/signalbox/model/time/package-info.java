/** Time as an argument. Imports the JDK only. */
@NullMarked
package dev.signalbox.model.time;

import org.jspecify.annotations.NullMarked;
