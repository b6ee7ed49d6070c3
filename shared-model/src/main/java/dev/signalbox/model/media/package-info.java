/**
 * What is measured of media: paths between regions, and RTCP of single calls. Imports model.target
 * and the JDK.
 */
@NullMarked
package dev.signalbox.model.media;

import org.jspecify.annotations.NullMarked;
