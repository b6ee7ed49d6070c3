/**
 * The SBC's routing tables and the JSON-RPC by which an agent reaches them, as Kamailio 5.6 serves
 * it. Imports Jackson and the JDK.
 */
@NullMarked
package dev.signalbox.world.route;

import org.jspecify.annotations.NullMarked;
