/**
 * The window's frame: rail, headline, header, status bar, and which screen is shown. Imports
 * screens, parts and the model.
 */
@NullMarked
package dev.signalbox.dashboards.shell;

import org.jspecify.annotations.NullMarked;
