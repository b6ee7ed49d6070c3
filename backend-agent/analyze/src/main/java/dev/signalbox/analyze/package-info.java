/**
 * The commands analyze and quality: what packet captures tell about calls. Imports the agent's
 * parse and measure, which it runs over the capture.
 */
@NullMarked
package dev.signalbox.analyze;

import org.jspecify.annotations.NullMarked;
