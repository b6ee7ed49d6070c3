/**
 * What the other regions' agents say of their own regions: watched like a console does. Imports the
 * model, the contract and gRPC.
 */
@NullMarked
package dev.signalbox.agent.peer;

import org.jspecify.annotations.NullMarked;
