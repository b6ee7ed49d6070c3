package dev.signalbox.agent.decide.fleet.plan;

import dev.signalbox.model.change.Plan;
import dev.signalbox.model.route.FleetTable;
import java.util.List;

/**
 * What a plan does to the table.
 *
 * @param table when all is done
 */
record Routes(List<Plan.Move> moves, List<Plan.Stay> stays, FleetTable table) {}
