/** What was found, as text, JSON and a page. Imports what was found. */
@NullMarked
package dev.signalbox.analyze.report;

import org.jspecify.annotations.NullMarked;
