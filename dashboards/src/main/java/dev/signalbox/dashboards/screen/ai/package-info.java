/** AI providers and why calls ended. Imports parts, never another screen. */
@NullMarked
package dev.signalbox.dashboards.screen.ai;

import org.jspecify.annotations.NullMarked;
