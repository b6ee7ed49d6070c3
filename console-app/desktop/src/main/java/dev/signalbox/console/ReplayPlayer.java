package dev.signalbox.console;

import dev.signalbox.ctl.replay.Mark;
import dev.signalbox.ctl.replay.Playhead;
import dev.signalbox.ctl.replay.Replay;
import dev.signalbox.dashboards.part.replay.Transport;
import dev.signalbox.dashboards.part.replay.TransportControls;
import dev.signalbox.model.fleet.FleetView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Plays a replay on a thread of its own. What a person does is done there, in order. */
final class ReplayPlayer implements TransportControls, AutoCloseable {

    private static final long TICK_MILLIS = 100;
    private static final System.Logger LOG = System.getLogger(ReplayPlayer.class.getName());

    private final Replay replay;
    private final Consumer<Shown> pictures;
    private final Runnable left;
    private final LongSupplier nanos;
    private final List<Transport.Tick> ticks;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("replay").factory());

    /** Only touched on {@link #thread}. */
    private Playhead head;

    private long tickedNanos;
    private @Nullable FleetView view;

    /** A picture and where the replay is with it. */
    record Shown(FleetView view, Transport transport) {}

    /**
     * @param pictures is called on the player's thread
     * @param left a person ended the replay
     */
    ReplayPlayer(Replay replay, Consumer<Shown> pictures, Runnable left) {
        this(replay, pictures, left, System::nanoTime);
    }

    ReplayPlayer(Replay replay, Consumer<Shown> pictures, Runnable left, LongSupplier nanos) {
        this.replay = replay;
        this.pictures = pictures;
        this.left = left;
        this.nanos = nanos;
        this.tickedNanos = nanos.getAsLong();
        head = Playhead.start(replay.from(), replay.to()).seek(replay.firstWhole());
        ticks =
                replay.marks().stream()
                        .map(mark -> new Transport.Tick(mark.at(), mark.route(), mark.words()))
                        .toList();
    }

    /**
     * Shows the first second at which all agents are there, and goes on when a person wants it to.
     */
    void start() {
        change(UnaryOperator.identity());
        var _ =
                thread.scheduleWithFixedDelay(
                        this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The decisions. */
    List<Mark> marks() {
        return replay.marks();
    }

    @Override
    public void playOrPause() {
        change(now -> now.playing() ? now.pause() : now.play());
    }

    @Override
    public void speed(int speed) {
        change(now -> now.withSpeed(speed));
    }

    @Override
    public void seek(Instant at) {
        change(now -> now.seek(at));
    }

    @Override
    public void step(int seconds) {
        change(now -> now.step(seconds));
    }

    @Override
    public void jump(boolean forward) {
        change(now -> forward ? now.jumpForward(replay.marks()) : now.jumpBack(replay.marks()));
    }

    @Override
    public void leave() {
        left.run();
    }

    private void change(UnaryOperator<Playhead> how) {
        try {
            thread.execute(
                    () -> {
                        head = how.apply(head);
                        tickedNanos = nanos.getAsLong();
                        show();
                    });
        } catch (RejectedExecutionException _) {
            // Left in this moment.
        }
    }

    private void tick() {
        long now = nanos.getAsLong();
        Duration elapsed = Duration.ofNanos(now - tickedNanos);
        tickedNanos = now;
        if (head.playing()) {
            head = head.advance(elapsed);
            show();
        }
    }

    private void show() {
        try {
            Instant second = Instant.ofEpochSecond(head.at().getEpochSecond());
            FleetView known = view;
            if (known == null || !known.at().equals(second)) {
                known = replay.at(second);
                view = known;
            }
            pictures.accept(
                    new Shown(
                            known,
                            new Transport(
                                    replay.recording().title(),
                                    replay.from(),
                                    replay.to(),
                                    head.at(),
                                    head.playing(),
                                    head.speed(),
                                    ticks)));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a second of the replay cannot be shown", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
