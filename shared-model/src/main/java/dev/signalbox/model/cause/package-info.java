/** Why calls ended: one taxonomy, one verdict for each call. Imports model.target and the JDK. */
@NullMarked
package dev.signalbox.model.cause;

import org.jspecify.annotations.NullMarked;
