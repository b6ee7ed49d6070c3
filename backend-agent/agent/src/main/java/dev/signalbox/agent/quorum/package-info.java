/**
 * The quorum of agents: commands in, the same decisions in the same order on every member. Imports
 * the model and Apache Ratis, which nothing else here knows.
 */
@NullMarked
package dev.signalbox.agent.quorum;

import org.jspecify.annotations.NullMarked;
