/**
 * From a capture file to payloads: pcap and pcapng, link layers, IP with fragments, TCP. Constant
 * memory. Imports model.net and the JDK.
 */
@NullMarked
package dev.signalbox.analyze.capture;

import org.jspecify.annotations.NullMarked;
