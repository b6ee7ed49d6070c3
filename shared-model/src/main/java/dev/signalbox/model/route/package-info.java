/**
 * Shares of new calls per trunk, and what a router says of them. Imports model.target and the JDK.
 */
@NullMarked
package dev.signalbox.model.route;

import org.jspecify.annotations.NullMarked;
