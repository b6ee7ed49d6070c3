package dev.signalbox.dashboards.words;

import dev.signalbox.model.fleet.FleetStanding;
import dev.signalbox.model.fleet.FleetView;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Regions of which nothing was ever told to this console, though other agents name them. */
public final class Unheard {

    private Unheard() {}

    /** Their names, in the order of the fleet's members; none while no agent told of its fleet. */
    public static List<String> names(FleetView view) {
        FleetStanding standing = view.fleet().standing();
        if (standing == null) {
            return List.of();
        }
        Set<String> heard =
                view.regions().stream()
                        .map(entry -> entry.view().target().name())
                        .collect(Collectors.toSet());
        return standing.members().stream()
                .map(FleetStanding.MemberView::region)
                .filter(region -> !heard.contains(region))
                .toList();
    }

    /** What people call them: {@code Ashburn}; their names where that is not known. */
    public static List<String> titles(FleetView view) {
        return names(view).stream().map(name -> view.fleet().state().title(name)).toList();
    }
}
