/**
 * How recorded seconds are packed, the same in an agent's database and in an incident bundle.
 * Imports Zstandard only.
 */
@NullMarked
package dev.signalbox.model.recording;

import org.jspecify.annotations.NullMarked;
