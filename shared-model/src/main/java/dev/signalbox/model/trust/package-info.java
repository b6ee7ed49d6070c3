/**
 * Who somebody is by their certificate, and how a client shows its own. Imports gRPC's API and
 * {@code model.change}.
 */
@NullMarked
package dev.signalbox.model.trust;

import org.jspecify.annotations.NullMarked;
