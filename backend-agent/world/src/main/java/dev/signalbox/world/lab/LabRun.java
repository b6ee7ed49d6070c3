package dev.signalbox.world.lab;

import dev.signalbox.model.target.Target;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run of the lab, from the first program to the judgement. Everything it starts it ends. */
final class LabRun implements AutoCloseable {

    private static final int MICROS_PER_SECOND = 1_000_000;
    private static final int CREATE_PER_SECOND = 2000;

    private final LabSettings settings;
    private final Path home;
    private final Path run;
    private final Consumer<String> say;
    private final Ports ports;
    private final Map<Integer, Target.Trunk> trunks = new LinkedHashMap<>();
    private final List<Relay> relays = new ArrayList<>();
    private final List<Children.Child> carriers = new ArrayList<>();
    private final List<Observed.Injected> injected = new ArrayList<>();
    private final Children children;
    private @Nullable AgentUnderTest agent;

    /**
     * @param home the repository's top folder
     * @param run an empty directory of this run
     * @param say progress, in words
     */
    LabRun(LabSettings settings, Path home, Path run, Consumer<String> say) throws IOException {
        this.settings = settings;
        this.home = home;
        this.run = run;
        this.say = say;
        ports = Ports.draw(Fault.TRUNKS.size());
        for (int i = 0; i < Fault.TRUNKS.size(); i++) {
            trunks.put(ports.trunks().get(i).getPort(), Fault.TRUNKS.get(i));
        }
        children = new Children(run);
    }

    /** Runs to the end and judges. */
    LabResult go() throws IOException, InterruptedException {
        String hepKey = HexFormat.of().formatHex(seeded(16));
        startCarriers();
        SbcFiles.Mirror mirror =
                settings.withAgent() ? new SbcFiles.Mirror(ports.hep().getPort(), hepKey) : null;
        SbcFiles.write(run, home, ports.sbc().getPort(), trunks, settings, mirror);
        Children.Child sbc = startSbc();
        if (settings.withAgent()) {
            AgentUnderTest.configure(run, ports, trunks, hepKey);
            agent = AgentUnderTest.start(children, run, home);
            agent.follow(words -> say.accept("agent: " + words));
        }
        Path captureFile = run.resolve("sip.pcapng");
        Children.Child dumpcap =
                children.start("dumpcap", Capture.command(captureFile, ports.sbc().getPort()));
        boolean captured = Capture.begun(dumpcap, run.resolve("dumpcap.err"));
        if (!captured) {
            say.accept("no packet capture here (it needs root): judged from Kamailio's own log");
        }
        long startMicros = (nowMicros() / MICROS_PER_SECOND + 2) * MICROS_PER_SECOND;
        Children.Child callers = startCallers(startMicros);
        injectFaults(startMicros);
        sleepUntil(startMicros + micros(settings.length()));
        say.accept("no new calls any more; waiting for the last to end");
        callers.process().waitFor(LabSettings.DRAIN.toMillis(), TimeUnit.MILLISECONDS);
        AgentRecords records = agent == null ? new AgentRecords() : agent.records();
        children.end(callers, "KILL", 1000);
        children.end(dumpcap, "INT", 3000);
        children.end(sbc, "TERM", 3000);
        List<Observed.Leg> legs =
                captured
                        ? Capture.legs(captureFile, ports.sbc().getPort(), trunks)
                        : Capture.legsOfLog(lines("sbc.err"), trunks);
        return judge(startMicros, legs, records, captured);
    }

    @Override
    public void close() {
        if (agent != null) {
            agent.close();
        }
        children.close();
        relays.forEach(Relay::close);
    }

    private void startCarriers() throws IOException {
        SbcFiles.writeScenarios(run);
        for (int i = 0; i < Fault.TRUNKS.size(); i++) {
            InetSocketAddress trunk = ports.trunks().get(i);
            String name = Fault.TRUNKS.get(i).carrier();
            relays.add(new Relay(trunk, ports.carriers().get(i), ports.rejecting().get(i)));
            carriers.add(
                    sipp(
                            name,
                            ports.carriers().get(i),
                            ports.control().get(2 * i),
                            List.of("-sf", "carrier.xml", "-key", "trunk", endpoint(trunk))));
            sipp(
                    name + "-rejecting",
                    ports.rejecting().get(i),
                    ports.control().get(2 * i + 1),
                    List.of("-sf", "rejecting.xml"));
        }
        say.accept("carriers: " + trunks + " (SIPp, each behind a relay at this port)");
    }

    private Children.Child sipp(
            String name, InetSocketAddress at, InetSocketAddress control, List<String> options)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(Tools.path("sipp")));
        command.addAll(options);
        command.addAll(List.of("-i", "127.0.0.1", "-p", Integer.toString(at.getPort())));
        command.addAll(List.of("-cp", Integer.toString(control.getPort())));
        // Its watchdog would end a carrier that was frozen; a late answer must not end a call.
        command.addAll(List.of("-nostdin", "-watchdog_interval", "0"));
        command.addAll(List.of("-default_behaviors", "none"));
        command.addAll(List.of("-trace_stat", "-stf", name + ".csv", "-fd", "1"));
        command.addAll(List.of("-trace_err", "-error_file", name + "-errors.log"));
        return children.start(name, command);
    }

    private Children.Child startSbc() throws IOException, InterruptedException {
        Children.Child sbc =
                children.start(
                        "sbc",
                        List.of(
                                Tools.path("kamailio"),
                                "-f",
                                run.resolve("kamailio.cfg").toString(),
                                "-DD",
                                "-E",
                                "-w",
                                run.toString(),
                                "-Y",
                                run.toString()));
        long deadlineNanos = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!Sockets.accepts(ports.sbc())) {
            if (!sbc.alive() || System.nanoTime() > deadlineNanos) {
                throw new IOException("Kamailio did not start: see sbc.err in " + run);
            }
            Thread.sleep(20);
        }
        say.accept("SBC: Kamailio at " + endpoint(ports.sbc()) + ", carrier-a before carrier-b");
        return sbc;
    }

    private Children.Child startCallers(long startMicros) throws IOException {
        List<Arrivals.Planned> calls =
                Arrivals.draw(settings.ratePerSecond(), settings.length(), settings.seed());
        Files.writeString(run.resolve("arrivals.csv"), Arrivals.csv(calls));
        say.accept(
                calls.size()
                        + " calls to come in "
                        + settings.length().toSeconds()
                        + " s, Poisson, seed "
                        + settings.seed());
        String count = Integer.toString(Math.max(1, calls.size()));
        return sipp(
                "callers",
                ports.callers(),
                ports.control().getLast(),
                List.of(
                        endpoint(ports.sbc()),
                        "-sf",
                        "caller.xml",
                        "-inf",
                        "arrivals.csv",
                        "-m",
                        count,
                        "-l",
                        count,
                        "-r",
                        Integer.toString(CREATE_PER_SECOND),
                        "-key",
                        "start_seconds",
                        Long.toString(startMicros / MICROS_PER_SECOND),
                        "-trace_logs",
                        "-log_file",
                        "callers.log"));
    }

    private void injectFaults(long startMicros) throws IOException, InterruptedException {
        for (Fault fault : settings.faults()) {
            sleepUntil(startMicros + micros(fault.after()));
            int carrier = Fault.TRUNKS.indexOf(fault.target());
            long atMicros = nowMicros();
            switch (fault.kind()) {
                case FREEZE -> children.signal(carriers.get(carrier), "STOP");
                case REJECT503 -> relays.get(carrier).divert(true);
                case HEAL -> {
                    relays.get(carrier).divert(false);
                    children.signal(carriers.get(carrier), "CONT");
                }
            }
            injected.add(new Observed.Injected(fault, atMicros));
            say.accept(
                    fault.kind().text()
                            + " "
                            + fault.target().carrier()
                            + " at "
                            + fault.after().toMillis() / 1000.0
                            + " s");
        }
    }

    private LabResult judge(
            long startMicros, List<Observed.Leg> legs, AgentRecords records, boolean captured)
            throws IOException, InterruptedException {
        Observed observed =
                new Observed(
                        startMicros,
                        startMicros + micros(settings.length()),
                        CallerLog.read(lines("callers.log")),
                        legs,
                        injected);
        Evaluation evaluation = new Evaluation(observed);
        List<String> dead = children.dead();
        dead.stream()
                .filter(name -> !List.of("callers", "dumpcap", "sbc").contains(name))
                .forEach(name -> say.accept("ended before the run did: " + name));
        return new LabResult(
                evaluation.effects(records.diagnosed()),
                evaluation.attempted(),
                evaluation.answered(),
                evaluation.failed(),
                records.automatic(),
                printed(captured));
    }

    private Map<String, Object> printed(boolean captured) throws IOException, InterruptedException {
        Map<String, Object> printed = new LinkedHashMap<>();
        LabSettings.Sbc sbc = settings.sbc();
        printed.put("frTimerMillis", sbc.frTimerMillis());
        printed.put("frInvTimerMillis", sbc.frInvTimerMillis());
        printed.put("pingIntervalMillis", sbc.pingIntervalSeconds() * 1000);
        printed.put("pingMisses", sbc.pingMisses());
        printed.put("pingGood", sbc.pingGood());
        printed.put("markFailed", settings.markFailed());
        printed.put("forMillis", settings.length().toMillis());
        printed.put("ratePerSecond", settings.ratePerSecond());
        printed.put("seed", settings.seed());
        printed.put("agent", settings.withAgent());
        printed.put("coolDownMillis", LabSettings.COOL_DOWN.toMillis());
        printed.put("returnStageHoldMillis", LabSettings.RETURN_STAGE_HOLD.toMillis());
        printed.put("leaseMillis", LabSettings.LEASE.toMillis());
        printed.put("agentHeapMiB", LabSettings.AGENT_HEAP_MIB);
        printed.put("addedPddWindowMillis", LabSettings.ADDED_PDD_WINDOW.toMillis());
        printed.put("legsFrom", captured ? "capture" : "kamailio log");
        String version = Tools.output(List.of(Tools.path("kamailio"), "-v"));
        printed.put("kamailio", version.lines().findFirst().orElse("").strip());
        printed.put("run", run.toString());
        return printed;
    }

    private List<String> lines(String file) throws IOException {
        Path path = run.resolve(file);
        return Files.exists(path) ? Files.readAllLines(path) : List.of();
    }

    private byte[] seeded(int length) {
        byte[] bytes = new byte[length];
        new Random(settings.seed()).nextBytes(bytes);
        return bytes;
    }

    private static String endpoint(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    private static long nowMicros() {
        return AgentRecords.micros(Instant.now());
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }

    private static void sleepUntil(long micros) throws InterruptedException {
        long left = micros - nowMicros();
        if (left > 0) {
            TimeUnit.MICROSECONDS.sleep(left);
        }
    }
}
