package dev.signalbox.world.quorum;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Members in processes of their own, with a relay before each. */
final class Fleet implements AutoCloseable {

    static final String NAME = "faults";

    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(10);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Path directory;
    private final List<String> names;
    private final Duration electionMin;
    private final Map<String, Integer> ports = new TreeMap<>();
    private final Map<String, MemberRelay> relays = new TreeMap<>();
    private final Map<String, MemberProcess> members = new ConcurrentHashMap<>();
    private final Cuts cuts = new Cuts();

    /**
     * @param electionMin the shortest silence before an election; the longest is twice that
     */
    Fleet(Path directory, List<String> names, Duration electionMin) throws IOException {
        this.directory = directory;
        this.electionMin = electionMin;
        this.names = List.copyOf(names);
        for (String name : names) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                ports.put(name, socket.getLocalPort());
            }
            int port = ports.getOrDefault(name, 0);
            relays.put(name, new MemberRelay(name, port, this::owner, cuts::line));
        }
    }

    private @Nullable String owner(int port) {
        for (Map.Entry<String, MemberProcess> member : members.entrySet()) {
            if (PortOwners.holds(member.getValue().pid(), port)) {
                return member.getKey();
            }
        }
        return null;
    }

    List<String> names() {
        return names;
    }

    MemberProcess member(String name) {
        MemberProcess member = members.get(name);
        if (member == null) {
            throw new IllegalStateException(name + " was not started");
        }
        return member;
    }

    void start(String name) throws IOException {
        Path own = Files.createDirectories(directory.resolve(name));
        List<String> arguments = new ArrayList<>();
        arguments.add(name);
        arguments.add(String.valueOf(ports.get(name)));
        arguments.add(String.valueOf(relay(name).port()));
        arguments.add(own.toString());
        arguments.add(Long.toString(electionMin.toMillis()));
        arguments.add(Long.toString(electionMin.toMillis() * 2));
        names.stream()
                .filter(other -> !other.equals(name))
                .forEach(other -> arguments.add(other + "=" + relay(other).port()));
        members.put(name, MemberProcess.start(arguments, directory.resolve(name + ".log")));
    }

    private MemberRelay relay(String name) {
        MemberRelay relay = relays.get(name);
        if (relay == null) {
            throw new IllegalArgumentException("no member " + name);
        }
        return relay;
    }

    void startAll() throws IOException, InterruptedException {
        for (String name : names) {
            start(name);
        }
        for (String name : names) {
            awaitReady(name);
        }
    }

    void awaitReady(String name) throws IOException, InterruptedException {
        try {
            var _ = member(name).ready().get(START_PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(
                    name + " does not start; " + directory.resolve(name + ".log") + " says why", e);
        }
    }

    /** Does it; {@link #heal} undoes it. */
    void begin(Fault fault) throws IOException, InterruptedException {
        switch (fault.kind()) {
            case KILL -> member(fault.member()).kill();
            case STOP -> member(fault.member()).signal("STOP");
            case CUT -> {
                cut(fault.member(), true);
                cut(fault.member(), false);
            }
            case ONE_WAY_CUT -> cut(fault.member(), true);
            case RESTART_ALL -> {
                for (String name : names) {
                    member(name).kill();
                }
            }
        }
    }

    private void cut(String member, boolean from) {
        for (String other : names) {
            if (!other.equals(member)) {
                cuts.line(from ? member : other, from ? other : member).set(false);
            }
        }
    }

    /** All run and reach each other again. */
    void heal() throws IOException, InterruptedException {
        cuts.healAll();
        for (String name : names) {
            if (member(name).alive()) {
                member(name).signal("CONT");
            } else {
                start(name);
            }
        }
        for (String name : names) {
            awaitReady(name);
        }
    }

    /** What a member answers to a question; empty when it does not. */
    String ask(String name, String what) throws InterruptedException {
        return ask(name, what, "");
    }

    /** As {@link #ask(String, String)}, with an argument. */
    String ask(String name, String what, String argument) throws InterruptedException {
        try {
            return member(name)
                    .ask(what, argument)
                    .get(ANSWER_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return "";
        }
    }

    /** What all members answer to a question, at the same time. */
    List<String> askAll(String what) throws InterruptedException {
        List<CompletableFuture<String>> asked =
                names.stream().map(name -> member(name).ask(what, "")).toList();
        List<String> answers = new ArrayList<>();
        for (CompletableFuture<String> answer : asked) {
            try {
                answers.add(answer.get(ANSWER_PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
            } catch (ExecutionException | TimeoutException e) {
                answers.add("");
            }
        }
        return answers;
    }

    /** Who leads and is in touch with a majority; waits for one. */
    String leader() throws IOException, InterruptedException {
        long endNanos = System.nanoTime() + START_PATIENCE.toNanos();
        while (System.nanoTime() < endNanos) {
            for (String name : names) {
                if (ask(name, "status").startsWith(name + " true ")) {
                    return name;
                }
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        throw new IOException("nobody leads after " + START_PATIENCE.toSeconds() + " s");
    }

    @Override
    public void close() {
        cuts.healAll();
        for (MemberProcess member : members.values()) {
            try {
                member.end();
            } catch (IOException e) {
                System.err.println("ending a member: " + e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        for (MemberRelay relay : relays.values()) {
            try {
                relay.close();
            } catch (IOException e) {
                System.err.println("closing a relay: " + e.getMessage());
            }
        }
    }
}
