/** A record in full, as titled blocks of lines. Imports the look; the blocks need no toolkit. */
@NullMarked
package dev.signalbox.dashboards.part.detail;

import org.jspecify.annotations.NullMarked;
