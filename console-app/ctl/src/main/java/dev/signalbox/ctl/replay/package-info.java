/** Plays recordings of a fleet back: the same pictures a console showed. Knows no screen. */
@NullMarked
package dev.signalbox.ctl.replay;

import org.jspecify.annotations.NullMarked;
