/**
 * The region's journal: SQLite, hash-chained, with a signed head outside the database. Imports the
 * model and SQLite.
 */
@NullMarked
package dev.signalbox.agent.journal;

import org.jspecify.annotations.NullMarked;
