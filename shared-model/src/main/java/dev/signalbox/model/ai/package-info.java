/**
 * AI providers and the services that rest on them: what workers report, what is measured of it, and
 * the degradation ladder. Imports model.target and the JDK.
 */
@NullMarked
package dev.signalbox.model.ai;

import org.jspecify.annotations.NullMarked;
