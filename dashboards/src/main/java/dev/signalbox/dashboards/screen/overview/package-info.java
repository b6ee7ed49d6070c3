/**
 * The first screen: what is wrong, where, and what is being done. Imports parts, never another
 * screen.
 */
@NullMarked
package dev.signalbox.dashboards.screen.overview;

import org.jspecify.annotations.NullMarked;
