/**
 * The course of single figures as this console has seen them since it was started. Imports look,
 * words and the model.
 */
@NullMarked
package dev.signalbox.dashboards.part.course;

import org.jspecify.annotations.NullMarked;
