/**
 * Provider chains and the degradation ladder: what new calls of a service use, made from policy and
 * decided state. Imports the other model packages but fleet and contract.
 */
@NullMarked
package dev.signalbox.model.ladder;

import org.jspecify.annotations.NullMarked;
