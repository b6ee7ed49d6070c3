/**
 * A fleet's quorum under faults: members in processes of their own, what stands between them, and
 * what has to be true afterwards. Imports the agent's quorum and journal, and the model.
 */
@NullMarked
package dev.signalbox.world.quorum;

import org.jspecify.annotations.NullMarked;
