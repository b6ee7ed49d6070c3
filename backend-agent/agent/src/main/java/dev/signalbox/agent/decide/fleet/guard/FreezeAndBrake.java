package dev.signalbox.agent.decide.fleet.guard;

import dev.signalbox.agent.decide.fleet.guard.FleetGuard.Finding;
import dev.signalbox.agent.decide.fleet.guard.FleetGuard.Judge;
import dev.signalbox.model.fleet.AgentStatus;
import dev.signalbox.model.policy.Region;
import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.model.quorum.RegionVerdict;
import dev.signalbox.model.target.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Automation stopped by people, or because fewer than half of the regions are well. */
final class FreezeAndBrake implements Judge {

    @Override
    public Finding judge(Question question) {
        List<String> stops = new ArrayList<>();
        FleetState.Brake brake = question.state().brake();
        if (brake != null) {
            stops.add(
                    "the fleet's brake is set by %s: %s"
                            .formatted(brake.person().name(), brake.reason()));
        }
        pins(question, stops);
        SortedSet<String> involved = new TreeSet<>(question.targets());
        involved.add(question.source());
        for (String region : involved) {
            AgentStatus.BrakeView own =
                    question.view(region).map(v -> v.agent().brake()).orElse(null);
            if (own != null) {
                stops.add(
                        "%s's brake is set by %s: %s"
                                .formatted(question.title(region), own.by(), own.reason()));
            }
        }
        int all = question.policy().regions().size();
        long healthy = healthy(question);
        if (healthy * 2 < all) {
            stops.add("only %d of %d regions are well".formatted(healthy, all));
        }
        return stops.isEmpty()
                ? Finding.pass(
                        "no brake, no pin, %d of %d regions are well".formatted(healthy, all))
                : Finding.block(String.join("; ", stops));
    }

    private static void pins(Question question, List<String> stops) {
        Instant now = question.picture().now().wall();
        SortedSet<String> touched = question.touched();
        for (Map.Entry<Target, FleetState.Pin> pin : question.state().pins().entrySet()) {
            boolean concerns =
                    pin.getKey() instanceof Target.Region(String region)
                            && touched.contains(region);
            if (concerns && pin.getValue().expiresAt().isAfter(now)) {
                stops.add(
                        "%s is pinned by %s until %s: %s"
                                .formatted(
                                        question.title(((Target.Region) pin.getKey()).name()),
                                        pin.getValue().person().name(),
                                        Words.time(pin.getValue().expiresAt()),
                                        pin.getValue().reason()));
            }
        }
    }

    private static long healthy(Question question) {
        return question.policy().regions().stream()
                .map(Region::name)
                .filter(r -> question.state().verdict(r) == RegionVerdict.PRESENT)
                .filter(r -> question.entry(r).filter(question::fresh).isPresent())
                .count();
    }
}
