package dev.signalbox.agent.quorum;

import dev.signalbox.agent.journal.SqliteFleetStore;
import dev.signalbox.model.quorum.FleetAnswer;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.quorum.FleetStore;
import dev.signalbox.model.time.NowSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Members of one fleet in this process, on real sockets. */
final class Members implements AutoCloseable {

    /**
     * Long enough for a machine that is busy with other things; how long it takes is not judged.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** For a machine that is busy with other things: nobody is to be elected away for that. */
    private static final Duration ELECTION_MIN = Duration.ofSeconds(1);

    private static final Duration ELECTION_MAX = Duration.ofSeconds(2);

    final List<String> fatal = new ArrayList<>();

    /** Before they start: whoever is not in here talks in plain. */
    final Map<String, QuorumSettings.Tls> tls = new HashMap<>();

    /** Before they start: whoever is not in here is of the fleet {@code lab}. */
    final Map<String, String> fleetNames = new HashMap<>();

    /** Before they start: whoever is not in here has the clock of the commands. */
    final Map<String, NowSource> clocks = new HashMap<>();

    private final Path root;
    private final SortedMap<String, InetSocketAddress> addresses = new TreeMap<>();
    private final Map<String, RatisQuorum> running = new HashMap<>();
    private final Map<String, FleetStore> stores = new HashMap<>();

    Members(Path root, String... regions) throws IOException {
        this.root = root;
        List<ServerSocket> sockets = new ArrayList<>();
        for (String region : regions) {
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            sockets.add(socket);
            addresses.put(
                    region,
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort()));
        }
        for (ServerSocket socket : sockets) {
            socket.close();
        }
    }

    static Members started(Path root, String... regions) throws IOException {
        Members members = new Members(root, regions);
        members.startAll();
        return members;
    }

    void startAll() throws IOException {
        for (String region : addresses.keySet()) {
            start(region);
        }
    }

    InetSocketAddress address(String region) {
        return Objects.requireNonNull(addresses.get(region));
    }

    Path log(String region) {
        return root.resolve(region).resolve("quorum");
    }

    /** The directory of the group in a member's log. */
    Path group(String region) {
        return log(region).resolve(RatisMember.groupUuid("lab").toString());
    }

    Path segments(String region) {
        return group(region).resolve("current");
    }

    RatisQuorum start(String region) throws IOException {
        return start(
                region,
                SqliteFleetStore.open(
                        root.resolve(region).resolve("fleet"),
                        QuorumSettings.journalId(fleetNames.getOrDefault(region, "lab"))));
    }

    RatisQuorum start(String region, FleetStore store) throws IOException {
        TreeMap<String, InetSocketAddress> others = new TreeMap<>(addresses);
        InetSocketAddress own = Objects.requireNonNull(others.remove(region));
        stores.put(region, store);
        RatisQuorum quorum =
                RatisQuorum.start(
                        new QuorumSettings(
                                fleetNames.getOrDefault(region, "lab"),
                                region,
                                own,
                                own,
                                others,
                                log(region),
                                tls.get(region),
                                ELECTION_MIN,
                                ELECTION_MAX,
                                new PinRules(),
                                store,
                                clocks.getOrDefault(region, PinRules.CLOCK)),
                        reason -> {
                            synchronized (fatal) {
                                fatal.add(reason);
                            }
                        });
        running.put(region, quorum);
        return quorum;
    }

    /** Whether one of them was told to halt. */
    boolean halted() {
        synchronized (fatal) {
            return !fatal.isEmpty();
        }
    }

    RatisQuorum get(String region) {
        return Objects.requireNonNull(running.get(region));
    }

    void stop(String region) {
        Objects.requireNonNull(running.remove(region)).close();
    }

    String leader() {
        until(
                "one of them leads",
                () -> running.values().stream().anyMatch(q -> q.status().leading()));
        return running.values().stream()
                .filter(q -> q.status().leading())
                .map(q -> q.status().self())
                .findFirst()
                .orElseThrow();
    }

    /** Asks until there is an answer, as the product does. */
    FleetAnswer decide(String region, FleetCommand command) {
        FleetAnswer[] answer = new FleetAnswer[1];
        until(
                "an answer to " + command.ask().id(),
                () -> {
                    try {
                        answer[0] = get(region).submit(command).get(10, TimeUnit.SECONDS);
                        return true;
                    } catch (Exception e) {
                        return false;
                    }
                });
        return answer[0];
    }

    /** Waits until all that run hold the same, byte for byte. */
    void untilAlike() {
        until(
                () -> "all members hold the same: " + held(),
                () -> held().stream().distinct().count() == 1);
    }

    private List<String> held() {
        return running.keySet().stream()
                .map(region -> digest(region) + " " + get(region).state().position())
                .toList();
    }

    String digest(String region) {
        try {
            return Objects.requireNonNull(stores.get(region)).digest();
        } catch (IOException e) {
            return region + " " + e.getMessage();
        }
    }

    static void until(String what, BooleanSupplier condition) {
        until(() -> what, condition);
    }

    private static void until(Supplier<String> what, BooleanSupplier condition) {
        long endNanos = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > endNanos) {
                throw new AssertionError("did not come: " + what.get());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Override
    public void close() {
        // At the same time: each one waits for its threads to end.
        try (ExecutorService closing = Executors.newVirtualThreadPerTaskExecutor()) {
            running.values().forEach(quorum -> closing.execute(quorum::close));
        }
        running.clear();
    }
}
