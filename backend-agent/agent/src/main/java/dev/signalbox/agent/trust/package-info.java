/**
 * Who may connect to this agent and what they may ask for: certificates, revocation, roles,
 * refusals. Imports the model's {@code trust} and {@code change}, and gRPC.
 */
@NullMarked
package dev.signalbox.agent.trust;

import org.jspecify.annotations.NullMarked;
