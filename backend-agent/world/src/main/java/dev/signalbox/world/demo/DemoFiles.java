package dev.signalbox.world.demo;

import dev.signalbox.world.path.PathRelays;
import dev.signalbox.world.process.AgentFile;
import dev.signalbox.world.process.FreePorts;
import dev.signalbox.world.voice.VoiceWorld;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Writes the configuration of the demo's agents, the same files that people write by hand. */
final class DemoFiles {

    private static final int KEY_BYTES = 16;
    private static final String PATH_KEY = "path.key";
    private static final String OUTCOME_KEY = "outcomes.key";
    private static final String DOOR_KEY = "doors.key";

    private final String hepKey;
    private final String outcomeKey;

    /**
     * How agents reach each other.
     *
     * @param probes the media road
     * @param meetings the fleet's TCP
     */
    record Roads(PathRelays probes, Meetings meetings) {}

    private DemoFiles(String hepKey, String outcomeKey) {
        this.hepKey = hepKey;
        this.outcomeKey = outcomeKey;
    }

    /** The secret that the SBCs put into every mirrored packet. */
    String hepKey() {
        return hepKey;
    }

    /** The secret by which workers sign outcomes. */
    String outcomeKey() {
        return outcomeKey;
    }

    /**
     * Makes a folder for every region's agent below {@code directory} and chooses its ports.
     *
     * @throws IOException when a folder cannot be made, or no port is free
     */
    static List<AgentSite> sites(Path directory, List<VoiceWorld.RegionView> regions)
            throws IOException {
        FreePorts ports = new FreePorts();
        List<AgentSite> sites = new ArrayList<>();
        for (VoiceWorld.RegionView region : regions) {
            String name = region.profile().name();
            sites.add(
                    new AgentSite(
                            name,
                            Files.createDirectories(directory.resolve("agents").resolve(name)),
                            ports.tcp(),
                            ports.udp(),
                            ports.udp(),
                            ports.tcp(),
                            ports.tcp(),
                            ports.tcp()));
        }
        return sites;
    }

    /**
     * Writes everything below {@code directory}, for agents that reach each other's TCP directly
     * and without certificates.
     *
     * @param roads by which the agents' probes find each other
     * @throws IOException when it cannot be written
     */
    static DemoFiles write(
            Path directory,
            List<VoiceWorld.RegionView> regions,
            List<AgentSite> sites,
            PathRelays roads)
            throws IOException {
        return write(directory, regions, sites, new Roads(roads, Meetings.DIRECT), Pki.NONE);
    }

    /**
     * Writes everything below {@code directory}.
     *
     * @param roads by which the agents find each other
     * @param pki makes certificates
     * @throws IOException when it cannot be written, or a certificate cannot be made
     */
    static DemoFiles write(
            Path directory,
            List<VoiceWorld.RegionView> regions,
            List<AgentSite> sites,
            Roads roads,
            Pki pki)
            throws IOException {
        String hepKey = secret();
        String pathKey = secret();
        String outcomeKey = secret();
        Files.writeString(directory.resolve("policy.yaml"), DemoPolicy.text(regions));
        for (int i = 0; i < sites.size(); i++) {
            AgentSite site = sites.get(i);
            AgentFile.writeKey(site.directory(), AgentFile.HEP_KEY, hepKey);
            AgentFile.writeKey(site.directory(), PATH_KEY, pathKey);
            AgentFile.writeKey(site.directory(), OUTCOME_KEY, outcomeKey);
            AgentFile.writeKey(site.directory(), DOOR_KEY, regions.get(i).doorKey());
            boolean secured = pki.agent(site.region(), site.pki());
            Files.writeString(
                    site.configuration(),
                    agent(site, regions.get(i))
                            + senses(site, sites, roads.probes())
                            + FleetFile.text(site, sites, roads.meetings(), DOOR_KEY, secured));
        }
        return new DemoFiles(hepKey, outcomeKey);
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

    private static String senses(AgentSite site, List<AgentSite> sites, PathRelays roads) {
        StringBuilder peers = new StringBuilder();
        for (AgentSite other : sites) {
            if (!other.equals(site)) {
                InetSocketAddress road = roads.peer(site.region(), other.region());
                peers.append(
                        "    - {region: %s, address: %s}\n"
                                .formatted(other.region(), AgentSite.text(road)));
            }
        }
        String path =
                peers.isEmpty()
                        ? ""
                        : """
                        path:
                          listen: %s
                          keyFile: %s
                          peers:
                        %s"""
                                .formatted(AgentSite.text(site.path()), PATH_KEY, peers);
        return path
                + """
        workers:
          otlp: %s
          http: %s
          outcomeKeyFile: %s
        """
                        .formatted(
                                AgentSite.text(site.otlp()),
                                AgentSite.text(site.http()),
                                OUTCOME_KEY);
    }

    private static String secret() {
        byte[] secret = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }
}
