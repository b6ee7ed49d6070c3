package dev.signalbox.agent.config;

import dev.signalbox.agent.config.Addresses.SipAddress;
import dev.signalbox.model.policy.Recognition;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.target.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The trunks of {@code policy.yaml}. */
final class TrunkReader {

    private static final Value<String> REGION = Words.name("eu-central");
    private static final Value<String> CARRIER = Words.name("northwind");
    private static final Value<Trunk.Direction> DIRECTION = Value.choice(Trunk.Direction.class);
    static final Value<SipAddress> ADDRESS = Addresses.sip("sip:192.0.2.10:5061;transport=tls");
    private static final Value<Integer> CHANNELS = Quantities.whole(1, 1_000_000, "400");
    private static final Value<Double> CALLS_PER_SECOND = Quantities.decimal(0.1, 10_000, "40");
    private static final Value<Trunk.Security> SECURITY =
            Value.choice(List.of(Trunk.Security.values()), TrunkReader::spelling);
    private static final Value<String> TEST_NUMBER = Words.phoneNumber("\"+4969555010\"");

    private final Map<String, Integer> regions;
    private final Map<String, Integer> carriers;
    private final Map<Target.Trunk, Integer> lines = new HashMap<>();
    private final TrunkPlaces places = new TrunkPlaces();

    /**
     * @param regions names of the policy's regions
     * @param carriers names of its carriers
     */
    TrunkReader(Map<String, Integer> regions, Map<String, Integer> carriers) {
        this.regions = regions;
        this.carriers = carriers;
    }

    List<Trunk> read(List<Section> sections) {
        List<Trunk> trunks = new ArrayList<>();
        for (Section section : sections) {
            Trunk trunk = read(section);
            section.end();
            if (trunk != null) {
                trunks.add(trunk);
            }
        }
        return trunks;
    }

    private @Nullable Trunk read(Section trunk) {
        Target.Trunk target = target(trunk);
        Trunk.Direction direction = trunk.required("direction", DIRECTION);
        SipAddress address = trunk.required("address", ADDRESS);
        Integer channels = trunk.required("channels", CHANNELS);
        Double callsPerSecond = trunk.required("callsPerSecond", CALLS_PER_SECOND);
        Trunk.Security security = trunk.required("security", SECURITY);
        String testNumber = trunk.optional("testNumber", TEST_NUMBER);
        Recognition recognition = RecognitionReader.read(trunk);
        if (address != null && security != null) {
            protection(trunk, address, security);
        }
        if (target == null
                || direction == null
                || address == null
                || channels == null
                || callsPerSecond == null
                || security == null) {
            return null;
        }
        Trunk read =
                new Trunk(
                        target,
                        direction,
                        address.uri(),
                        address.endpoint(),
                        address.transport(),
                        channels,
                        callsPerSecond,
                        security,
                        testNumber,
                        recognition);
        places.add(trunk, read);
        return read;
    }

    private Target.@Nullable Trunk target(Section trunk) {
        String region = trunk.required("region", REGION);
        String carrier = trunk.required("carrier", CARRIER);
        if (region != null && !regions.containsKey(region)) {
            trunk.error("region", "is no region of this policy", known(region, regions));
        }
        if (carrier != null && !carriers.containsKey(carrier)) {
            trunk.error("carrier", "is no carrier of this policy", known(carrier, carriers));
        }
        if (region == null || carrier == null) {
            return null;
        }
        Target.Trunk target = new Target.Trunk(region, carrier);
        Integer first = lines.putIfAbsent(target, trunk.line("carrier"));
        if (first != null) {
            trunk.error(
                    "carrier",
                    "has a trunk in " + region + " already, in line " + first,
                    "another carrier, or one trunk with all its channels");
        }
        return target;
    }

    private static String known(String name, Map<String, Integer> names) {
        return Spelling.nearest(name, names.keySet())
                .orElseGet(
                        () ->
                                names.isEmpty()
                                        ? "an entry of that list: {name: " + name + ", ...}"
                                        : "one of " + String.join(", ", names.keySet()));
    }

    private static void protection(Section trunk, SipAddress address, Trunk.Security security) {
        boolean tls = address.transport() == Trunk.Transport.TLS;
        if (tls && security == Trunk.Security.NONE) {
            trunk.error("security", "contradicts the address, which has transport=tls", "tls");
        } else if (!tls && security != Trunk.Security.NONE) {
            trunk.error(
                    "security",
                    "contradicts the address, which is not carried by TLS",
                    "address: " + ADDRESS.example());
        }
    }

    private static String spelling(Trunk.Security security) {
        return switch (security) {
            case NONE -> "none";
            case TLS -> "tls";
            case TLS_SRTP -> "tls+srtp";
        };
    }
}
