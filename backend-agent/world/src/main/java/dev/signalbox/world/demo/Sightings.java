package dev.signalbox.world.demo;

import dev.signalbox.model.ai.Rung;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.IncidentView;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.fleet.ServiceView;
import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Tells in words what the agents begin to see, cease to see, and change for callers, each once. Not
 * thread-safe.
 */
final class Sightings {

    /** By region and incident id, what was said when it was over. */
    private final Map<String, String> open = new HashMap<>();

    private final Map<String, Rung> rungs = new HashMap<>();

    /**
     * What is new.
     *
     * @param faults of the story so far
     */
    List<String> look(FleetView fleet, List<ScriptedFault> faults) {
        List<String> said = new ArrayList<>();
        Set<String> still = new HashSet<>();
        for (RegionEntry entry : fleet.regions()) {
            // What is old may not look as if it were over.
            if (entry.stale()) {
                open.keySet().stream()
                        .filter(key -> key.startsWith(key(entry, "")))
                        .forEach(still::add);
                continue;
            }
            for (IncidentView incident : entry.view().incidents()) {
                String key = key(entry, incident.id());
                still.add(key);
                String name = entry.view().title() + " sees: " + incident.title();
                if (open.putIfAbsent(key, name) == null) {
                    said.add(name + after(incident, faults) + sentence(incident.action()));
                }
            }
            entry.view().senses().services().forEach(service -> rung(entry, service, said));
        }
        open.entrySet()
                .removeIf(
                        incident -> {
                            boolean over = !still.contains(incident.getKey());
                            if (over) {
                                said.add(incident.getValue() + ": over");
                            }
                            return over;
                        });
        return said;
    }

    private void rung(RegionEntry entry, ServiceView service, List<String> said) {
        Rung before = rungs.put(key(entry, service.target().id()), service.rung());
        if (before != null && before != service.rung()) {
            said.add(
                    entry.view().title()
                            + ": "
                            + service.title()
                            + " goes from "
                            + before.text()
                            + " to "
                            + service.rung().text()
                            + sentence(service.rungReason()));
        }
    }

    private static String key(RegionEntry entry, String id) {
        return entry.view().target().id() + " " + id;
    }

    private static String after(IncidentView incident, List<ScriptedFault> faults) {
        for (ScriptedFault fault : faults.reversed()) {
            Target target = fault.target();
            if (target.equals(incident.target()) && !incident.since().isBefore(fault.startedAt())) {
                long millis = Duration.between(fault.startedAt(), incident.since()).toMillis();
                return String.format(Locale.ROOT, ", %.1f s after it began", millis / 1000.0);
            }
        }
        return "";
    }

    private static String sentence(String text) {
        return text.isEmpty() ? "" : ". " + text;
    }
}
