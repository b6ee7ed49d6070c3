package dev.signalbox.dashboards.part.change;

import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.target.Target;
import java.util.HashMap;
import java.util.Map;

/** The names people use for what can be moved. */
public final class Titles {

    private final Map<String, String> titles = new HashMap<>();

    private Titles() {}

    /** As the regions of {@code view} call them. */
    public static Titles of(FleetView view) {
        Titles all = new Titles();
        view.regions()
                .forEach(
                        entry -> {
                            all.titles.put(entry.view().target().id(), entry.view().title());
                            entry.view()
                                    .trunks()
                                    .forEach(
                                            t -> all.titles.put(t.target().id(), t.carrierTitle()));
                            entry.view()
                                    .senses()
                                    .providers()
                                    .forEach(p -> all.titles.put(p.target().id(), p.title()));
                            entry.view()
                                    .senses()
                                    .services()
                                    .forEach(s -> all.titles.put(s.target().id(), s.title()));
                        });
        return all;
    }

    /** A region's title, its name while that is not known. */
    public String region(String name) {
        return titles.getOrDefault("region:" + name, name);
    }

    /** A service's title. */
    public String service(String name) {
        return titles.getOrDefault("service:" + name, name);
    }

    /** The carrier of a trunk. */
    public String carrier(Target.Trunk trunk) {
        return titles.getOrDefault(trunk.id(), trunk.carrier());
    }

    /** Any target as people say it: {@code Frankfurt}, {@code Northwind in Frankfurt}. */
    public String of(Target target) {
        return switch (target) {
            case Target.Region region -> region(region.name());
            case Target.Trunk trunk ->
                    titles.getOrDefault(trunk.id(), trunk.carrier())
                            + " in "
                            + region(trunk.region());
            case Target.Provider provider ->
                    titles.getOrDefault(
                            provider.id(), provider.name() + "/" + provider.modelRegion());
            case Target.Service service -> service(service.name());
            case Target.Carrier carrier -> carrier.name();
            case Target.Dependency dependency -> dependency.name();
            case Target.Path path -> region(path.from()) + " \u2192 " + region(path.to());
        };
    }
}
