package dev.signalbox.model.measure;

import dev.signalbox.model.target.Target;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * All that a region sees at one moment: what decide judges.
 *
 * @param trunks in the order of the policy file
 * @param paths both directions of every peer
 * @param providers in the order of the policy file
 * @param services those that run in this region
 */
public record Picture(
        List<TrunkPicture> trunks,
        List<PathPicture> paths,
        List<ProviderPicture> providers,
        List<DependencyPicture> dependencies,
        List<ServicePicture> services) {

    public Picture {
        trunks = List.copyOf(trunks);
        paths = List.copyOf(paths);
        providers = List.copyOf(providers);
        dependencies = List.copyOf(dependencies);
        services = List.copyOf(services);
    }

    /** Nothing seen yet. */
    public static final Picture EMPTY = ofTrunks(List.of());

    /** A picture of trunks alone. */
    public static Picture ofTrunks(List<TrunkPicture> trunks) {
        return new Picture(trunks, List.of(), List.of(), List.of(), List.of());
    }

    /** The same without one kind of symptom of trunks. */
    public Picture without(Symptom.Kind kind) {
        return new Picture(
                trunks.stream().map(trunk -> trunk.without(kind)).toList(),
                paths,
                providers,
                dependencies,
                services);
    }

    /** Every symptom that is on, of trunks first. */
    public Stream<Symptom> symptoms() {
        return Stream.of(
                        trunks.stream().flatMap(t -> t.symptoms().stream()),
                        paths.stream().flatMap(p -> p.symptoms().stream()),
                        providers.stream().flatMap(p -> p.symptoms().stream()),
                        dependencies.stream().flatMap(d -> d.symptoms().stream()),
                        services.stream().flatMap(s -> s.symptoms().stream()))
                .flatMap(Function.identity());
    }

    /** The symptoms of one target, empty when nothing is seen of it. */
    public List<Symptom> symptoms(Target target) {
        return symptoms().filter(s -> s.target().equals(target)).toList();
    }

    /** The picture of one provider, if it is in the policy. */
    public Optional<ProviderPicture> of(Target.Provider provider) {
        return providers.stream().filter(p -> p.provider().equals(provider)).findFirst();
    }

    /** The picture of one trunk, if it is in the policy. */
    public Optional<TrunkPicture> of(Target.Trunk trunk) {
        return trunks.stream().filter(t -> t.trunk().equals(trunk)).findFirst();
    }
}
