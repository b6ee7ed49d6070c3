package dev.signalbox.world.demo;

import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.target.Target;
import dev.signalbox.world.voice.VoiceWorld;
import dev.signalbox.world.worker.Framework;
import dev.signalbox.world.worker.WorkerService;
import dev.signalbox.world.worker.WorkerSite;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    /** What callers call, and what it is built with. */
    private record App(String name, String title, Framework framework) {}

    private static final List<App> APPS =
            List.of(
                    new App("bookings", "Bookings", Framework.PIPECAT),
                    new App("claims", "Claims", Framework.LIVEKIT));

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

    /**
     * Who works where: every application in every region, with the providers of its jurisdiction.
     */
    static List<WorkerSite> sites(List<VoiceWorld.RegionView> regions) {
        return regions.stream()
                .map(VoiceWorld.RegionView::profile)
                .map(region -> new WorkerSite(region.name(), services(region.jurisdiction())))
                .toList();
    }

    private static List<WorkerService> services(String jurisdiction) {
        return APPS.stream()
                .map(app -> new WorkerService(app.name(), app.framework(), chains(jurisdiction)))
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
     * @param jurisdictions that the regions lie in
     */
    static String policy(List<String> regions, Collection<String> jurisdictions) {
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
            text.append(service(app, regions, served));
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
