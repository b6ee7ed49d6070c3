package dev.signalbox.world.worker;

import dev.signalbox.model.cause.Tag;
import dev.signalbox.model.target.Target;
import dev.signalbox.world.traffic.CallPlan;
import dev.signalbox.world.traffic.Codec;
import dev.signalbox.world.voice.AnsweredCall;
import dev.signalbox.world.voice.MediaCondition;
import dev.signalbox.world.voice.Schedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answered call in virtual time. */
final class FakeCall implements AnsweredCall {

    static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

    final List<Boolean> voiced = new ArrayList<>();
    MediaCondition media = MediaCondition.GOOD;
    @Nullable Tag cause;
    boolean byHuman;
    int hangUps;
    private final CallPlan plan;
    private final FakeSchedule schedule;

    FakeCall(FakeSchedule schedule, long seed, long talkMillis) {
        this(schedule, seed, talkMillis, "");
    }

    FakeCall(FakeSchedule schedule, long seed, long talkMillis, String service) {
        this.schedule = schedule;
        this.plan =
                new CallPlan(
                        seed,
                        0,
                        seed % 2 == 0,
                        0,
                        false,
                        "call-" + seed + "@test",
                        "f",
                        "+1",
                        "+2",
                        Codec.PCMA,
                        talkMillis,
                        true,
                        seed * 7_919,
                        "eu-central",
                        service);
    }

    @Override
    public CallPlan plan() {
        return plan;
    }

    @Override
    public Target.Trunk trunk() {
        return new Target.Trunk("eu-central", "northwind");
    }

    @Override
    public Schedule schedule() {
        return schedule;
    }

    @Override
    public Instant wallAt(long nanos) {
        return START.plusNanos(nanos);
    }

    @Override
    public MediaCondition media() {
        return media;
    }

    @Override
    public void voiced(long now, boolean becomes) {
        voiced.add(becomes);
    }

    @Override
    public void hangUp(long now, boolean byTheHuman, Tag theCause) {
        hangUps++;
        cause = theCause;
        byHuman = byTheHuman;
    }
}
