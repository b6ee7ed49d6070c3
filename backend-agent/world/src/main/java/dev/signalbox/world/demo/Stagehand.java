package dev.signalbox.world.demo;

import dev.signalbox.model.target.Target;
import dev.signalbox.world.path.PathRelays;
import dev.signalbox.world.story.Story;
import dev.signalbox.world.voice.Condition;
import dev.signalbox.world.voice.VoiceWorld;
import dev.signalbox.world.worker.ProviderCondition;
import dev.signalbox.world.worker.Release;
import dev.signalbox.world.worker.Workers;
import java.time.Instant;

/** Makes the steps of a story happen, each to what it is about, and keeps a log of them. */
final class Stagehand {

    private final VoiceWorld world;
    private final PathRelays roads;
    private final Workers workers;
    private final Hands hands;
    private final FaultLog log = new FaultLog();

    /** For stories that leave the agents alone. */
    Stagehand(VoiceWorld world, PathRelays roads, Workers workers) {
        this(world, roads, workers, Hands.NONE);
    }

    Stagehand(VoiceWorld world, PathRelays roads, Workers workers, Hands hands) {
        this.world = world;
        this.roads = roads;
        this.workers = workers;
        this.hands = hands;
    }

    /** What has been broken so far. */
    FaultLog log() {
        return log;
    }

    /** Takes a step, now. */
    void take(Story.Step step, Instant at) {
        log.happened(step, at);
        switch (step.target()) {
            case Target.Trunk trunk -> world.become(trunk, condition(step.verb()), step.text());
            case Target.Path path -> roads.lose(path.from(), path.to(), step.ratio());
            case Target.Provider provider -> provider(step.verb(), provider);
            case Target.Service service -> {
                if (step.verb() == Story.Verb.HEAL) {
                    workers.release(service.name(), Release.GOOD);
                } else {
                    workers.release(service.name(), Release.MISUNDERSTANDS);
                }
            }
            case Target.Region region -> region(step.verb(), region.name());
            case Target.Carrier _, Target.Dependency _ ->
                    throw new IllegalArgumentException("nothing happens to " + step.target());
        }
    }

    private static Condition condition(Story.Verb verb) {
        return switch (verb) {
            case REJECT503 -> Condition.REJECTS_503;
            case FREEZE -> Condition.FROZEN;
            case STARVE -> Condition.STARVED;
            case HEAL -> Condition.WELL;
            case LOSE, FAIL, SLOW, MISUNDERSTAND, DIE, KILL, REVIVE, CUT, JOIN ->
                    throw new IllegalArgumentException("no trunk can " + verb.word());
        };
    }

    private void region(Story.Verb verb, String region) {
        switch (verb) {
            case DIE -> world.edge(region, false);
            case HEAL -> world.edge(region, true);
            case KILL -> hands.kill(region);
            case REVIVE -> hands.revive(region);
            case CUT -> hands.cut(region);
            case JOIN -> hands.join(region);
            case REJECT503, FREEZE, STARVE, LOSE, FAIL, SLOW, MISUNDERSTAND ->
                    throw new IllegalArgumentException("no region can " + verb.word());
        }
    }

    private void provider(Story.Verb verb, Target.Provider provider) {
        switch (verb) {
            case FAIL -> workers.provider(provider, ProviderCondition.FAILS_503);
            case SLOW -> workers.provider(provider, ProviderCondition.SLOW);
            case HEAL -> workers.provider(provider, ProviderCondition.HEALTHY);
            case REJECT503, FREEZE, STARVE, LOSE, MISUNDERSTAND, DIE, KILL, REVIVE, CUT, JOIN ->
                    throw new IllegalArgumentException("no provider can " + verb.word());
        }
    }
}
