package dev.signalbox.world.demo;

import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.target.Target;
import dev.signalbox.world.traffic.RegionProfile;
import dev.signalbox.world.traffic.ServiceShare;
import dev.signalbox.world.voice.VoiceWorld;
import dev.signalbox.world.worker.Framework;
import dev.signalbox.world.worker.WorkerService;
import dev.signalbox.world.worker.WorkerSite;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.stream.Collectors;

/**
 * The AI providers and voice applications of the demo's policy. Names are invented. Every stage has
 * a second provider in each jurisdiction; the second language model can only greet and capture the
 * intent, so that the ladder is seen.
 */
final class DemoAi {

    private static final List<String> JURISDICTIONS = List.of("EU", "US");
    private static final Map<String, String> TITLES =
            Map.of(
                    "hark", "Hark STT",
                    "lyra", "Lyra STT",
                    "acme", "Acme LLM",
                    "basalt", "Basalt LLM",
                    "verse", "Verse TTS",
                    "cadence", "Cadence TTS");
    private static final List<Chain> CHAINS =
            List.of(
                    new Chain("stt", "hark", "lyra", "primary"),
                    new Chain("llm", "acme", "basalt", "degraded"),
                    new Chain("tts", "verse", "cadence", "primary"));

    /** One stage: who serves it, who steps in, and what a service can do with that one. */
    private record Chain(String stage, String first, String second, String secondRung) {}

    /**
     * What callers call, and what it is built with.
     *
     * @param only the one region it works in, empty when it works everywhere
     */
    private record App(String name, String title, Framework framework, String only) {
        boolean worksIn(String region) {
            return only.isEmpty() || only.equals(region);
        }
    }

    /** The clinic's data stay in one region: when that is lost nobody else may take its calls. */
    private static final List<App> APPS =
            List.of(
                    new App("bookings", "Bookings", Framework.PIPECAT, ""),
                    new App("claims", "Claims", Framework.LIVEKIT, ""),
                    new App("clinic", "Clinic line", Framework.PIPECAT, "eu-central"));

    private static final int CLINIC_PERCENT = 8;

    private DemoAi() {}

    /** All providers with their jurisdictions. */
    static Map<Target.Provider, String> providers() {
        return CHAINS.stream()
                .flatMap(
                        chain ->
                                JURISDICTIONS.stream()
                                        .flatMap(
                                                jurisdiction ->
                                                        List.of(chain.first(), chain.second())
                                                                .stream()
                                                                .map(
                                                                        name ->
                                                                                target(
                                                                                        chain,
                                                                                        name,
                                                                                        jurisdiction))))
                .collect(
                        Collectors.toMap(
                                provider -> provider,
                                provider -> provider.modelRegion().toUpperCase(Locale.ROOT)));
    }

    /** All voice applications. */
    static List<Target.Service> services() {
        return APPS.stream().map(app -> new Target.Service(app.name())).toList();
    }

    /** The same regions with calls for the applications that work there. */
    static List<RegionProfile> withServices(List<RegionProfile> regions) {
        return regions.stream().map(r -> r.withServices(shares(r.name()))).toList();
    }

    private static List<ServiceShare> shares(String region) {
        List<App> apps = APPS.stream().filter(app -> app.worksIn(region)).toList();
        long everywhere = apps.stream().filter(app -> app.only().isEmpty()).count();
        long rest = 100 - (apps.size() - everywhere) * CLINIC_PERCENT;
        return apps.stream()
                .map(
                        app ->
                                new ServiceShare(
                                        app.name(),
                                        app.only().isEmpty()
                                                ? (int) (rest / everywhere)
                                                : CLINIC_PERCENT))
                .toList();
    }

    /** Who works where, with the providers of the region's jurisdiction. */
    static List<WorkerSite> sites(List<VoiceWorld.RegionView> regions) {
        return regions.stream()
                .map(VoiceWorld.RegionView::profile)
                .map(region -> new WorkerSite(region.name(), services(region)))
                .toList();
    }

    private static List<WorkerService> services(RegionProfile region) {
        return APPS.stream()
                .filter(app -> app.worksIn(region.name()))
                .map(
                        app ->
                                new WorkerService(
                                        app.name(), app.framework(), chains(region.jurisdiction())))
                .toList();
    }

    private static Map<Stage, List<Target.Provider>> chains(String jurisdiction) {
        return CHAINS.stream()
                .collect(
                        Collectors.toMap(
                                chain -> Stage.of(chain.stage()).orElseThrow(),
                                chain ->
                                        List.of(
                                                target(chain, chain.first(), jurisdiction),
                                                target(chain, chain.second(), jurisdiction))));
    }

    private static Target.Provider target(Chain chain, String name, String jurisdiction) {
        return new Target.Provider(chain.stage(), name, jurisdiction.toLowerCase(Locale.ROOT));
    }

    /**
     * {@code providers:} and {@code services:} of the policy.
     *
     * @param regions with the jurisdiction that each lies in
     */
    static String policy(NavigableMap<String, String> regions) {
        Collection<String> jurisdictions = regions.values();
        List<String> served = JURISDICTIONS.stream().filter(jurisdictions::contains).toList();
        StringBuilder text = new StringBuilder("providers:\n");
        for (Chain chain : CHAINS) {
            for (String name : List.of(chain.first(), chain.second())) {
                for (String jurisdiction : served) {
                    text.append(provider(chain, name, jurisdiction));
                }
            }
        }
        text.append("services:\n");
        for (App app : APPS) {
            List<String> where = regions.keySet().stream().filter(app::worksIn).toList();
            if (!where.isEmpty()) {
                List<String> lawful =
                        served.stream()
                                .filter(j -> where.stream().map(regions::get).anyMatch(j::equals))
                                .toList();
                text.append(service(app, where, lawful));
            }
        }
        return text.toString();
    }

    private static String provider(Chain chain, String name, String jurisdiction) {
        String modelRegion = jurisdiction.toLowerCase(Locale.ROOT);
        return """
          - stage: %s
            name: %s
            modelRegion: %s
            title: %s %s
            jurisdiction: %s
            names: [%s-ai]
            hosts: [%s.%s.example]
        """
                .formatted(
                        chain.stage(),
                        name,
                        modelRegion,
                        TITLES.get(name),
                        jurisdiction,
                        jurisdiction,
                        name,
                        modelRegion,
                        name);
    }

    private static String service(App app, List<String> regions, List<String> jurisdictions) {
        StringBuilder text = new StringBuilder();
        text.append(
                """
                  - name: %s
                    title: %s
                    jurisdictions: [%s]
                    regions: [%s]
                    humanQueue: "+4969555900"
                    emergency: "+4969555901"
                    chains:
                """
                        .formatted(
                                app.name(),
                                app.title(),
                                String.join(", ", jurisdictions),
                                String.join(", ", regions)));
        for (Chain chain : CHAINS) {
            text.append("      ").append(chain.stage()).append(":\n");
            for (String jurisdiction : jurisdictions) {
                String modelRegion = jurisdiction.toLowerCase(Locale.ROOT);
                text.append("        - {provider: %s/%s}\n".formatted(chain.first(), modelRegion));
                text.append(
                        "        - {provider: %s/%s, rung: %s}\n"
                                .formatted(chain.second(), modelRegion, chain.secondRung()));
            }
        }
        return text.toString();
    }
}
