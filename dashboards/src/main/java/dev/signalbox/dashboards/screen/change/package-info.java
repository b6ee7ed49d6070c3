/** Plans and changes beside the map. Imports parts, commands, never another screen. */
@NullMarked
package dev.signalbox.dashboards.screen.change;

import org.jspecify.annotations.NullMarked;
