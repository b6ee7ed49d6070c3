/** All trunks of all regions, and the course of one. Imports parts, never another screen. */
@NullMarked
package dev.signalbox.dashboards.screen.trunks;

import org.jspecify.annotations.NullMarked;
