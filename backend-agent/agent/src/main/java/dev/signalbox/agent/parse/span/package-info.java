/**
 * OpenTelemetry spans of voice workers to facts, pure: what was said is never even decoded. Imports
 * the model and the field reader of protobuf.
 */
@NullMarked
package dev.signalbox.agent.parse.span;

import org.jspecify.annotations.NullMarked;
