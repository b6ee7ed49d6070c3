/**
 * SIP messages as far as call tracking reads them: what parse hands to measure. Imports model.net
 * and the JDK.
 */
@NullMarked
package dev.signalbox.model.sip;

import org.jspecify.annotations.NullMarked;
