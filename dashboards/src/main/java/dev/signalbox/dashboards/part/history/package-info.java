/**
 * The recent past of all regions in bins of equal length, and the route changes in it. Pure;
 * imports words and the model.
 */
@NullMarked
package dev.signalbox.dashboards.part.history;

import org.jspecify.annotations.NullMarked;
