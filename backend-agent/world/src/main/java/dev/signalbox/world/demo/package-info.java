/**
 * {@code demo}: three agents and a console as processes of their own around an embedded voice
 * world. Imports the model, the contract and the other packages of the world.
 */
@NullMarked
package dev.signalbox.world.demo;

import org.jspecify.annotations.NullMarked;
