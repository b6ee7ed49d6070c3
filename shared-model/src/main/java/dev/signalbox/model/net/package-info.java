/** Network addresses as they come off the wire. Imports the JDK only. */
@NullMarked
package dev.signalbox.model.net;

import org.jspecify.annotations.NullMarked;
