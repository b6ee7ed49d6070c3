package dev.signalbox.ctl;

import dev.signalbox.model.fleet.DependencyView;
import dev.signalbox.model.fleet.PathView;
import dev.signalbox.model.fleet.ProviderView;
import dev.signalbox.model.fleet.RegionSenses;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.fleet.ServiceView;
import dev.signalbox.model.fleet.Severity;
import dev.signalbox.model.fleet.TrunkView;
import dev.signalbox.model.target.Target;
import java.util.List;
import java.util.stream.Stream;

/** What a story is about, as its region reports it now. */
sealed interface Subject {

    Target target();

    /** How bad it is. */
    Severity severity();

    /** What people call it. */
    String title();

    /** The road to one carrier. */
    record Trunk(TrunkView view) implements Subject {
        @Override
        public Target.Trunk target() {
            return view.target();
        }

        @Override
        public Severity severity() {
            return view.state().severity();
        }

        @Override
        public String title() {
            return view.carrierTitle();
        }
    }

    /** The media road from one region to another. */
    record Path(PathView view) implements Subject {
        @Override
        public Target.Path target() {
            return view.path();
        }

        @Override
        public Severity severity() {
            return view.state().severity();
        }

        @Override
        public String title() {
            return "Media from " + view.path().from() + " to " + view.path().to();
        }
    }

    /** An AI provider. */
    record Provider(ProviderView view) implements Subject {
        @Override
        public Target.Provider target() {
            return view.target();
        }

        @Override
        public Severity severity() {
            return view.state().severity();
        }

        @Override
        public String title() {
            return view.title();
        }
    }

    /** A voice application. */
    record Service(ServiceView view) implements Subject {
        @Override
        public Target.Service target() {
            return view.target();
        }

        @Override
        public Severity severity() {
            return view.severity();
        }

        @Override
        public String title() {
            return view.title();
        }
    }

    /** Something else that conversations need. */
    record Dependency(DependencyView view) implements Subject {
        @Override
        public Target.Dependency target() {
            return view.target();
        }

        @Override
        public Severity severity() {
            return view.severity();
        }

        @Override
        public String title() {
            return view.target().name();
        }
    }

    /** All that a region reports of itself. */
    static Stream<Subject> all(RegionView region) {
        RegionSenses senses = region.senses();
        return Stream.of(
                        region.trunks().stream().map(Trunk::new),
                        senses.paths().stream().map(Path::new),
                        senses.providers().stream().map(Provider::new),
                        senses.services().stream().map(Service::new),
                        senses.dependencies().stream().map(Dependency::new))
                .flatMap(part -> part);
    }

    /**
     * What a target means in one region: a carrier its trunk; the region itself all its trunks, and
     * of everything else what is not well.
     */
    static List<Subject> of(Target wanted, RegionView region) {
        return all(region).filter(subject -> means(wanted, subject, region)).toList();
    }

    private static boolean means(Target wanted, Subject subject, RegionView region) {
        return switch (wanted) {
            case Target.Region own ->
                    region.target().equals(own)
                            && (subject instanceof Trunk || subject.severity() != Severity.WELL);
            case Target.Carrier carrier ->
                    subject instanceof Trunk trunk
                            && trunk.target().carrier().equals(carrier.name());
            case Target.Trunk _,
                    Target.Provider _,
                    Target.Path _,
                    Target.Dependency _,
                    Target.Service _ ->
                    subject.target().equals(wanted);
        };
    }
}
