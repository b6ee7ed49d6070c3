package dev.signalbox.agent.decide.fleet.plan;

import dev.signalbox.agent.decide.fleet.FleetPicture;
import dev.signalbox.agent.decide.fleet.guard.Lawful;
import dev.signalbox.agent.decide.fleet.guard.NewCalls;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.fleet.TrunkView;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Service;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.quorum.RegionVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Regions that may and can take a service's calls when another region is left.
 *
 * @param home the region whose numbers the calls are of
 * @param leaving the region that is left
 */
record Candidates(FleetPicture picture, Service service, String home, String leaving) {

    /** Lawful and able, with their free calls per second as weights; fresh ones if there are. */
    SortedMap<String, Double> weights() {
        List<String> able = lawful().stream().filter(r -> problem(r).isEmpty()).toList();
        List<String> fresh =
                able.stream()
                        .filter(
                                r -> {
                                    RegionEntry entry = picture.regions().get(r);
                                    return entry != null && !entry.stale();
                                })
                        .toList();
        SortedMap<String, Double> weights = new TreeMap<>();
        for (String region : fresh.isEmpty() ? able : fresh) {
            weights.put(region, freePerSecond(region));
        }
        return weights;
    }

    /** Why nobody can take them, for people. */
    String reason() {
        Policy policy = picture.policy();
        String jurisdiction = Lawful.jurisdiction(policy, home);
        List<String> lawful = lawful();
        if (!lawful.isEmpty()) {
            return lawful.stream()
                    .map(r -> policy.regionTitle(r) + " may take it, but " + problem(r))
                    .collect(Collectors.joining("; "));
        }
        List<String> others = service.regions().stream().filter(r -> !r.equals(leaving)).toList();
        return others.isEmpty()
                ? "runs only in " + policy.regionTitle(leaving)
                : "other jurisdiction: it also runs in "
                        + others.stream()
                                .map(
                                        r ->
                                                policy.regionTitle(r)
                                                        + " ("
                                                        + Lawful.jurisdiction(policy, r)
                                                        + ")")
                                .collect(Collectors.joining(" and "))
                        + ", calls of "
                        + policy.regionTitle(home)
                        + "'s numbers stay in "
                        + jurisdiction;
    }

    /** Why {@code wanted} cannot take them, for people. */
    String reason(String wanted) {
        String title = picture.policy().regionTitle(wanted);
        return service.regions().contains(wanted)
                ? title + " may take it, but " + problem(wanted)
                : "does not run in " + title;
    }

    private List<String> lawful() {
        return Lawful.regions(picture.policy(), service, home).stream()
                .filter(r -> !r.equals(leaving))
                .toList();
    }

    /** What keeps a lawful region from taking calls now, empty when nothing does. */
    private String problem(String region) {
        RegionVerdict verdict = picture.state().verdict(region);
        if (verdict != RegionVerdict.PRESENT) {
            return verdict == RegionVerdict.LOST ? "it is lost itself" : "it is cut off itself";
        }
        if (!picture.regions().containsKey(region)) {
            return "nothing is known of it";
        }
        boolean emptied =
                picture.state().table().shares(region, service.name()).getOrDefault(region, 0) == 0;
        return emptied ? "its own calls were taken away from it" : "";
    }

    private double freePerSecond(String region) {
        RegionEntry entry = picture.regions().get(region);
        if (entry == null) {
            return 0;
        }
        List<Trunk> trunks = new ArrayList<>();
        for (TrunkView view : entry.view().trunks()) {
            if (view.sharePercent() > 0) {
                picture.policy().trunk(view.target()).ifPresent(trunks::add);
            }
        }
        double max = trunks.stream().mapToDouble(Trunk::callsPerSecondMax).sum();
        return Math.max(0, max - new NewCalls(picture).handledBy(region) / 60);
    }
}
