/** Every change of routes with what it stood on. Imports parts, never another screen. */
@NullMarked
package dev.signalbox.dashboards.screen.routelog;

import org.jspecify.annotations.NullMarked;
