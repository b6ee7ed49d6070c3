/** Media between regions, each direction by itself. Imports parts, never another screen. */
@NullMarked
package dev.signalbox.dashboards.screen.paths;

import org.jspecify.annotations.NullMarked;
