/** Incident bundles: what was told and decided in a range of time, in one file that proves it. */
@NullMarked
package dev.signalbox.ctl.incident;

import org.jspecify.annotations.NullMarked;
