package dev.signalbox.agent.decide.fleet.plan;

import dev.signalbox.agent.decide.fleet.FleetPicture;
import dev.signalbox.agent.decide.fleet.guard.NewCalls;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.route.FleetTable;
import dev.signalbox.model.target.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A region's numbers get their calls handled at home again. */
final class Returning {

    private Returning() {}

    /** What comes back to {@code region}; no moves when all is there. */
    static Routes of(FleetPicture picture, String region) {
        FleetTable table = picture.state().table();
        NewCalls calls = new NewCalls(picture);
        List<Plan.Move> moves = new ArrayList<>();
        for (String service : table.door(region).keySet()) {
            for (Map.Entry<String, Integer> share : table.shares(region, service).entrySet()) {
                if (!share.getKey().equals(region)) {
                    moves.add(
                            new Plan.Move(
                                    service,
                                    new Target.Region(share.getKey()),
                                    new Target.Region(region),
                                    share.getValue(),
                                    calls.ofService(region, service) * share.getValue() / 100));
                }
            }
            table = table.with(region, service, new TreeMap<>(Map.of(region, 100)));
        }
        moves.sort(
                Comparator.comparingDouble((Plan.Move m) -> -m.callsPerMinute())
                        .thenComparing(m -> String.valueOf(m.service()))
                        .thenComparing(Plan.Move::from));
        return new Routes(moves, List.of(), table);
    }
}
