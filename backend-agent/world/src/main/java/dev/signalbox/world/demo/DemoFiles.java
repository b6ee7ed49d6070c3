package dev.signalbox.world.demo;

import dev.signalbox.world.process.AgentFile;
import dev.signalbox.world.traffic.CarrierProfile;
import dev.signalbox.world.traffic.RegionProfile;
import dev.signalbox.world.voice.VoiceWorld;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes the configuration of the demo's agents, the same files that people write by hand. */
final class DemoFiles {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int KEY_BYTES = 16;

    private final List<AgentSite> sites;
    private final String hepKey;

    private DemoFiles(List<AgentSite> sites, String hepKey) {
        this.sites = sites;
        this.hepKey = hepKey;
    }

    /** The agents, in the order of the regions. */
    List<AgentSite> sites() {
        return sites;
    }

    /** The secret that the SBCs put into every mirrored packet. */
    String hepKey() {
        return hepKey;
    }

    /**
     * Writes everything below {@code directory}.
     *
     * @throws IOException when it cannot be written, or no port is free
     */
    static DemoFiles write(Path directory, List<VoiceWorld.RegionView> regions) throws IOException {
        byte[] secret = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(secret);
        String key = HexFormat.of().formatHex(secret);
        Files.writeString(directory.resolve("policy.yaml"), policy(regions));
        List<AgentSite> sites = new ArrayList<>();
        for (VoiceWorld.RegionView region : regions) {
            String name = region.profile().name();
            Path folder = Files.createDirectories(directory.resolve("agents").resolve(name));
            AgentSite site = new AgentSite(name, folder, freeTcpPort(), freeUdpPort());
            AgentFile.writeKey(folder, key);
            Files.writeString(site.configuration(), agent(site, region));
            sites.add(site);
        }
        return new DemoFiles(List.copyOf(sites), key);
    }

    private static String agent(AgentSite site, VoiceWorld.RegionView region) {
        return new AgentFile(
                        site.region(),
                        "../../policy.yaml",
                        site.console(),
                        site.hep(),
                        "sbc-" + site.region(),
                        region.routerUrl(),
                        DemoSettings.LEASE)
                .text();
    }

    private static String policy(List<VoiceWorld.RegionView> regions) {
        StringBuilder text = new StringBuilder();
        text.append("# Written by the demo. installers/examples/policy.yaml explains every key.\n");
        text.append("fleet: demo\nregions:\n");
        for (VoiceWorld.RegionView view : regions) {
            RegionProfile region = view.profile();
            text.append(
                    "  - {name: %s, title: %s, latitude: %s, longitude: %s, jurisdiction: %s, kind: cloud}\n"
                            .formatted(
                                    region.name(),
                                    region.title(),
                                    region.latitude(),
                                    region.longitude(),
                                    region.jurisdiction()));
        }
        text.append("carriers:\n");
        carrierTitles(regions)
                .forEach(
                        (name, title) ->
                                text.append("  - {name: %s, title: %s}\n".formatted(name, title)));
        text.append("trunks:\n");
        for (VoiceWorld.RegionView region : regions) {
            region.trunks().forEach(trunk -> text.append(trunk(trunk)));
        }
        text.append("services:\n");
        for (String jurisdiction : jurisdictions(regions)) {
            text.append(service(jurisdiction, regions));
        }
        return text.append(thresholds()).toString();
    }

    private static String trunk(VoiceWorld.TrunkAddress trunk) {
        CarrierProfile carrier = trunk.carrier();
        return """
          - region: %s
            carrier: %s
            direction: %s
            address: %s
            channels: %d
            callsPerSecond: %d
            security: none
            testNumber: "%s"
        """
                .formatted(
                        trunk.target().region(),
                        carrier.name(),
                        switch (carrier.direction()) {
                            case INBOUND -> "inbound";
                            case OUTBOUND -> "outbound";
                            case BOTH -> "both";
                        },
                        trunk.uri(),
                        carrier.channels(),
                        carrier.callsPerSecondMax(),
                        carrier.testNumber());
    }

    private static String service(String jurisdiction, List<VoiceWorld.RegionView> regions) {
        String names =
                regions.stream()
                        .map(VoiceWorld.RegionView::profile)
                        .filter(region -> region.jurisdiction().equals(jurisdiction))
                        .map(RegionProfile::name)
                        .collect(Collectors.joining(", "));
        String lower = jurisdiction.toLowerCase(Locale.ROOT);
        return "  - {name: bookings-%s, title: Bookings %s, jurisdictions: [%s], regions: [%s]}\n"
                .formatted(lower, jurisdiction, jurisdiction, names);
    }

    private static String thresholds() {
        return """
        thresholds:
          optionsInterval: %ds
          coolDown: %ds
          returnStageHold: %ds
          returnStageCalls: %d
          returnStageWaitMax: %ds
        rules:
          trunk-not-answering: enforce
          trunk-rejecting: enforce
        """
                .formatted(
                        DemoSettings.OPTIONS_INTERVAL.toSeconds(),
                        DemoSettings.COOL_DOWN.toSeconds(),
                        DemoSettings.RETURN_STAGE_HOLD.toSeconds(),
                        DemoSettings.RETURN_STAGE_CALLS,
                        DemoSettings.RETURN_STAGE_WAIT_MAX.toSeconds());
    }

    private static Map<String, String> carrierTitles(List<VoiceWorld.RegionView> regions) {
        Map<String, String> titles = new LinkedHashMap<>();
        for (VoiceWorld.RegionView region : regions) {
            region.trunks().forEach(t -> titles.put(t.carrier().name(), t.carrier().title()));
        }
        return titles;
    }

    private static Set<String> jurisdictions(List<VoiceWorld.RegionView> regions) {
        return regions.stream()
                .map(region -> region.profile().jurisdiction())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static InetSocketAddress freeTcpPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
            return new InetSocketAddress(LOOPBACK, socket.getLocalPort());
        }
    }

    private static InetSocketAddress freeUdpPort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, LOOPBACK)) {
            return new InetSocketAddress(LOOPBACK, socket.getLocalPort());
        }
    }
}
