/** What all screens have in common. Imports parts and the model. */
@NullMarked
package dev.signalbox.dashboards.screen;

import org.jspecify.annotations.NullMarked;
