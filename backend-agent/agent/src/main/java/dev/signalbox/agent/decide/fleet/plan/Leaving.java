package dev.signalbox.agent.decide.fleet.plan;

import dev.signalbox.agent.decide.fleet.FleetPicture;
import dev.signalbox.agent.decide.fleet.guard.Lawful;
import dev.signalbox.agent.decide.fleet.guard.NewCalls;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.policy.Service;
import dev.signalbox.model.quorum.RegionVerdict;
import dev.signalbox.model.route.FleetTable;
import dev.signalbox.model.target.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** New calls leave a region: its own numbers' calls, and those that others' doors send to it. */
final class Leaving {

    /** After the reason why a service's calls stay, when its part of all calls is not known. */
    private static final String EVENLY = "; all calls counted evenly over services";

    private final FleetPicture picture;
    private final String region;
    private final @Nullable String wanted;
    private final boolean dead;
    private final NewCalls calls;
    private final List<Plan.Move> moves = new ArrayList<>();
    private final List<Plan.Stay> stays = new ArrayList<>();
    private FleetTable table;

    private Leaving(FleetPicture picture, String region, @Nullable String wanted) {
        this.picture = picture;
        this.region = region;
        this.wanted = wanted;
        this.dead = picture.state().verdict(region) == RegionVerdict.LOST;
        this.calls = new NewCalls(picture);
        this.table = picture.state().table();
    }

    /** Where the calls of {@code region} go, all to {@code wanted} unless that is null. */
    static Routes of(FleetPicture picture, String region, @Nullable String wanted) {
        Leaving leaving = new Leaving(picture, region, wanted);
        for (String door : leaving.doors()) {
            for (String service : leaving.services(door)) {
                picture.policy().service(service).ifPresent(s -> leaving.leave(door, s));
            }
        }
        leaving.moves.sort(
                Comparator.comparingDouble((Plan.Move m) -> -m.callsPerMinute())
                        .thenComparing(m -> String.valueOf(m.service()))
                        .thenComparing(Plan.Move::to));
        leaving.stays.sort(
                Comparator.comparingDouble((Plan.Stay s) -> -s.callsPerMinute())
                        .thenComparing(Plan.Stay::what));
        if (!leaving.moves.isEmpty() || !leaving.stays.isEmpty()) {
            leaving.stays.add(leaving.emergencyCalls());
        }
        return new Routes(leaving.moves, leaving.stays, leaving.table);
    }

    private SortedSet<String> doors() {
        SortedSet<String> doors = new TreeSet<>(table.doors().keySet());
        doors.add(region);
        return doors;
    }

    private SortedSet<String> services(String door) {
        SortedSet<String> services =
                door.equals(region)
                        ? picture.policy().servicesOf(region).stream()
                                .map(Service::name)
                                .collect(Collectors.toCollection(TreeSet::new))
                        : new TreeSet<>();
        services.addAll(table.door(door).keySet());
        return services;
    }

    private void leave(String door, Service service) {
        SortedMap<String, Integer> shares = new TreeMap<>(table.shares(door, service.name()));
        int percent = shares.getOrDefault(region, 0);
        if (percent == 0) {
            return;
        }
        double callsPerMinute = calls.ofService(door, service.name()) * percent / 100;
        Candidates candidates = new Candidates(picture, service, door, region);
        String wish = wanted;
        if (wish != null
                && service.regions().contains(wish)
                && !Lawful.allowed(picture.policy(), service, door, wish)) {
            // Said as it was asked for, so that the refusal is on record; the table never has it.
            moves.add(move(service, wish, 100, callsPerMinute));
            return;
        }
        SortedMap<String, Double> weights = new TreeMap<>(candidates.weights());
        if (wish != null) {
            weights.keySet().removeIf(r -> !r.equals(wish));
        }
        if (weights.isEmpty()) {
            stays.add(
                    new Plan.Stay(
                            new Target.Service(service.name()),
                            title(door, service),
                            callsPerMinute,
                            (wish == null ? candidates.reason() : candidates.reason(wish))
                                    + (calls.mixKnown(door) ? "" : EVENLY),
                            dead));
            return;
        }
        shares.remove(region);
        Split.of(percent, weights)
                .forEach(
                        (to, part) -> {
                            shares.merge(to, part, Integer::sum);
                            moves.add(
                                    move(
                                            service,
                                            to,
                                            part * 100 / percent,
                                            callsPerMinute * part / percent));
                        });
        table = table.with(door, service.name(), shares);
    }

    /** Whose numbers, where it is not those of the region that is left. */
    private String title(String door, Service service) {
        return door.equals(region)
                ? service.title()
                : service.title() + " of " + picture.policy().regionTitle(door) + "'s numbers";
    }

    private Plan.Move move(Service service, String to, int percent, double callsPerMinute) {
        return new Plan.Move(
                service.name(),
                new Target.Region(region),
                new Target.Region(to),
                percent,
                callsPerMinute);
    }

    private Plan.Stay emergencyCalls() {
        return new Plan.Stay(
                new Target.Region(region),
                "Emergency calls",
                0,
                "never moved: a number's address is registered for its own region. How many there are is not counted",
                dead);
    }
}
