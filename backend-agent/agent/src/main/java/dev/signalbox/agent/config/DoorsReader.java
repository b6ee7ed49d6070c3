package dev.signalbox.agent.config;

import dev.signalbox.model.policy.Door;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The section {@code doors} of {@code policy.yaml}: who delivers each region's calls. */
final class DoorsReader {

    private static final Value<String> REGION = Words.name("eu-central");
    private static final Value<URI> URL = Addresses.http("https://doors.example/eu-central");

    private DoorsReader() {}

    static List<Door> read(List<Section> sections, Set<String> regions) {
        List<Door> doors = new ArrayList<>();
        Map<String, Integer> lines = new LinkedHashMap<>();
        for (Section door : sections) {
            String region = door.required("region", REGION);
            URI url = door.required("url", URL);
            door.end();
            if (region == null) {
                continue;
            }
            Integer first = lines.putIfAbsent(region, door.line("region"));
            if (first != null) {
                door.error("region", "has a door in line " + first + " already", "eu-west");
            } else if (!regions.contains(region)) {
                door.error(
                        "region",
                        "is no region of this policy",
                        "one of " + String.join(", ", regions));
            } else if (url != null) {
                doors.add(new Door(region, url));
            }
        }
        return doors;
    }
}
