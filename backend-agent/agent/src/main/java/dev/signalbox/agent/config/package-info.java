/**
 * agent.yaml, policy.yaml and causes.yaml: every error at once, at file and line. Imports the model
 * and SnakeYAML Engine.
 */
@NullMarked
package dev.signalbox.agent.config;

import org.jspecify.annotations.NullMarked;
