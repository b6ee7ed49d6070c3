/**
 * The one mapper between the gRPC contract and the model. Imports the model and the generated
 * contract.
 */
@NullMarked
package dev.signalbox.model.contract;

import org.jspecify.annotations.NullMarked;
