/**
 * Answered calls, failures and route changes over the last minutes. Imports look, words and the
 * model.
 */
@NullMarked
package dev.signalbox.dashboards.part.timeline;

import org.jspecify.annotations.NullMarked;
