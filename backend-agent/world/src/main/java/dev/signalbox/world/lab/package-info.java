/**
 * The lab: the real agent against Kamailio and SIPp on loopback, with faults, judged from their own
 * records and a packet capture. Imports the model, the contract's gRPC stubs, world.process,
 * Jackson and picocli; starts the agent as a program and imports nothing of it.
 */
@NullMarked
package dev.signalbox.world.lab;

import org.jspecify.annotations.NullMarked;
