/** What makes a replay look like one, and the bar that drives it. */
@NullMarked
package dev.signalbox.dashboards.part.replay;

import org.jspecify.annotations.NullMarked;
