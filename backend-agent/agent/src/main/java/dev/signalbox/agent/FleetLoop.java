package dev.signalbox.agent;

import dev.signalbox.agent.FleetNews.News;
import dev.signalbox.agent.act.DoorKeeper;
import dev.signalbox.agent.decide.Bindings;
import dev.signalbox.agent.decide.fleet.FleetPicture;
import dev.signalbox.agent.decide.fleet.conduct.Conductor;
import dev.signalbox.agent.decide.fleet.observe.Observer;
import dev.signalbox.agent.peer.Peers;
import dev.signalbox.agent.probe.EdgeWatch;
import dev.signalbox.agent.quorum.Quorum;
import dev.signalbox.agent.quorum.QuorumStatus;
import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.fleet.FleetStanding;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.policy.Door;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.quorum.FleetAnswer;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.Now;
import dev.signalbox.model.time.NowSource;
import java.time.Duration;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * This agent's part in the fleet, walked by one thread: what it sees of regions and doors becomes
 * its word, what was decided is set at the doors it writes, and while it leads it asks for the next
 * stage. Slower than the core and never in its way.
 */
final class FleetLoop implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(FleetLoop.class.getName());
    private static final Duration TURN = Duration.ofMillis(200);
    private static final long STANDING_MILLIS = 500;

    /** Between two turns; they come five times a second. */
    private static final long STOOD_MILLIS = 1_000;

    private static final int HOME_PERCENT_MAX = 50;

    /** Agents report four times a second; one that does not for so long is gone or cut off. */
    private static final long UNHEARD_MILLIS = 2_000;

    /** What the loop works with. */
    record Parts(
            Policy policy,
            String region,
            String bootId,
            String version,
            NowSource clock,
            FleetNews news,
            Quorum quorum,
            Peers peers,
            DoorKeeper doors,
            EdgeWatch edges,
            Conductor conductor,
            JournalCopies copies,
            Asks asks,
            Refusals refusals,
            Predicate<Bindings> bind,
            Consumer<FleetStanding> tell,
            Consumer<String> fatal) {}

    private final Parts parts;
    private final FleetDoors doors;
    private final FleetVoice voice;
    private final Thread thread;
    private Observer.Memory memory = Observer.Memory.EMPTY;
    private Bindings bindings = Bindings.NONE;
    private long standingNanos;
    private @Nullable Long turnedNanos;
    private volatile @Nullable RegionView own;
    private volatile @Nullable FleetPicture picture;
    private volatile boolean closed;

    FleetLoop(Parts parts) {
        this.parts = parts;
        Consumer<FleetCommand> ask = command -> submit(parts.quorum(), command);
        this.doors = new FleetDoors(parts.region(), parts.asks(), ask);
        this.voice =
                new FleetVoice(
                        new FleetVoice.Run(
                                parts.bootId(),
                                parts.version(),
                                parts.policy().hash(),
                                parts.policy().regionTitle(parts.region())),
                        parts.quorum(),
                        parts.asks(),
                        ask);
        this.thread = Thread.ofPlatform().daemon().name("fleet").unstarted(this::run);
    }

    void start() {
        parts.quorum().onChange(parts.news()::decided);
        parts.doors().start();
        parts.peers().start();
        thread.start();
    }

    /** The newest report of this agent's own region. */
    void report(RegionView view) {
        own = view;
    }

    /** The newest picture, made now when there is none yet. */
    FleetPicture picture() {
        FleetPicture newest = picture;
        return newest != null ? newest : look(parts.clock().now());
    }

    @Override
    public void close() {
        closed = true;
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closed) {
                turn(parts.news().await(TURN));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!closed) {
                // Also after an error such as a full heap, which ends the thread.
                parts.fatal().accept("the fleet's loop ended by itself");
            }
        }
    }

    /** What fails does not keep the rest of the turn from being done. */
    private static void guarded(String what, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, what + " failed", e);
        }
    }

    private void turn(@Nullable News first) {
        for (News one = first; one != null; one = parts.news().poll()) {
            News news = one;
            guarded("taking news of the fleet", () -> take(news));
        }
        Now now = parts.clock().now();
        if (turnedNanos != null && now.millisSince(turnedNanos) > STOOD_MILLIS) {
            // Nobody looked meanwhile: what did not come then is not missing.
            memory = memory.stood(now.nanos());
            parts.edges().stood();
        }
        turnedNanos = now.nanos();
        FleetPicture seen = look(now);
        picture = seen;
        guarded("joining the fleet", () -> voice.join(now));
        guarded("saying what is seen", () -> say(seen));
        guarded("setting doors", () -> act(seen.state()));
        guarded("reporting doors", () -> doors.report(seen));
        guarded("binding this region", () -> bind(seen, now));
        guarded("copying the journal", () -> parts.copies().look(now));
        guarded("telling of refusals", () -> parts.refusals().look(parts.quorum(), now));
        guarded("leading", () -> lead(seen));
        if (now.millisSince(standingNanos) >= STANDING_MILLIS) {
            standingNanos = now.nanos();
            guarded(
                    "telling how the fleet stands",
                    () -> parts.tell().accept(standing(seen.state())));
        }
    }

    private void lead(FleetPicture seen) {
        if (parts.quorum().status().leading()) {
            parts.conductor().next(seen).forEach(command -> submit(parts.quorum(), command));
        }
    }

    private void take(News one) {
        Now now = parts.clock().now();
        switch (one) {
            case News.Decided _ -> {}
            case News.OfEdge edge -> parts.edges().accept(edge.probe(), now);
            case News.OfDoor door -> doors.take(door.event(), now);
        }
    }

    private FleetPicture look(Now now) {
        SortedMap<String, RegionEntry> regions = new TreeMap<>();
        for (RegionEntry entry : parts.peers().regions(now)) {
            regions.put(entry.view().target().name(), entry);
        }
        RegionView mine = own;
        if (mine != null) {
            regions.put(parts.region(), new RegionEntry(mine, 0, false));
        }
        QuorumStatus status = parts.quorum().status();
        SortedMap<String, Long> silent = new TreeMap<>();
        for (QuorumStatus.Member member : status.members()) {
            Long millis = member.silentMillis();
            if (!member.region().equals(parts.region()) && millis != null) {
                silent.put(member.region(), millis);
            }
        }
        return new FleetPicture(
                parts.policy(),
                parts.region(),
                status.inTouch(),
                parts.quorum().state(),
                regions,
                doors.seen(now),
                now,
                silent);
    }

    /** Says what is new, and again what did not arrive. */
    private void say(FleetPicture seen) {
        Observer.Look look = Observer.look(memory, seen, parts.edges().sights(seen.now()));
        memory = look.memory();
        voice.say(look.words(), seen.state(), seen.now());
    }

    /** The doors that this agent writes shall hold what was decided. */
    private void act(FleetState state) {
        Set<String> write =
                parts.policy().doors().stream()
                        .map(Door::region)
                        .filter(door -> state.writer(door).equals(parts.region()))
                        .collect(Collectors.toSet());
        parts.doors().wanted(state.table(), state.tableId(), write);
    }

    private void bind(FleetPicture seen, Now now) {
        FleetState state = seen.state();
        Set<Target> pinned = new TreeSet<>();
        state.pins()
                .forEach(
                        (target, pin) -> {
                            if (pin.expiresAt().isAfter(now.wall())) {
                                pinned.add(target);
                            }
                        });
        FleetState.Brake brake = state.brake();
        Bindings wanted =
                new Bindings(
                        pinned,
                        brake == null ? "" : brake.person().name(),
                        callsAway(state),
                        unheard(seen));
        if (!wanted.equals(bindings) && parts.bind().test(wanted)) {
            bindings = wanted;
        }
    }

    /** The other agents of the fleet that do not report to this one. */
    private Set<String> unheard(FleetPicture seen) {
        return parts.quorum().status().members().stream()
                .map(QuorumStatus.Member::region)
                .filter(member -> !member.equals(parts.region()))
                .filter(
                        member -> {
                            RegionEntry entry = seen.regions().get(member);
                            return entry == null || entry.ageMillis() > UNHEARD_MILLIS;
                        })
                .collect(Collectors.toSet());
    }

    /** Half of a service's calls or more go elsewhere: what comes says nothing about carriers. */
    private boolean callsAway(FleetState state) {
        return state.table().door(parts.region()).values().stream()
                .anyMatch(shares -> shares.getOrDefault(parts.region(), 0) <= HOME_PERCENT_MAX);
    }

    private FleetStanding standing(FleetState state) {
        QuorumStatus status = parts.quorum().status();
        return new FleetStanding(
                parts.policy().fleet(),
                parts.region(),
                status.leader(),
                status.inTouch(),
                state.table().epoch(),
                state.position().journalId(),
                state.position().sequence(),
                status.members().stream()
                        .map(
                                member ->
                                        new FleetStanding.MemberView(
                                                member.region(),
                                                member.reachable(),
                                                member.silentMillis()))
                        .toList(),
                new Person("", Role.VIEWER));
    }

    private static void submit(Quorum quorum, FleetCommand command) {
        var _ =
                quorum.submit(command)
                        .whenComplete(
                                (answer, failure) -> {
                                    if (answer instanceof FleetAnswer.Refused refused) {
                                        LOG.log(
                                                System.Logger.Level.DEBUG,
                                                "{0} was refused: {1}",
                                                command.getClass().getSimpleName(),
                                                refused.sentence());
                                    }
                                });
    }
}
