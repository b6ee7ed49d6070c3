package dev.signalbox.agent.config;

import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.net.IpNetwork;
import dev.signalbox.model.policy.Recognition;
import dev.signalbox.model.policy.Trunk;
import java.util.ArrayList;
import java.util.List;

/** Whether the trunks of a region can be told apart by what the policy says of their ends. */
final class TrunkPlaces {

    private record Place(
            String region,
            IpEndpoint endpoint,
            Recognition recognition,
            Trunk.Direction direction,
            int line) {}

    private final List<Place> places = new ArrayList<>();

    /** One more trunk; what collides with an earlier one is reported in its section. */
    void add(Section trunk, Trunk read) {
        Place place =
                new Place(
                        read.target().region(),
                        read.endpoint(),
                        read.recognition(),
                        read.direction(),
                        trunk.line("address"));
        for (Place other : places) {
            if (other.region.equals(place.region)) {
                address(trunk, place, other);
                sources(trunk, place, other);
            }
        }
        places.add(place);
    }

    private static void address(Section trunk, Place place, Place other) {
        if (!place.endpoint.equals(other.endpoint)) {
            return;
        }
        if (!toldApart(place, other)) {
            trunk.error(
                    "address",
                    "is also the address in line "
                            + other.line
                            + ": mirrored packets could not be told apart",
                    TrunkReader.ADDRESS.example()
                            + ", or rules: match: [{header: X-Carrier, value: northwind}]");
        } else if (place.direction.sendsCalls() && other.direction.sendsCalls()) {
            trunk.error(
                    "direction",
                    "sends calls to the address in line "
                            + other.line
                            + ", which sends calls too: whoever takes one of them out of service"
                            + " takes out both",
                    "inbound");
        }
    }

    private static void sources(Section trunk, Place place, Place other) {
        if (toldApart(place, other)) {
            return;
        }
        for (IpNetwork source : place.recognition.sources()) {
            boolean same = other.recognition.sources().contains(source);
            boolean theirs = source.isSingle() && source.contains(other.endpoint);
            if (same || theirs) {
                trunk.error(
                        "sources",
                        source.toString(),
                        "is also an address of the trunk in line "
                                + other.line
                                + ": mirrored packets could not be told apart",
                        "an address of this carrier alone, or match rules");
            }
        }
        for (IpNetwork source : other.recognition.sources()) {
            if (source.isSingle() && source.contains(place.endpoint)) {
                trunk.error(
                        "address",
                        "is among the sources of the trunk in line "
                                + other.line
                                + ": mirrored packets could not be told apart",
                        TrunkReader.ADDRESS.example());
            }
        }
    }

    /** At most one of those that share an address may do without rules: it gets the rest. */
    private static boolean toldApart(Place place, Place other) {
        return place.recognition.isRuled() || other.recognition.isRuled();
    }
}
