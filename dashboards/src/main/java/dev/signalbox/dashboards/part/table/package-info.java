/** A table for rows that change in place. Imports look and words. */
@NullMarked
package dev.signalbox.dashboards.part.table;

import org.jspecify.annotations.NullMarked;
