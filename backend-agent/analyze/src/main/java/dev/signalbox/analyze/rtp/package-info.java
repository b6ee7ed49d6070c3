/** RTP and RTCP of captures: streams, loss, jitter, quality. Imports the model. */
@NullMarked
package dev.signalbox.analyze.rtp;

import org.jspecify.annotations.NullMarked;
