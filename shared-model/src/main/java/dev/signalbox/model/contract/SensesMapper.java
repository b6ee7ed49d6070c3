package dev.signalbox.model.contract;

import dev.signalbox.model.ai.CallResult;
import dev.signalbox.model.ai.ProviderWindow;
import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.fleet.DependencyView;
import dev.signalbox.model.fleet.HealthEntry;
import dev.signalbox.model.fleet.PathView;
import dev.signalbox.model.fleet.ProviderView;
import dev.signalbox.model.fleet.RegionSenses;
import dev.signalbox.model.fleet.ServiceView;
import dev.signalbox.model.media.PathQuality;
import dev.signalbox.model.target.Target;
import dev.signalbox.v1.Chain;
import dev.signalbox.v1.ChainLink;
import dev.signalbox.v1.Dependency;
import dev.signalbox.v1.Health;
import dev.signalbox.v1.Path;
import dev.signalbox.v1.Provider;
import dev.signalbox.v1.ProviderModel;
import dev.signalbox.v1.Region;
import dev.signalbox.v1.Service;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What is known beyond trunks, both ways; the part of {@link ContractMapper} for it. */
final class SensesMapper {

    private SensesMapper() {}

    static void toContract(RegionSenses senses, Region.Builder region) {
        senses.paths().forEach(path -> region.addPaths(toContract(path)));
        senses.providers().forEach(provider -> region.addProviders(toContract(provider)));
        senses.services().forEach(service -> region.addServices(toContract(service)));
        senses.dependencies().forEach(d -> region.addDependencies(toContract(d)));
        region.setCauses(CausesMapper.toContract(senses.causes()));
        region.setSilence(CausesMapper.toContract(senses.silence()));
        senses.health().forEach(entry -> region.addHealth(toContract(entry)));
    }

    static RegionSenses fromContract(Region region) {
        return new RegionSenses(
                known(region.getPathsList().stream().map(SensesMapper::fromContract)),
                known(region.getProvidersList().stream().map(SensesMapper::fromContract)),
                known(region.getServicesList().stream().map(SensesMapper::fromContract)),
                known(region.getDependenciesList().stream().map(SensesMapper::fromContract)),
                CausesMapper.fromContract(region.getCauses()),
                CausesMapper.fromContract(region.getSilence()),
                known(region.getHealthList().stream().map(SensesMapper::fromContract)));
    }

    private static <T> List<T> known(Stream<Optional<T>> parts) {
        return parts.flatMap(Optional::stream).toList();
    }

    private static Path toContract(PathView view) {
        PathQuality quality = view.quality();
        Path.Builder path =
                Path.newBuilder()
                        .setTarget(view.path().id())
                        .setState(ContractEnums.toContract(view.state()))
                        .setFinding(view.finding())
                        .setWindowMillis(quality.windowMillis())
                        .setExpected(quality.expected())
                        .setLost(quality.lost());
        Double jitter = quality.jitterMillis();
        if (jitter != null) {
            path.setJitterMillis(jitter);
        }
        Double roundTrip = quality.roundTripMillis();
        if (roundTrip != null) {
            path.setRoundTripMillis(roundTrip);
        }
        Double rFactor = quality.rFactor();
        if (rFactor != null) {
            path.setRFactor(rFactor);
        }
        Double mos = quality.mos();
        if (mos != null) {
            path.setMos(mos);
        }
        Long age = view.ageMillis();
        if (age != null) {
            path.setAgeMillis(age);
        }
        return path.build();
    }

    private static Optional<PathView> fromContract(Path path) {
        if (!(ContractMapper.target(path.getTarget()).orElse(null) instanceof Target.Path target)) {
            return Optional.empty();
        }
        PathQuality quality =
                new PathQuality(
                        path.getWindowMillis(),
                        path.getExpected(),
                        path.getLost(),
                        path.hasJitterMillis() ? Double.valueOf(path.getJitterMillis()) : null,
                        path.hasRoundTripMillis()
                                ? Double.valueOf(path.getRoundTripMillis())
                                : null,
                        path.hasRFactor() ? Double.valueOf(path.getRFactor()) : null,
                        path.hasMos() ? Double.valueOf(path.getMos()) : null);
        return Optional.of(
                new PathView(
                        target,
                        ContractEnums.fromContract(path.getState()),
                        path.getFinding(),
                        quality,
                        path.hasAgeMillis() ? Long.valueOf(path.getAgeMillis()) : null));
    }

    private static Provider toContract(ProviderView view) {
        Provider.Builder provider =
                Provider.newBuilder()
                        .setTarget(view.target().id())
                        .setTitle(view.title())
                        .setJurisdiction(view.jurisdiction())
                        .setState(ContractEnums.toContract(view.state()))
                        .setFinding(view.finding())
                        .setSharePercent(view.sharePercent())
                        .setUsualFirstMillis(view.usualFirstMillis());
        Instant since = view.since();
        if (since != null) {
            provider.setSince(ContractMapper.timestamp(since));
        }
        view.windows().forEach(window -> provider.addWindows(toContract(window)));
        for (ProviderView.ModelView model : view.models()) {
            ProviderModel.Builder part = ProviderModel.newBuilder().setModel(model.model());
            model.windows().forEach(window -> part.addWindows(toContract(window)));
            provider.addModels(part);
        }
        Long age = view.ageMillis();
        if (age != null) {
            provider.setAgeMillis(age);
        }
        return provider.build();
    }

    private static Optional<ProviderView> fromContract(Provider provider) {
        if (!(ContractMapper.target(provider.getTarget()).orElse(null)
                instanceof Target.Provider target)) {
            return Optional.empty();
        }
        return Optional.of(
                new ProviderView(
                        target,
                        provider.getTitle(),
                        provider.getJurisdiction(),
                        ContractEnums.fromContract(provider.getState()),
                        provider.getFinding(),
                        provider.getSharePercent(),
                        provider.hasSince() ? ContractMapper.instant(provider.getSince()) : null,
                        windows(provider.getWindowsList()),
                        provider.getModelsList().stream()
                                .map(
                                        model ->
                                                new ProviderView.ModelView(
                                                        model.getModel(),
                                                        windows(model.getWindowsList())))
                                .toList(),
                        provider.getUsualFirstMillis(),
                        provider.hasAgeMillis() ? Long.valueOf(provider.getAgeMillis()) : null));
    }

    private static List<ProviderWindow> windows(List<dev.signalbox.v1.ProviderWindow> windows) {
        return windows.stream().map(SensesMapper::fromContract).toList();
    }

    private static dev.signalbox.v1.ProviderWindow toContract(ProviderWindow view) {
        dev.signalbox.v1.ProviderWindow.Builder window =
                dev.signalbox.v1.ProviderWindow.newBuilder()
                        .setWindowMillis(view.windowMillis())
                        .setFirstSamples(view.firstSamples());
        view.results()
                .forEach(
                        (result, count) ->
                                window.putResults(result.name().toLowerCase(Locale.ROOT), count));
        Double median = view.firstMillisP50();
        if (median != null) {
            window.setFirstMillisP50(median);
        }
        Double p95 = view.firstMillisP95();
        if (p95 != null) {
            window.setFirstMillisP95(p95);
        }
        Double p99 = view.firstMillisP99();
        if (p99 != null) {
            window.setFirstMillisP99(p99);
        }
        return window.build();
    }

    private static ProviderWindow fromContract(dev.signalbox.v1.ProviderWindow window) {
        EnumMap<CallResult, Long> results = new EnumMap<>(CallResult.class);
        for (Map.Entry<String, Long> entry : window.getResultsMap().entrySet()) {
            results.merge(result(entry.getKey()), entry.getValue(), Long::sum);
        }
        return new ProviderWindow(
                window.getWindowMillis(),
                results,
                window.hasFirstMillisP50() ? Double.valueOf(window.getFirstMillisP50()) : null,
                window.hasFirstMillisP95() ? Double.valueOf(window.getFirstMillisP95()) : null,
                window.hasFirstMillisP99() ? Double.valueOf(window.getFirstMillisP99()) : null,
                window.getFirstSamples());
    }

    /** A result of a newer agent counts as a failure: it is not known to be good. */
    private static CallResult result(String text) {
        for (CallResult result : CallResult.values()) {
            if (result.name().toLowerCase(Locale.ROOT).equals(text)) {
                return result;
            }
        }
        return CallResult.OTHER_ERROR;
    }

    private static Service toContract(ServiceView view) {
        Service.Builder service =
                Service.newBuilder()
                        .setTarget(view.target().id())
                        .setTitle(view.title())
                        .setSeverity(ContractEnums.toContract(view.severity()))
                        .setFinding(view.finding())
                        .setRung(ContractEnums.toContract(view.rung()))
                        .setRungReason(view.rungReason());
        Instant since = view.rungSince();
        if (since != null) {
            service.setRungSince(ContractMapper.timestamp(since));
        }
        for (ServiceView.ChainView chain : view.chains()) {
            Chain.Builder part = Chain.newBuilder().setStage(chain.stage().text());
            for (ServiceView.LinkView link : chain.links()) {
                part.addLinks(
                        ChainLink.newBuilder()
                                .setProvider(link.provider().id())
                                .setSharePercent(link.sharePercent())
                                .setRung(ContractEnums.toContract(link.rung()))
                                .setInUse(link.inUse()));
            }
            service.addChains(part);
        }
        return service.build();
    }

    private static Optional<ServiceView> fromContract(Service service) {
        if (!(ContractMapper.target(service.getTarget()).orElse(null)
                instanceof Target.Service target)) {
            return Optional.empty();
        }
        return Optional.of(
                new ServiceView(
                        target,
                        service.getTitle(),
                        ContractEnums.fromContract(service.getSeverity()),
                        service.getFinding(),
                        ContractEnums.fromContract(service.getRung()),
                        service.hasRungSince()
                                ? ContractMapper.instant(service.getRungSince())
                                : null,
                        service.getRungReason(),
                        known(service.getChainsList().stream().map(SensesMapper::fromContract))));
    }

    private static Optional<ServiceView.ChainView> fromContract(Chain chain) {
        return Stage.of(chain.getStage())
                .map(
                        stage ->
                                new ServiceView.ChainView(
                                        stage,
                                        known(
                                                chain.getLinksList().stream()
                                                        .map(SensesMapper::fromContract))));
    }

    private static Optional<ServiceView.LinkView> fromContract(ChainLink link) {
        return ContractMapper.target(link.getProvider())
                .filter(Target.Provider.class::isInstance)
                .map(Target.Provider.class::cast)
                .map(
                        provider ->
                                new ServiceView.LinkView(
                                        provider,
                                        link.getSharePercent(),
                                        ContractEnums.fromContract(link.getRung()),
                                        link.getInUse()));
    }

    private static Dependency toContract(DependencyView view) {
        Dependency.Builder dependency =
                Dependency.newBuilder()
                        .setTarget(view.target().id())
                        .setSeverity(ContractEnums.toContract(view.severity()))
                        .setFinding(view.finding())
                        .setCalls(view.calls())
                        .setFailed(view.failed());
        Long age = view.ageMillis();
        if (age != null) {
            dependency.setAgeMillis(age);
        }
        return dependency.build();
    }

    private static Optional<DependencyView> fromContract(Dependency dependency) {
        if (!(ContractMapper.target(dependency.getTarget()).orElse(null)
                instanceof Target.Dependency target)) {
            return Optional.empty();
        }
        return Optional.of(
                new DependencyView(
                        target,
                        ContractEnums.fromContract(dependency.getSeverity()),
                        dependency.getFinding(),
                        dependency.getCalls(),
                        dependency.getFailed(),
                        dependency.hasAgeMillis()
                                ? Long.valueOf(dependency.getAgeMillis())
                                : null));
    }

    private static Health toContract(HealthEntry view) {
        Health.Builder health =
                Health.newBuilder()
                        .setTarget(view.target().id())
                        .setTitle(view.title())
                        .setSeverity(ContractEnums.toContract(view.severity()))
                        .setState(view.state())
                        .setFinding(view.finding())
                        .setSince(ContractMapper.timestamp(view.since()))
                        .addAllEvidence(view.evidence());
        Long age = view.ageMillis();
        if (age != null) {
            health.setAgeMillis(age);
        }
        return health.build();
    }

    private static Optional<HealthEntry> fromContract(Health health) {
        return ContractMapper.target(health.getTarget())
                .map(
                        target ->
                                new HealthEntry(
                                        target,
                                        health.getTitle(),
                                        ContractEnums.fromContract(health.getSeverity()),
                                        health.getState(),
                                        health.getFinding(),
                                        ContractMapper.instant(health.getSince()),
                                        health.getEvidenceList(),
                                        health.hasAgeMillis()
                                                ? Long.valueOf(health.getAgeMillis())
                                                : null));
    }
}
