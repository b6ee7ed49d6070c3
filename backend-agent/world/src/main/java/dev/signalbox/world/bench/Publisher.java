package dev.signalbox.world.bench;

import dev.signalbox.agent.stream.CallBook;
import dev.signalbox.agent.stream.ChangeDesk;
import dev.signalbox.agent.stream.JournalShelf;
import dev.signalbox.agent.stream.StreamServer;
import dev.signalbox.model.time.NowSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Serves the contract as agents do, with the agent's own server and at its rate, and remembers when
 * it published which version.
 */
final class Publisher implements AutoCloseable {

    /** As often as an agent reports. */
    private static final long REPORT_MILLIS = 250;

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    /**
     * A report that was handed to the server.
     *
     * @param region its name
     * @param atMicros wall clock, microseconds since 1970
     */
    record Published(String region, long version, long atMicros) {}

    private final List<StreamServer> servers = new ArrayList<>();
    private final List<ChangingRegion> regions = new ArrayList<>();
    private final ConcurrentLinkedQueue<Published> published = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("publisher").factory());
    private final SplittableRandom random;

    /**
     * Binds a port for every agent.
     *
     * @param seed of how numbers change and when each agent reports
     * @throws IOException when a port cannot be bound
     */
    Publisher(List<RecordedAgent> agents, long seed) throws IOException {
        random = new SplittableRandom(seed);
        Instant now = Instant.now();
        try {
            for (RecordedAgent agent : agents) {
                String bootId = "bench-" + now.toEpochMilli();
                regions.add(new ChangingRegion(agent.region(), bootId, random.nextLong(), now));
                servers.add(
                        new StreamServer(
                                new InetSocketAddress(LOOPBACK, 0),
                                bootId,
                                JournalShelf.only(
                                        new RecordedJournal(
                                                agent.region().getAgent().getJournalId(),
                                                agent.journal()),
                                        agent.region().getTarget()),
                                new CallBook(),
                                (_, _, _) ->
                                        CompletableFuture.failedFuture(
                                                new IllegalStateException("a recording")),
                                ChangeDesk.closed("a recording"),
                                NowSource.system()));
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Where consoles connect to. */
    List<String> addresses() {
        return servers.stream()
                .map(server -> LOOPBACK.getHostAddress() + ":" + server.port())
                .toList();
    }

    /** Begins to report: every agent at its own beat, as processes that were started apart. */
    void start() {
        for (int i = 0; i < servers.size(); i++) {
            StreamServer server = servers.get(i);
            ChangingRegion region = regions.get(i);
            // Not in step with the others: each begins somewhere in the interval and drifts a bit.
            long intervalMicros = TimeUnit.MILLISECONDS.toMicros(REPORT_MILLIS) + 137L * i;
            var _ =
                    timer.scheduleAtFixedRate(
                            () -> publish(server, region),
                            random.nextLong(intervalMicros),
                            intervalMicros,
                            TimeUnit.MICROSECONDS);
        }
    }

    private void publish(StreamServer server, ChangingRegion region) {
        var view = region.next(Instant.now());
        published.add(
                new Published(
                        view.target().name(),
                        view.version(),
                        ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now())));
        server.publish(view);
    }

    /** Publishes no more; returns once the last report has been handed over. */
    void stop() throws InterruptedException {
        timer.shutdown();
        timer.awaitTermination(REPORT_MILLIS * 4, TimeUnit.MILLISECONDS);
    }

    /** All so far, in the order of their time. */
    List<Published> published() {
        return List.copyOf(published);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        servers.forEach(StreamServer::close);
    }
}
