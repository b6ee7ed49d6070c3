/** The journals in full, with evidence and guards. Imports parts, never another screen. */
@NullMarked
package dev.signalbox.dashboards.screen.journal;

import org.jspecify.annotations.NullMarked;
