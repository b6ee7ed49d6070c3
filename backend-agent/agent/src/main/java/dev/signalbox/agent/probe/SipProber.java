package dev.signalbox.agent.probe;

import dev.signalbox.model.measure.ProbeResult;
import dev.signalbox.model.policy.Thresholds;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.NowSource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks carriers whether they are alive: OPTIONS to every trunk and to the edges of other regions,
 * test calls to trunks that are to prove themselves. One thread owns all state; JAIN-SIP's threads
 * and callers only put into its bounded queue. SIP is started on that thread, so that nobody waits
 * for it.
 */
public final class SipProber implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SipProber.class.getName());
    private static final int QUEUE_LENGTH = 4_096;
    private static final long WAKE_MILLIS_MAX = 250;
    private static final long WAKE_BUSY_MILLIS = 50;
    private static final long FIRST_SPREAD_NANOS = 500_000_000L;
    private static final long OPEN_AGAIN_MILLIS = 5_000;
    private static final long HANG_UP_NANOS = 1_000_000_000L;
    private static final long END_MILLIS = 5_000;
    private static final int ID_BYTES = 12;

    private final InetSocketAddress from;
    private final Consumer<ProbeResult> sink;
    private final Map<Target.Trunk, String> edges = new HashMap<>();
    private final Consumer<EdgeProbe> edgeSink;
    private final NowSource clock;
    private final long stallNanos;
    private final Map<Target.Trunk, TrunkProbe> probes = new LinkedHashMap<>();
    private final SortedMap<Target.Trunk, String> notProbed = new TreeMap<>();
    private final SortedMap<String, String> edgesNotProbed = new TreeMap<>();
    private final boolean tcp;
    private final BlockingQueue<Input> queue = new ArrayBlockingQueue<>(QUEUE_LENGTH);
    private final AtomicLong dropped = new AtomicLong();
    private final SecureRandom random = new SecureRandom();
    private final ThreadGroup group = new ThreadGroup("probe");
    private final Thread thread;
    private volatile Set<Target.Trunk> testCalls = Set.of();
    private volatile boolean closing;

    /** What the thread is told. */
    private sealed interface Input {
        record Answered(SipAnswer answer) implements Input {}

        record HungUp(String callId, String farTag) implements Input {}

        record Suspect(Target.Trunk trunk) implements Input {}

        record Wake() implements Input {}
    }

    /** A prober of trunks only. */
    public SipProber(
            InetSocketAddress from,
            List<Trunk> trunks,
            Thresholds thresholds,
            Consumer<ProbeResult> sink,
            NowSource clock) {
        this(from, trunks, List.of(), thresholds, sink, _ -> {}, clock);
    }

    /**
     * Nothing is opened or sent before {@link #start}.
     *
     * @param from the local address of all probes; port 0 takes a free one
     * @param trunks to be probed; those that cannot be are in {@link #notProbed}
     * @param asked edges of other regions; those that cannot be are in {@link #edgesNotProbed}
     * @param sink gets every result about a trunk, on the prober's thread; must not block
     * @param edgeSink gets every result about an edge, likewise
     * @param clock real time: waiting is done on it
     */
    public SipProber(
            InetSocketAddress from,
            List<Trunk> trunks,
            List<Edge> asked,
            Thresholds thresholds,
            Consumer<ProbeResult> sink,
            Consumer<EdgeProbe> edgeSink,
            NowSource clock) {
        this.from = from;
        this.sink = sink;
        this.edgeSink = edgeSink;
        this.clock = clock;
        this.stallNanos = thresholds.optionsDeadline().toNanos() / 2;
        List<Trunk> probed = new ArrayList<>();
        for (Trunk trunk : trunks) {
            String obstacle = SipPort.obstacle(trunk, from);
            if (obstacle.isEmpty()) {
                probed.add(trunk);
            } else {
                notProbed.put(trunk.target(), obstacle);
            }
        }
        for (Edge edge : asked) {
            String obstacle = SipPort.obstacle(edge.road(), from);
            if (obstacle.isEmpty()) {
                probed.add(edge.road());
                edges.put(edge.road().target(), edge.region());
            } else {
                edgesNotProbed.put(edge.region(), obstacle);
            }
        }
        this.tcp = probed.stream().anyMatch(t -> t.transport() == Trunk.Transport.TCP);
        this.thread = new Thread(group, () -> run(probed, thresholds), "probe");
        thread.setDaemon(true);
    }

    /** Begins probing; returns at once. */
    public void start() {
        notProbed.forEach(
                (trunk, why) ->
                        LOG.log(System.Logger.Level.INFO, "{0} is not probed: {1}", trunk, why));
        edgesNotProbed.forEach(
                (region, why) ->
                        LOG.log(
                                System.Logger.Level.INFO,
                                "the edge of {0} is not probed: {1}",
                                region,
                                why));
        thread.start();
    }

    /** Regions whose edge is not probed, and why. */
    public SortedMap<String, String> edgesNotProbed() {
        return new TreeMap<>(edgesNotProbed);
    }

    /** Trunks that are not probed, and why. */
    public SortedMap<Target.Trunk, String> notProbed() {
        return new TreeMap<>(notProbed);
    }

    /** Responses that were dropped because the prober could not keep up. */
    public long dropped() {
        return dropped.get();
    }

    /** Asks a trunk at once: three OPTIONS, 150 ms apart, at most once a second. Any thread. */
    public void suspect(Target.Trunk trunk) {
        offer(new Input.Suspect(trunk));
    }

    /**
     * From now on makes test calls to exactly these trunks, as far as they have a test number:
     * every 2 s, one at a time for each trunk. Not while its OPTIONS, once answered, are missed.
     * Any thread.
     */
    public void testCalls(Set<Target.Trunk> trunks) {
        if (!testCalls.equals(trunks)) {
            testCalls = Set.copyOf(trunks);
            offer(new Input.Wake());
        }
    }

    /**
     * Ends all calls, waiting at most a second for the carriers' word, then threads and sockets.
     * Any thread but the sink's.
     */
    @Override
    public void close() {
        closing = true;
        offer(new Input.Wake());
        try {
            thread.join(END_MILLIS);
            endGroup();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** JAIN-SIP leaves its event thread waiting for ever. */
    private void endGroup() throws InterruptedException {
        group.interrupt();
        Thread[] left = new Thread[group.activeCount() + 8];
        int count = group.enumerate(left);
        for (int i = 0; i < count; i++) {
            left[i].join(END_MILLIS);
        }
    }

    private void offer(Input input) {
        if (!queue.offer(input)) {
            dropped.incrementAndGet();
        }
    }

    private void run(List<Trunk> trunks, Thresholds thresholds) {
        try (Sender sender = Sender.open(this::openPort, group)) {
            if (sender == null) {
                return;
            }
            long startNanos = clock.now().nanos();
            for (int i = 0; i < trunks.size(); i++) {
                long firstNanos = startNanos + i * FIRST_SPREAD_NANOS / trunks.size();
                Trunk trunk = trunks.get(i);
                probes.put(
                        trunk.target(), new TrunkProbe(trunk, thresholds, firstNanos, out(sender)));
            }
            probe(sender);
            hangUp();
        } catch (InterruptedException e) {
            // Asked to end without ceremony: the sender is closed above.
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable SipPort openPort() throws InterruptedException {
        boolean said = false;
        while (!closing) {
            try {
                return SipPort.open(from, tcp, inbound(), clock);
            } catch (IOException e) {
                if (!said) {
                    LOG.log(System.Logger.Level.WARNING, "no probing: {0}", e.getMessage());
                    said = true;
                }
                queue.poll(OPEN_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
        return null;
    }

    private SipPort.Listener inbound() {
        return new SipPort.Listener() {
            @Override
            public void answered(SipAnswer answer) {
                offer(new Input.Answered(answer));
            }

            @Override
            public void hungUp(String callId, String farTag) {
                offer(new Input.HungUp(callId, farTag));
            }
        };
    }

    private TrunkProbe.Out out(Sender sender) {
        return new TrunkProbe.Out() {
            @Override
            public void send(Trunk trunk, SipRequest request) {
                sender.send(trunk, request);
            }

            @Override
            public void result(ProbeResult result) {
                String edge = edges.get(result.trunk());
                if (edge == null) {
                    sink.accept(result);
                } else {
                    edgeSink.accept(
                            new EdgeProbe(
                                    edge, result.good(), result.status(), result.tookMillis()));
                }
            }
        };
    }

    private void probe(Sender sender) throws InterruptedException {
        long plannedNanos = clock.now().nanos();
        while (!closing) {
            long nowNanos = clock.now().nanos();
            boolean stalled = nowNanos - plannedNanos > stallNanos;
            drain();
            for (TrunkProbe probe : probes.values()) {
                probe.testCalls(testCalls.contains(probe.trunk().target()));
                probe.tick(nowNanos, user -> leg(probe, sender, user), stalled);
            }
            long waitMillis = waitMillis();
            plannedNanos = clock.now().nanos() + waitMillis * 1_000_000;
            handle(queue.poll(waitMillis, TimeUnit.MILLISECONDS));
        }
    }

    private ProbeLeg leg(TrunkProbe probe, Sender sender, String user) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return new ProbeLeg(probe.trunk(), sender.local(), user, HexFormat.of().formatHex(id));
    }

    private long waitMillis() {
        long nowNanos = clock.now().nanos();
        long waitNanos = WAKE_MILLIS_MAX * 1_000_000;
        for (TrunkProbe probe : probes.values()) {
            waitNanos = Math.min(waitNanos, probe.wakeNanos() - nowNanos);
            if (probe.busy()) {
                waitNanos = Math.min(waitNanos, WAKE_BUSY_MILLIS * 1_000_000);
            }
        }
        return Math.max(1, waitNanos / 1_000_000);
    }

    /** Everything that arrived before deadlines are judged. */
    private void drain() {
        for (Input input = queue.poll(); input != null; input = queue.poll()) {
            handle(input);
        }
    }

    private void handle(@Nullable Input input) {
        switch (input) {
            case null -> {}
            case Input.Wake() -> {}
            case Input.Answered(SipAnswer answer) -> {
                for (TrunkProbe probe : probes.values()) {
                    if (probe.answered(answer)) {
                        return;
                    }
                }
            }
            case Input.HungUp(String callId, String farTag) ->
                    probes.values().forEach(probe -> probe.hungUp(callId, farTag));
            case Input.Suspect(Target.Trunk trunk) -> {
                TrunkProbe probe = probes.get(trunk);
                if (probe != null) {
                    probe.suspect(clock.now().nanos());
                }
            }
        }
    }

    private void hangUp() throws InterruptedException {
        long startNanos = clock.now().nanos();
        probes.values().forEach(probe -> probe.hangUp(startNanos));
        long nowNanos = startNanos;
        while (nowNanos - startNanos < HANG_UP_NANOS && anyCallUp(nowNanos)) {
            handle(queue.poll(WAKE_BUSY_MILLIS, TimeUnit.MILLISECONDS));
            nowNanos = clock.now().nanos();
            for (TrunkProbe probe : probes.values()) {
                probe.tickCalls(nowNanos);
            }
        }
    }

    private boolean anyCallUp(long nowNanos) {
        return probes.values().stream().anyMatch(probe -> probe.callsUp(nowNanos));
    }
}
