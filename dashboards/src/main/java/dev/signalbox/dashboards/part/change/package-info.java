/**
 * Plans and changes: what they move, what guards say, who may do what and why not. The models
 * ({@code ...Model}, {@code Gates}) need no toolkit. Imports the look, words and the model.
 */
@NullMarked
package dev.signalbox.dashboards.part.change;

import org.jspecify.annotations.NullMarked;
