/** Everything and how it is, the worst first. Imports parts, never another screen. */
@NullMarked
package dev.signalbox.dashboards.screen.health;

import org.jspecify.annotations.NullMarked;
