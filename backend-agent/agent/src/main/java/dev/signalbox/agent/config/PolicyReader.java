package dev.signalbox.agent.config;

import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.policy.Carrier;
import dev.signalbox.model.policy.ChainLink;
import dev.signalbox.model.policy.ChangeLimits;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Provider;
import dev.signalbox.model.policy.Region;
import dev.signalbox.model.policy.Rules;
import dev.signalbox.model.policy.Service;
import dev.signalbox.model.policy.Trunk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The keys of {@code policy.yaml}. */
final class PolicyReader {

    private static final Value<String> FLEET = Words.name("demo");
    private static final Value<String> REGION = Words.name("eu-central");
    private static final Value<String> CARRIER = Words.name("northwind");
    private static final Value<String> SERVICE = Words.name("bookings");
    private static final Value<String> TITLE = Words.title("Frankfurt");
    private static final Value<Addresses.SipAddress> EDGE = Addresses.sip("sip:192.0.2.1:5060");
    private static final Value<String> PREFIX = Words.numberPrefix("+4969555");
    private static final Value<Double> LATITUDE = Quantities.decimal(-90, 90, "50.11");
    private static final Value<Double> LONGITUDE = Quantities.decimal(-180, 180, "8.68");
    private static final Value<Region.Kind> KIND = Value.choice(Region.Kind.class);
    private static final Value<Rules.Mode> MODE = Value.choice(Rules.Mode.class);

    private static final Value<String> NUMBER = Words.phoneNumber("+4969555900");

    /** Lines on which names stand, for errors about a second one. */
    private final Map<String, Integer> regions = new LinkedHashMap<>();

    private final Map<String, Integer> carriers = new LinkedHashMap<>();
    private final Map<String, String> jurisdictions = new HashMap<>();

    /**
     * What was read, as far as it was readable.
     *
     * @param policy complete only if there were no errors
     * @param regions the names of all regions, also of those with errors elsewhere
     * @param regionsComplete every region's name was readable
     * @param trunksComplete every trunk was readable
     */
    record Draft(
            Policy policy, List<String> regions, boolean regionsComplete, boolean trunksComplete) {}

    Draft read(Section file, String hash) {
        String fleet = file.required("fleet", FLEET);
        List<Section> regionSections =
                file.sections("regions", "{name: eu-central, title: Frankfurt, ...}");
        List<Region> regionList = regions(regionSections);
        List<Carrier> carrierList = carriers(file);
        if (regionSections.isEmpty()) {
            file.error("regions", "names no region", "- {name: eu-central, title: Frankfurt, ...}");
        }
        List<Section> trunkSections =
                file.sections("trunks", "{region: eu-central, carrier: northwind, ...}");
        List<Trunk> trunks = new TrunkReader(regions, carriers).read(trunkSections);
        ProviderReader providerReader = new ProviderReader();
        List<Provider> providers =
                providerReader.read(
                        file.sections(
                                "providers", "{stage: llm, name: acme, modelRegion: eu, ...}"));
        List<Service> services = services(file, providerReader);
        Policy policy =
                new Policy(
                        Objects.requireNonNullElse(fleet, ""),
                        hash,
                        regionList,
                        carrierList,
                        trunks,
                        providers,
                        services,
                        DoorsReader.read(
                                file.sections("doors", "{region: eu-central, url: ...}"),
                                regions.keySet()),
                        file.section("changes", "stageHold: 30s")
                                .map(ChangesReader::read)
                                .orElse(ChangeLimits.DEFAULTS),
                        ThresholdsReader.read(file.section("thresholds", "coolDown: 10min")),
                        file.section("rules", "trunk-rejecting: observe")
                                .map(PolicyReader::rules)
                                .orElse(Rules.OBSERVING));
        file.end();
        return new Draft(
                policy,
                List.copyOf(regions.keySet()),
                regions.size() == regionSections.size(),
                trunks.size() == trunkSections.size());
    }

    private List<Region> regions(List<Section> sections) {
        List<Region> read = new ArrayList<>();
        for (Section region : sections) {
            String name = region.required("name", REGION);
            String title = region.optional("title", TITLE, name == null ? "" : name);
            Double latitude = region.required("latitude", LATITUDE);
            Double longitude = region.required("longitude", LONGITUDE);
            String jurisdiction = region.required("jurisdiction", Words.jurisdiction());
            Region.Kind kind = region.optional("kind", KIND, Region.Kind.CLOUD);
            Addresses.SipAddress edge = region.optional("edge", EDGE);
            List<String> numbers = region.values("numbers", PREFIX);
            region.end();
            if (name == null) {
                continue;
            }
            unique(region, name, regions, "region");
            if (jurisdiction != null) {
                jurisdictions.put(name, jurisdiction);
            }
            if (latitude != null && longitude != null && jurisdiction != null) {
                read.add(
                        new Region(
                                name,
                                title,
                                latitude,
                                longitude,
                                jurisdiction,
                                kind,
                                edge == null ? null : edge.uri(),
                                numbers));
            }
        }
        return read;
    }

    private List<Carrier> carriers(Section file) {
        List<Carrier> read = new ArrayList<>();
        for (Section carrier : file.sections("carriers", "{name: northwind, title: Northwind}")) {
            String name = carrier.required("name", CARRIER);
            String title =
                    carrier.optional("title", Words.title("Northwind"), name == null ? "" : name);
            carrier.end();
            if (name != null) {
                unique(carrier, name, carriers, "carrier");
                read.add(new Carrier(name, title));
            }
        }
        return read;
    }

    private List<Service> services(Section file, ProviderReader providers) {
        List<Service> read = new ArrayList<>();
        Map<String, Integer> lines = new LinkedHashMap<>();
        for (Section service :
                file.sections(
                        "services",
                        "{name: bookings, jurisdictions: [EU], regions: [eu-central]}")) {
            String name = service.required("name", SERVICE);
            String title =
                    service.optional("title", Words.title("Bookings"), name == null ? "" : name);
            List<String> lawful = service.values("jurisdictions", Words.jurisdiction());
            List<String> where = service.values("regions", REGION);
            Map<Stage, List<ChainLink>> chains =
                    service.section("chains", "llm: [{provider: acme/eu}]")
                            .map(section -> providers.chains(section, lawful))
                            .orElse(Map.of());
            String humanQueue = service.optional("humanQueue", NUMBER);
            String emergency = service.optional("emergency", NUMBER);
            service.end();
            placed(service, lawful, where);
            if (name != null) {
                unique(service, name, lines, "service");
                read.add(new Service(name, title, lawful, where, chains, humanQueue, emergency));
            }
        }
        return read;
    }

    private void placed(Section service, List<String> lawful, List<String> where) {
        if (lawful.isEmpty()) {
            service.error("jurisdictions", "names no jurisdiction", "[EU]");
        }
        if (where.isEmpty()) {
            service.error("regions", "names no region", "[eu-central]");
        }
        String example = "one of " + String.join(", ", regions.keySet());
        for (String region : where) {
            String jurisdiction = jurisdictions.get(region);
            if (!regions.containsKey(region)) {
                service.error("regions", region, "is no region of this policy", example);
            } else if (jurisdiction != null
                    && !lawful.isEmpty()
                    && !lawful.contains(jurisdiction)) {
                service.error(
                        "regions",
                        region,
                        "is in " + jurisdiction + ", which is none of the service's jurisdictions",
                        "jurisdictions: [" + jurisdiction + "]");
            }
        }
        for (String jurisdiction : lawful) {
            if (!jurisdictions.containsValue(jurisdiction)) {
                service.error(
                        "jurisdictions",
                        jurisdiction,
                        "is the jurisdiction of no region",
                        "one of " + String.join(", ", new TreeSet<>(jurisdictions.values())));
            } else if (where.stream().noneMatch(r -> jurisdiction.equals(jurisdictions.get(r)))) {
                service.error(
                        "jurisdictions",
                        jurisdiction,
                        "has none of the service's regions",
                        "one of " + inJurisdiction(jurisdiction));
            }
        }
    }

    private String inJurisdiction(String jurisdiction) {
        return regions.keySet().stream()
                .filter(region -> jurisdiction.equals(jurisdictions.get(region)))
                .collect(Collectors.joining(", "));
    }

    private static Rules rules(Section rules) {
        Rules read =
                new Rules(
                        rules.optional(
                                "trunk-not-answering", MODE, Rules.OBSERVING.trunkNotAnswering()),
                        rules.optional("trunk-rejecting", MODE, Rules.OBSERVING.trunkRejecting()),
                        rules.optional("provider-failing", MODE, Rules.OBSERVING.providerFailing()),
                        rules.optional(
                                "provider-over-quota", MODE, Rules.OBSERVING.providerOverQuota()),
                        rules.optional("provider-slow", MODE, Rules.OBSERVING.providerSlow()));
        rules.end();
        return read;
    }

    private static void unique(
            Section section, String name, Map<String, Integer> lines, String what) {
        @Nullable Integer first = lines.putIfAbsent(name, section.line("name"));
        if (first != null) {
            section.error("name", "is also the " + what + " in line " + first, name + "-2");
        }
    }
}
