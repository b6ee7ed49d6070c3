package dev.signalbox.model.contract;

import static dev.signalbox.model.contract.ContractMapperTest.any;
import static dev.signalbox.model.contract.ContractMapperTest.instant;
import static dev.signalbox.model.contract.ContractMapperTest.name;
import static dev.signalbox.model.contract.ContractMapperTest.ratio;
import static dev.signalbox.model.contract.ContractMapperTest.some;
import static dev.signalbox.model.contract.ContractMapperTest.text;

import dev.signalbox.model.ai.CallResult;
import dev.signalbox.model.ai.ProviderWindow;
import dev.signalbox.model.ai.Rung;
import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.cause.CallVerdict;
import dev.signalbox.model.cause.CauseGroup;
import dev.signalbox.model.cause.CauseSlice;
import dev.signalbox.model.cause.CausesView;
import dev.signalbox.model.cause.Side;
import dev.signalbox.model.cause.SilenceView;
import dev.signalbox.model.cause.Tag;
import dev.signalbox.model.fleet.DependencyView;
import dev.signalbox.model.fleet.HealthEntry;
import dev.signalbox.model.fleet.PathView;
import dev.signalbox.model.fleet.ProviderView;
import dev.signalbox.model.fleet.RegionSenses;
import dev.signalbox.model.fleet.ServiceView;
import dev.signalbox.model.fleet.Severity;
import dev.signalbox.model.media.PathQuality;
import dev.signalbox.model.target.Target;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Everything beyond trunks, at random. */
final class RandomSenses {

    private RandomSenses() {}

    static RegionSenses of(Random random) {
        return new RegionSenses(
                some(random, () -> path(random)),
                some(random, () -> provider(random)),
                some(random, () -> service(random)),
                some(random, () -> dependency(random)),
                causes(random),
                silence(random),
                some(random, () -> health(random)));
    }

    static Target target(Random random) {
        return switch (random.nextInt(7)) {
            case 0 -> new Target.Region(name(random));
            case 1 -> new Target.Carrier(name(random));
            case 2 -> new Target.Path(name(random), name(random));
            case 3 -> providerTarget(random);
            case 4 -> new Target.Dependency(name(random));
            case 5 -> new Target.Service(name(random));
            default -> new Target.Trunk(name(random), name(random));
        };
    }

    private static Target.Provider providerTarget(Random random) {
        return new Target.Provider(any(random, Stage.values()).text(), name(random), name(random));
    }

    private static @Nullable Long age(Random random) {
        return random.nextBoolean() ? null : Long.valueOf(random.nextLong(100_000));
    }

    private static long count(Random random) {
        return random.nextLong(1_000_000);
    }

    private static PathView path(Random random) {
        return new PathView(
                new Target.Path(name(random), name(random)),
                any(random, PathView.State.values()),
                text(random),
                new PathQuality(
                        count(random),
                        count(random),
                        count(random),
                        ratio(random),
                        ratio(random),
                        ratio(random),
                        ratio(random)),
                age(random));
    }

    private static ProviderView provider(Random random) {
        return new ProviderView(
                providerTarget(random),
                text(random),
                text(random),
                any(random, ProviderView.State.values()),
                text(random),
                random.nextInt(101),
                random.nextBoolean() ? null : instant(random),
                windows(random),
                some(random, () -> new ProviderView.ModelView(text(random), windows(random))),
                random.nextDouble(),
                age(random));
    }

    private static List<ProviderWindow> windows(Random random) {
        return some(
                random,
                () -> {
                    Map<CallResult, Long> results = new EnumMap<>(CallResult.class);
                    some(random, () -> any(random, CallResult.values()))
                            .forEach(result -> results.put(result, count(random)));
                    return new ProviderWindow(
                            count(random),
                            results,
                            ratio(random),
                            ratio(random),
                            ratio(random),
                            count(random));
                });
    }

    private static ServiceView service(Random random) {
        return new ServiceView(
                new Target.Service(name(random)),
                text(random),
                any(random, Severity.values()),
                text(random),
                any(random, Rung.values()),
                random.nextBoolean() ? null : instant(random),
                text(random),
                some(
                        random,
                        () ->
                                new ServiceView.ChainView(
                                        any(random, Stage.values()),
                                        some(
                                                random,
                                                () ->
                                                        new ServiceView.LinkView(
                                                                providerTarget(random),
                                                                random.nextInt(101),
                                                                any(random, Rung.values()),
                                                                random.nextBoolean())))));
    }

    private static DependencyView dependency(Random random) {
        return new DependencyView(
                new Target.Dependency(name(random)),
                any(random, Severity.values()),
                text(random),
                count(random),
                count(random),
                age(random));
    }

    private static CausesView causes(Random random) {
        TreeMap<String, Long> unknown = new TreeMap<>();
        some(random, () -> text(random)).forEach(ending -> unknown.put(ending, count(random)));
        TreeMap<String, Long> providers = new TreeMap<>();
        some(random, () -> text(random)).forEach(name -> providers.put(name, count(random)));
        return new CausesView(
                some(random, () -> group(random)),
                some(random, () -> slice(random)),
                unknown,
                providers);
    }

    private static CauseGroup group(Random random) {
        return new CauseGroup(
                text(random),
                any(random, Tag.values()),
                count(random),
                count(random),
                count(random),
                count(random),
                some(random, () -> verdict(random)));
    }

    private static CauseSlice slice(Random random) {
        Map<Side, Long> failures = new EnumMap<>(Side.class);
        some(random, () -> any(random, Side.values()))
                .forEach(side -> failures.put(side, count(random)));
        Map<Tag, Long> tags = new EnumMap<>(Tag.class);
        some(random, () -> any(random, Tag.values())).forEach(tag -> tags.put(tag, count(random)));
        return new CauseSlice(instant(random), count(random), failures, tags, count(random));
    }

    static CallVerdict verdict(Random random) {
        return new CallVerdict(
                count(random),
                text(random),
                text(random),
                random.nextBoolean() ? null : new Target.Trunk(name(random), name(random)),
                instant(random),
                any(random, Tag.values()),
                random.nextBoolean(),
                any(random, Tag.values()),
                text(random),
                some(random, () -> text(random)));
    }

    private static SilenceView silence(Random random) {
        return new SilenceView(
                random.nextInt(1_000),
                random.nextInt(1_000),
                random.nextInt(1_000),
                count(random),
                count(random),
                some(
                        random,
                        () ->
                                new SilenceView.SilentCall(
                                        text(random), text(random), count(random), text(random))));
    }

    private static HealthEntry health(Random random) {
        return new HealthEntry(
                target(random),
                text(random),
                any(random, Severity.values()),
                text(random),
                text(random),
                instant(random),
                some(random, () -> text(random)),
                age(random));
    }
}
