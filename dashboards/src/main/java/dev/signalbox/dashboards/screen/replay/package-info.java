/** The place where a range of time is chosen to be played back. */
@NullMarked
package dev.signalbox.dashboards.screen.replay;

import org.jspecify.annotations.NullMarked;
