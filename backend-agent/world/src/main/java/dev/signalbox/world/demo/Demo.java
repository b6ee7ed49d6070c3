package dev.signalbox.world.demo;

import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.time.NowSource;
import dev.signalbox.model.trust.Identity;
import dev.signalbox.world.path.PathRelays;
import dev.signalbox.world.path.TcpRelays;
import dev.signalbox.world.process.ChildProcess;
import dev.signalbox.world.process.Programs;
import dev.signalbox.world.process.RunDirectory;
import dev.signalbox.world.process.Supervisor;
import dev.signalbox.world.story.Story;
import dev.signalbox.world.voice.VoiceWorld;
import dev.signalbox.world.worker.Workers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One run of the demo: the world, the agents, the console, from start to report. */
final class Demo implements AutoCloseable {

    private static final String FIRST_PICTURE = "first live picture";
    private static final long LOOK_MILLIS = 100;
    private static final long PAINT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final DemoOptions options;
    private final Story story;
    private final Programs programs;
    private final Terminal terminal;
    private final RunDirectory directory;
    private final VoiceWorld world;
    private final List<AgentSite> sites;
    private final PathRelays roads;
    private final TcpRelays quorums;
    private final TcpRelays consoles;
    private final RunPki pki;
    private final DemoFiles files;
    private final Workers workers;
    private final Stagehand stagehand;
    private final Sightings sightings = new Sightings();
    private final Supervisor supervisor;
    private final RunEndpoints endpoints;
    private final Fleet fleet;
    private final Hands hands;
    private final @Nullable Operators operators;
    private final List<AgentClient> clients = new ArrayList<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private @Nullable ChildProcess console;
    private boolean announced;
    private boolean consoleGone;

    /**
     * Binds the world's sockets and writes the configuration.
     *
     * @throws IOException when sockets or files are refused
     * @throws Programs.MissingException when something has not been built
     */
    Demo(
            DemoOptions options,
            Story story,
            VoiceWorld world,
            Programs programs,
            RunDirectory directory,
            Terminal terminal)
            throws IOException, InterruptedException, Programs.MissingException {
        this.options = options;
        this.story = story;
        this.world = world;
        this.programs = programs;
        this.directory = directory;
        this.terminal = terminal;
        this.sites = DemoFiles.sites(directory.path(), world.regions());
        this.roads =
                new PathRelays(
                        sites.stream()
                                .map(site -> new PathRelays.Station(site.region(), site.path()))
                                .toList(),
                        options.seed());
        List<String> regions = sites.stream().map(AgentSite::region).toList();
        this.quorums = relays(AgentSite::quorum);
        this.consoles = relays(AgentSite::console);
        this.pki = RunPki.make(programs, directory.path(), regions);
        this.files =
                DemoFiles.write(
                        directory.path(),
                        world.regions(),
                        sites,
                        new DemoFiles.Roads(roads, Meetings.by(quorums, consoles)),
                        pki);
        this.workers = new Workers(DemoAi.sites(world.regions()));
        this.supervisor = new Supervisor(line -> terminal.say(at() + "  " + line));
        this.hands = Hands.of(supervisor, regions, roads, List.of(quorums, consoles));
        this.stagehand = new Stagehand(world, roads, workers, hands);
        this.endpoints = new RunEndpoints(directory.path(), sites, pki.identity(RunPki.OPERATOR));
        this.operators = options.operators() ? operators() : null;
        this.fleet =
                new Fleet(
                        sites.stream().map(AgentSite::consoleAddress).toList(), NowSource.system());
    }

    private TcpRelays relays(Function<AgentSite, InetSocketAddress> address) throws IOException {
        return new TcpRelays(
                sites.stream()
                        .map(site -> new TcpRelays.Station(site.region(), address.apply(site)))
                        .toList());
    }

    private Operators operators() {
        return new Operators(ctl(), hands, line -> terminal.say(at() + "  " + line));
    }

    private CtlRunner ctl() {
        return new CtlRunner(
                programs,
                pki,
                sites.stream().map(AgentSite::consoleAddress).toList(),
                directory.path().resolve("ctl.log"));
    }

    /**
     * Starts everything at once: a console that comes up first waits for its agents.
     *
     * @throws Programs.MissingException when something has not been built
     */
    void start() throws IOException, Programs.MissingException {
        List<List<String>> agents = new ArrayList<>();
        for (AgentSite site : sites) {
            agents.add(agentCommand(site));
        }
        List<String> consoleCommand = options.console() ? consoleCommand() : List.of();
        for (int i = 0; i < agents.size(); i++) {
            AgentSite site = sites.get(i);
            List<String> command = agents.get(i);
            Path log = site.directory().resolve("agent.log");
            supervisor.keep(
                    () ->
                            ChildProcess.start(
                                    "agent " + site.region(),
                                    command,
                                    site.directory(),
                                    log,
                                    _ -> {}));
            clients.add(
                    new AgentClient(
                            site.region(),
                            site.consoleAddress(),
                            Identity.read(pki.identity(RunPki.VIEWER)),
                            fleet));
        }
        if (options.console()) {
            console =
                    supervisor.run(
                            () ->
                                    ChildProcess.start(
                                            "console",
                                            consoleCommand,
                                            directory.path(),
                                            directory.path().resolve("console.log"),
                                            this::consoleSays));
        }
        world.start(
                options.seed(),
                files.hepKey(),
                sites.stream().map(AgentSite::hep).toList(),
                workers);
        for (AgentSite site : sites) {
            workers.connect(
                    site.region(),
                    site.otlp(),
                    site.http(),
                    files.outcomeKey().getBytes(StandardCharsets.UTF_8));
        }
        story.steps().forEach(this::schedule);
    }

    private void schedule(Story.Step step) {
        world.at(
                step.at(),
                now -> {
                    terminal.say(at() + "  " + step.text());
                    stagehand.take(step, now);
                });
    }

    /** Runs until it is over, or until {@link #stop}. */
    void run() throws IOException, InterruptedException {
        long paintedNanos = System.nanoTime() - PAINT_NANOS;
        while (!over() && !stop.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            long now = System.nanoTime();
            supervisor.look(now);
            if (endpoints.publish() == sites.size() && !announced) {
                announced = true;
                announce();
            }
            lookAtConsole();
            if (now - paintedNanos >= PAINT_NANOS) {
                paintedNanos = now;
                lookAtAgents();
            }
        }
    }

    private void lookAtAgents() {
        clients.forEach(AgentClient::watch);
        clients.forEach(AgentClient::followCalls);
        FleetView view = fleet.view();
        if (operators != null) {
            operators.look(view.fleet());
        }
        sightings
                .look(view, stagehand.log().faults())
                .forEach(line -> terminal.say(at() + "    " + line));
        if (!windowed()) {
            terminal.paint(TerminalView.lines(view, world.truth().calls(), up()));
        }
    }

    /** Ends {@link #run} soon; from any thread. */
    void stop() {
        stop.countDown();
    }

    private boolean over() {
        Duration length = options.length();
        return length != null && up().compareTo(length) >= 0;
    }

    private void announce() {
        terminal.say(
                "%s  all agents are up, %,d ms after the launch"
                        .formatted(at(), sinceLaunch().toMillis()));
        String agents =
                sites.stream()
                        .map(site -> "--agent " + site.consoleAddress())
                        .collect(Collectors.joining(" "));
        terminal.say("        to look at them: ./signalbox ctl status " + agents);
    }

    private void consoleSays(String line) {
        if (line.contains(FIRST_PICTURE)) {
            terminal.say(
                    "%s  console: first live picture %,d ms after the launch"
                            .formatted(at(), sinceLaunch().toMillis()));
        }
    }

    private boolean windowed() {
        return console != null && options.screens() == null && !consoleGone;
    }

    private void lookAtConsole() {
        ChildProcess child = console;
        if (child == null || consoleGone || child.alive()) {
            return;
        }
        consoleGone = true;
        if (options.screens() != null) {
            terminal.say(
                    child.exitCode() == 0
                            ? at() + "  screens are in " + options.screens()
                            : at() + "  no screens: the console failed, see " + consoleLog());
        } else if (child.exitCode() == 0 && options.length() == null) {
            terminal.say(at() + "  the console was closed: the demo ends");
            stop();
        } else if (child.exitCode() != 0) {
            terminal.say(at() + "  the console ended, see " + consoleLog() + "; here is the same");
        }
    }

    private Path consoleLog() {
        return directory.path().resolve("console.log");
    }

    /** How the agents did, asked from them now. */
    DemoReport report() {
        return new Examination(
                        world,
                        workers,
                        stagehand.log(),
                        clients,
                        fleet,
                        operators,
                        endpoints,
                        new RunBundle(ctl(), directory.path()),
                        terminal)
                .report();
    }

    /** True when an agent could not be kept running. */
    boolean agentGivenUp() {
        return supervisor.anyGivenUp();
    }

    private List<String> agentCommand(AgentSite site) throws Programs.MissingException {
        return programs.command(
                Programs.Program.AGENT,
                List.of("--config", site.configuration().toString(), "--supervised"));
    }

    private List<String> consoleCommand() throws Programs.MissingException {
        List<String> arguments = new ArrayList<>();
        for (AgentSite site : sites) {
            arguments.add("--connect");
            arguments.add(site.consoleAddress());
        }
        arguments.add("--identity");
        arguments.add(pki.identity(RunPki.OPERATOR).toString());
        arguments.add("--supervised");
        Path screens = options.screens();
        if (screens != null) {
            Duration length = options.length() == null ? story.end() : options.length();
            arguments.add("--snapshot");
            arguments.add(screens.toAbsolutePath().toString());
            List<Duration> moments = Moments.of(story, length);
            if (!moments.isEmpty()) {
                arguments.add("--at");
                arguments.add(Moments.text(moments));
            }
        }
        return programs.command(Programs.Program.CONSOLE, arguments);
    }

    private Duration up() {
        return world.up();
    }

    /**
     * Since ./signalbox was called, building left out; this JVM's own start when it was started
     * otherwise.
     */
    private static Duration sinceLaunch() {
        Instant now = Instant.now();
        Long launched = Long.getLong("signalbox.launchedMillis");
        Instant launch =
                launched != null
                        ? Instant.ofEpochMilli(launched)
                        : ProcessHandle.current().info().startInstant().orElse(now);
        return Duration.between(launch, now);
    }

    private String at() {
        return "%02d:%02d".formatted(up().toMinutes(), up().toSecondsPart());
    }

    /** Ends the world, so that nothing more happens, then all children. */
    @Override
    public void close() throws IOException {
        if (operators != null) {
            operators.close();
        }
        clients.forEach(AgentClient::close);
        world.close();
        workers.close();
        roads.close();
        supervisor.close();
        quorums.close();
        consoles.close();
        directory.close();
    }
}
