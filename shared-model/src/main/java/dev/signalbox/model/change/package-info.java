/**
 * What people ask for: who they are, what they may, plans and what became of them. Imports the
 * journal's guard results, targets and route tables.
 */
@NullMarked
package dev.signalbox.model.change;

import org.jspecify.annotations.NullMarked;
