/** Bytes to messages, pure: no clock, no I/O, no logging. Imports the model and the JDK. */
@NullMarked
package dev.signalbox.agent.parse;

import org.jspecify.annotations.NullMarked;
