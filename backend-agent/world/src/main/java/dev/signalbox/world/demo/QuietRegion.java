package dev.signalbox.world.demo;

import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.time.NowSource;
import dev.signalbox.world.path.PathRelays;
import dev.signalbox.world.process.ChildProcess;
import dev.signalbox.world.process.Programs;
import dev.signalbox.world.traffic.Regions;
import dev.signalbox.world.voice.VoiceWorld;
import dev.signalbox.world.worker.Workers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The demo's first region alone, without a story: its agent as a process, its usual calls with
 * their workers. Others put a load beside it.
 */
public final class QuietRegion implements AutoCloseable {

    private static final Duration UP_WITHIN = Duration.ofSeconds(30);
    private static final long LOOK_MILLIS = 50;

    private final long seed;
    private final VoiceWorld world;
    private final PathRelays roads;
    private final DemoFiles files;
    private final Workers workers;
    private final AgentSite site;
    private final Fleet fleet;
    private final AgentClient client;
    private final ChildProcess agent;

    /**
     * Starts the agent.
     *
     * @param directory gets its configuration and data
     * @param seed of the calls
     * @throws IOException when sockets or files are refused
     * @throws Programs.MissingException when the agent has not been built
     */
    public QuietRegion(Programs programs, Path directory, long seed)
            throws IOException, Programs.MissingException {
        this.seed = seed;
        world = new VoiceWorld(DemoAi.withServices(List.of(Regions.brief().getFirst())));
        List<AgentSite> sites = DemoFiles.sites(directory, world.regions());
        site = sites.getFirst();
        roads = new PathRelays(List.of(new PathRelays.Station(site.region(), site.path())), seed);
        files = DemoFiles.write(directory, world.regions(), sites, roads);
        workers = new Workers(DemoAi.sites(world.regions()));
        fleet = new Fleet(List.of(site.consoleAddress()), NowSource.system());
        client = new AgentClient(site.region(), site.consoleAddress(), null, fleet);
        agent =
                ChildProcess.start(
                        "agent " + site.region(),
                        programs.command(
                                Programs.Program.AGENT,
                                List.of(
                                        "--config",
                                        site.configuration().toString(),
                                        "--supervised")),
                        site.directory(),
                        site.directory().resolve("agent.log"),
                        _ -> {});
    }

    /**
     * Begins the calls and waits for the agent's first report.
     *
     * @throws IOException when the agent ends, or does not answer
     */
    public void start() throws IOException, InterruptedException {
        world.start(seed, files.hepKey(), List.of(site.hep()), workers);
        workers.connect(
                site.region(),
                site.otlp(),
                site.http(),
                files.outcomeKey().getBytes(StandardCharsets.UTF_8));
        long patience = System.nanoTime() + UP_WITHIN.toNanos();
        while (fleet.view().regions().isEmpty()) {
            if (!agent.alive() || System.nanoTime() > patience) {
                throw new IOException("the agent does not answer, see " + agent.log());
            }
            client.watch();
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /** Where the agent takes OTLP over gRPC. */
    public InetSocketAddress otlp() {
        return site.otlp();
    }

    /** Where the agent takes mirrored packets. */
    public InetSocketAddress hep() {
        return site.hep();
    }

    /** The agent's process. */
    public long pid() {
        return agent.pid();
    }

    /** Whether the agent runs. */
    public boolean agentAlive() {
        return agent.alive();
    }

    /** The agent's own counters as it reported them last; empty before. */
    public SortedMap<String, Long> intake() {
        return fleet.view().regions().stream()
                .map(RegionEntry::view)
                .map(view -> view.agent().intake())
                .findFirst()
                .orElseGet(TreeMap::new);
    }

    /** Calls that are up as the agent sees it. */
    public int liveCalls() {
        return fleet.view().regions().stream().mapToInt(entry -> entry.view().liveCalls()).sum();
    }

    /** Mirrored packets that the network did not take. */
    public long mirrorDrops() {
        return world.mirrorDrops();
    }

    @Override
    public void close() throws IOException {
        client.close();
        world.close();
        workers.close();
        roads.close();
        agent.askToEnd();
        try {
            agent.awaitEnd();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
