/**
 * What a console sees: regions as their agents report them, merged into one fleet. Imports the
 * other model packages.
 */
@NullMarked
package dev.signalbox.model.fleet;

import org.jspecify.annotations.NullMarked;
