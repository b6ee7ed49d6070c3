/**
 * Journal records, their bytes, the hash chain, and the fold that turns records into state. Imports
 * the other model packages and Jackson.
 */
@NullMarked
package dev.signalbox.model.journal;

import org.jspecify.annotations.NullMarked;
