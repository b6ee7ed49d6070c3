package dev.signalbox.world.demo;

import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.fleet.FleetDecisions;
import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.model.quorum.Phase;
import dev.signalbox.model.quorum.RegionVerdict;
import dev.signalbox.model.target.Target;
import dev.signalbox.world.process.Programs;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Two people of the demo who act by the script: what an operator would do when a region's edge is
 * dead, by the same commands. Ada plans and starts, Grace approves; before that Ada tries to send
 * the calls to another jurisdiction and is refused; in the middle of the evacuation the leader's
 * agent is killed; when the edge is back Ada takes the calls back.
 */
final class Operators implements AutoCloseable {

    private static final long LEADER_DOWN_MILLIS = 3_000;
    private static final long TRY_AGAIN_MILLIS = 2_000;

    /** How far the script is. */
    private enum Act {
        WAITS,
        EVACUATES,
        LEADER_KILLED,
        EVACUATED,
        RETURNS,
        OVER
    }

    private final CtlRunner ctl;
    private final Hands hands;
    private final Consumer<String> say;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("operators").factory());

    private volatile Act act = Act.WAITS;
    private volatile boolean busy;
    private volatile boolean refusedAbroad;
    private volatile @Nullable String region;
    private volatile @Nullable String killed;
    private long killedNanos;
    private long triedNanos = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(TRY_AGAIN_MILLIS);

    /**
     * @param say what people watching the terminal are told
     */
    Operators(CtlRunner ctl, Hands hands, Consumer<String> say) {
        this.ctl = ctl;
        this.hands = hands;
        this.say = say;
    }

    /** True once another jurisdiction was asked for and refused. */
    boolean refusedAbroad() {
        return refusedAbroad;
    }

    /** True once the script has come to its end. */
    boolean over() {
        return act == Act.OVER;
    }

    /** Looks at what the fleet holds and does what is due; a few times a second. */
    void look(FleetDecisions fleet) {
        reviveLeader();
        if (busy) {
            return;
        }
        FleetState state = fleet.state();
        Optional<FleetState.Change> held =
                state.changes().values().stream().filter(c -> c.phase() == Phase.HELD).findFirst();
        if (held.isPresent()) {
            due(() -> resume(held.get()));
            return;
        }
        switch (act) {
            case WAITS -> lost(state).ifPresent(lost -> due(() -> evacuate(lost)));
            case EVACUATES -> killLeader(fleet);
            case LEADER_KILLED -> completed(state, PlanKind.EVACUATE_REGION, Act.EVACUATED);
            case EVACUATED -> {
                String home = region;
                if (home != null && state.verdict(home) == RegionVerdict.PRESENT) {
                    due(() -> takeBack(home));
                }
            }
            case RETURNS -> completed(state, PlanKind.RETURN_REGION, Act.OVER);
            case OVER -> {}
        }
    }

    private interface Work {
        void run() throws IOException, InterruptedException, Programs.MissingException;
    }

    private void due(Work work) {
        long now = System.nanoTime();
        if (now - triedNanos < TimeUnit.MILLISECONDS.toNanos(TRY_AGAIN_MILLIS)) {
            return;
        }
        triedNanos = now;
        busy = true;
        thread.execute(
                () -> {
                    try {
                        work.run();
                    } catch (IOException | Programs.MissingException e) {
                        say.accept("operators: " + e.getMessage());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } finally {
                        busy = false;
                    }
                });
    }

    private static Optional<String> lost(FleetState state) {
        return state.verdicts().entrySet().stream()
                .filter(e -> e.getValue().verdict() == RegionVerdict.LOST)
                .map(java.util.Map.Entry::getKey)
                .findFirst();
    }

    private void evacuate(String lost)
            throws IOException, InterruptedException, Programs.MissingException {
        if (!refusedAbroad) {
            abroad(lost);
        }
        JsonNode planned =
                ctl.run(
                        RunPki.OPERATOR,
                        List.of(
                                "plan",
                                "evacuate",
                                "region:" + lost,
                                "--reason",
                                "edge dead, all observers agree"));
        String plan = ref(planned);
        if (plan.isEmpty()) {
            say.accept("ada's plan was not kept: " + why(planned));
            return;
        }
        say.accept("ada plans to evacuate " + lost + ": plan " + plan);
        JsonNode approved = ctl.run(RunPki.APPROVER, List.of("approve", plan));
        JsonNode started = ctl.run(RunPki.OPERATOR, List.of("start", plan));
        if (!done(approved) || !done(started)) {
            say.accept("not started: " + why(approved) + " " + why(started));
            return;
        }
        say.accept("grace approves, ada starts it");
        region = lost;
        act = Act.EVACUATES;
    }

    /** What held it is said on the screen; a person looks, and lets it go on. */
    private void resume(FleetState.Change held)
            throws IOException, InterruptedException, Programs.MissingException {
        say.accept("held: " + held.detail());
        JsonNode resumed =
                ctl.run(RunPki.OPERATOR, List.of("resume", held.id() + "@" + held.hash()));
        say.accept(done(resumed) ? "ada lets it go on" : "not resumed: " + why(resumed));
    }

    /** By every road another jurisdiction is refused. */
    private void abroad(String lost)
            throws IOException, InterruptedException, Programs.MissingException {
        JsonNode planned =
                ctl.run(
                        RunPki.OPERATOR,
                        List.of(
                                "plan",
                                "evacuate",
                                "region:" + lost,
                                "--to",
                                "us-east",
                                "--reason",
                                "anywhere will do"));
        if (ref(planned).isEmpty() && planned.has("refused")) {
            refusedAbroad = true;
            say.accept("ada tries us-east and is refused: " + why(planned));
        }
    }

    private void takeBack(String home)
            throws IOException, InterruptedException, Programs.MissingException {
        JsonNode planned =
                ctl.run(
                        RunPki.OPERATOR,
                        List.of("plan", "return", "region:" + home, "--reason", "edge is back"));
        String plan = ref(planned);
        JsonNode started =
                plan.isEmpty() ? planned : ctl.run(RunPki.OPERATOR, List.of("start", plan));
        if (plan.isEmpty() || !done(started)) {
            say.accept("the return waits: " + why(started));
            return;
        }
        say.accept("ada takes the calls back: plan " + plan);
        act = Act.RETURNS;
    }

    /** While a stage is under way. */
    private void killLeader(FleetDecisions fleet) {
        boolean underWay =
                fleet.state().changes().values().stream()
                        .anyMatch(
                                c -> c.phase() == Phase.RUNNING && c.stage() >= 0 && !c.verified());
        var standing = fleet.standing();
        String leader = standing == null ? null : standing.leader();
        if (underWay && leader != null) {
            killed = leader;
            killedNanos = System.nanoTime();
            say.accept("in the middle of a stage the leader is killed: the agent of " + leader);
            hands.kill(leader);
            act = Act.LEADER_KILLED;
        } else {
            completed(fleet.state(), PlanKind.EVACUATE_REGION, Act.EVACUATED);
        }
    }

    private void reviveLeader() {
        String down = killed;
        if (down != null
                && System.nanoTime() - killedNanos
                        > TimeUnit.MILLISECONDS.toNanos(LEADER_DOWN_MILLIS)) {
            killed = null;
            hands.revive(down);
        }
    }

    private void completed(FleetState state, PlanKind kind, Act next) {
        String home = region;
        boolean done =
                state.changes().values().stream()
                        .filter(c -> c.plan().kind() == kind)
                        .filter(
                                c ->
                                        home != null
                                                && c.plan()
                                                        .source()
                                                        .equals(new Target.Region(home)))
                        .anyMatch(c -> c.phase() == Phase.COMPLETED);
        if (done) {
            say.accept(kind == PlanKind.RETURN_REGION ? "all calls are back" : "evacuated");
            act = next;
        }
    }

    /** As people name a plan; empty when nothing keeps it. */
    private static String ref(JsonNode planned) {
        String id = planned.path("planId").asString("");
        return id.isEmpty() ? "" : id + "@" + planned.path("hash").asString("");
    }

    private static boolean done(JsonNode answer) {
        return answer.has("records") && answer.path("refused").isNull();
    }

    private static String why(JsonNode answer) {
        JsonNode refused = answer.path("refused");
        return refused.isObject()
                ? refused.path("sentence").asString("")
                : answer.path("error").asString("");
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
