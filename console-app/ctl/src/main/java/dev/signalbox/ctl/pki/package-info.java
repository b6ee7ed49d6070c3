/**
 * The two authorities of a fleet and what they sign: {@code signalbox pki}. Imports the model's
 * {@code trust} and {@code change}, Bouncy Castle and picocli.
 */
@NullMarked
package dev.signalbox.ctl.pki;

import org.jspecify.annotations.NullMarked;
