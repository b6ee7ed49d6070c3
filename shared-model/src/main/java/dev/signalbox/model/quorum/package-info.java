/**
 * What the quorum of agents decides together: commands, the records they become, and the state that
 * is the fold of those records. Imports the journal's formats, changes and route tables.
 */
@NullMarked
package dev.signalbox.model.quorum;

import org.jspecify.annotations.NullMarked;
