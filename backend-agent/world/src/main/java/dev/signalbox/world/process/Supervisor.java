package dev.signalbox.world.process;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps children running: one that ends is started again after a pause that doubles, a few times.
 * {@link #look} does the work and is called often by one thread.
 */
public final class Supervisor implements AutoCloseable {

    /** Configuration or usage: starting it again would end the same way. */
    private static final int EXIT_CONFIGURATION = 2;

    private static final int RESTARTS_MAX = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(300);

    private final List<Kept> children = new ArrayList<>();
    private final Consumer<String> say;

    /** How a child is started. */
    @FunctionalInterface
    public interface Starter {
        /** Starts it anew. */
        ChildProcess start() throws IOException;
    }

    private static final class Kept {
        private final String name;
        private final Starter starter;
        private final int restartsMax;
        private ChildProcess child;
        private int restarts;
        private @Nullable Long restartAtNanos;
        private boolean given;
        private volatile boolean held;
        private boolean down;

        Kept(Starter starter, int restartsMax, ChildProcess child) {
            this.name = child.name();
            this.starter = starter;
            this.restartsMax = restartsMax;
            this.child = child;
        }
    }

    /**
     * @param say is told in plain words when a child ends or is started again
     */
    public Supervisor(Consumer<String> say) {
        this.say = say;
    }

    /** Starts a child that is to run as long as we do. */
    public void keep(Starter starter) throws IOException {
        children.add(new Kept(starter, RESTARTS_MAX, starter.start()));
    }

    /** Starts a child that may end when it likes. */
    public ChildProcess run(Starter starter) throws IOException {
        ChildProcess child = starter.start();
        children.add(new Kept(starter, 0, child));
        return child;
    }

    /**
     * Looks after the children.
     *
     * @param nowNanos monotonic time
     */
    public void look(long nowNanos) {
        for (Kept kept : children) {
            if (kept.held || kept.down) {
                lookAtHeld(kept, nowNanos);
                continue;
            }
            if (kept.child.alive() || kept.given) {
                continue;
            }
            if (kept.restartAtNanos == null) {
                ended(kept, nowNanos);
            } else if (nowNanos - kept.restartAtNanos >= 0) {
                startAgain(kept, nowNanos);
            }
        }
    }

    private void lookAtHeld(Kept kept, long nowNanos) {
        if (kept.held && !kept.down) {
            kept.down = true;
            kept.child.kill();
            say.accept(kept.child.name() + " was killed (process " + kept.child.pid() + ")");
        } else if (!kept.held && !kept.child.alive()) {
            kept.down = false;
            startAgain(kept, nowNanos);
        }
    }

    /**
     * Kills a child (SIGKILL) at the next look and keeps it down until {@link #release}; from any
     * thread, once all have been started.
     *
     * @param name of the child
     * @throws IllegalArgumentException when none has that name
     */
    public void hold(String name) {
        kept(name).held = true;
    }

    /**
     * Starts a child again that was held; from any thread, once all have been started.
     *
     * @param name of the child
     * @throws IllegalArgumentException when none has that name
     */
    public void release(String name) {
        kept(name).held = false;
    }

    private Kept kept(String name) {
        return children.stream()
                .filter(kept -> kept.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no child " + name));
    }

    private void ended(Kept kept, long nowNanos) {
        int code = kept.child.exitCode();
        boolean hopeless = code == EXIT_CONFIGURATION || kept.restarts >= kept.restartsMax;
        if (hopeless) {
            kept.given = true;
            if (kept.restartsMax > 0) {
                say.accept(
                        kept.child.name()
                                + " ended (exit code "
                                + code
                                + ") and stays down; why: "
                                + kept.child.log());
            }
            return;
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << kept.restarts);
        kept.restarts++;
        kept.restartAtNanos = nowNanos + pause.toNanos();
        say.accept(
                kept.child.name()
                        + " ended (exit code "
                        + code
                        + "); starting it again in "
                        + pause.toMillis()
                        + " ms ("
                        + kept.restarts
                        + " of "
                        + kept.restartsMax
                        + ")");
    }

    private void startAgain(Kept kept, long nowNanos) {
        kept.restartAtNanos = null;
        try {
            kept.child = kept.starter.start();
            say.accept(kept.child.name() + " runs again (process " + kept.child.pid() + ")");
        } catch (IOException e) {
            kept.given = kept.restarts >= kept.restartsMax;
            kept.restarts++;
            kept.restartAtNanos = nowNanos + FIRST_PAUSE.toNanos();
            say.accept(kept.child.name() + " cannot be started: " + e.getMessage());
        }
    }

    /** True when a child that should run has been given up. */
    public boolean anyGivenUp() {
        return children.stream().anyMatch(kept -> kept.given && kept.restartsMax > 0);
    }

    /** Ends all children, together. */
    @Override
    public void close() {
        children.forEach(kept -> kept.child.askToEnd());
        try {
            for (Kept kept : children) {
                kept.child.awaitEnd();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
