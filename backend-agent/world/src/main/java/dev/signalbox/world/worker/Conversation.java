package dev.signalbox.world.worker;

import dev.signalbox.model.ai.Rung;
import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.cause.ConversationOutcome;
import dev.signalbox.model.cause.Tag;
import dev.signalbox.model.target.Target;
import dev.signalbox.world.voice.AnsweredCall;
import dev.signalbox.world.voice.MediaCondition;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One conversation of a worker with a caller: a greeting, then turns of listening (STT), thinking
 * (LLM, now and then a look at the bookings system) and speaking (TTS), until somebody hangs up.
 * Its providers are those it began with. Everything runs on the world's thread.
 */
final class Conversation {

    /** A worker asks once more before it gives up. */
    private static final int ATTEMPTS_MAX = 2;

    private static final long RETRY_MILLIS = 150;
    private static final int TURNS_MAX = 40;
    private static final double MISHEARD_BY_SLOW_RATIO = 0.42;
    private static final double MISHEARD_BY_BAD_MEDIA_RATIO = 0.4;
    private static final double MISUNDERSTOOD_BY_RELEASE_RATIO = 0.5;
    private static final double ANNOUNCED_ERROR_RATIO = 0.55;
    private static final double TOOL_RATIO = 0.25;
    private static final double INTERRUPTED_RATIO = 0.06;

    private final AnsweredCall call;
    private final WorkerService service;
    private final Desk desk;
    private final Map<Stage, Target.Provider> chain;
    private final SpanShape shape;
    private final SplittableRandom random;
    private final Trace trace;
    private final boolean greetOnly;
    private @Nullable Tag trouble;
    private Instant began = Instant.EPOCH;
    private long untilNanos;
    private long lastWordNanos;
    private SpanShape.Turn turn;

    /** What a conversation reports to, and asks. */
    interface Desk {
        /** One call to {@code provider}. */
        Reply reply(Target.Provider provider, SplittableRandom random);

        /** Takes a span; never waits. */
        void span(WorkerService service, io.opentelemetry.proto.trace.v1.Span span);

        /** Takes how it ended; never waits. */
        void outcome(ConversationOutcome outcome);

        /** A provider failed. */
        void failed(
                AnsweredCall call,
                WorkerService service,
                Target.Provider provider,
                Reply.Failed failed,
                long now);
    }

    /** What happens once a provider has answered. */
    @FunctionalInterface
    private interface Then {
        void go(long now, Reply.Answered answer);
    }

    /**
     * A conversation that has not begun.
     *
     * @param chain a provider for each stage
     * @param rung DEGRADED greets, captures what it is about and hands over
     * @param release the one that took the call
     */
    Conversation(
            AnsweredCall call,
            WorkerService service,
            Desk desk,
            Map<Stage, Target.Provider> chain,
            Rung rung,
            Release release) {
        this.call = call;
        this.service = service;
        this.desk = desk;
        this.chain = chain;
        this.shape = SpanShape.of(service.framework());
        this.random = new SplittableRandom(call.plan().seed() ^ 0x574f524b4552L);
        this.trace = new Trace(random.split(), call.plan().callId());
        this.greetOnly = rung == Rung.DEGRADED;
        this.turn = new SpanShape.Turn(trace.newSpanId(), 0, Instant.EPOCH, null, false);
        this.trouble =
                release == Release.MISUNDERSTANDS
                                && random.nextDouble() < MISUNDERSTOOD_BY_RELEASE_RATIO
                        ? Tag.MISUNDERSTOOD
                        : null;
    }

    /** Somebody picked up. */
    void begin(long now) {
        began = call.wallAt(now);
        untilNanos = now + TimeUnit.MILLISECONDS.toNanos(call.plan().talkMillis());
        nextTurn(now);
        lastWordNanos = now;
        speak(now);
    }

    private void nextTurn(long now) {
        turn =
                new SpanShape.Turn(
                        trace.newSpanId(),
                        turn.number() + (turn.start().equals(Instant.EPOCH) ? 0 : 1),
                        call.wallAt(now),
                        null,
                        random.nextDouble() < INTERRUPTED_RATIO);
    }

    private void listen(long now) {
        nextTurn(now);
        long words = random.nextLong(700, 2_200);
        after(
                now,
                words,
                at -> {
                    lastWordNanos = at;
                    call.voiced(at, false);
                    ask(Stage.STT, now, at, 1, this::heard);
                });
    }

    private void heard(long now, Reply.Answered answer) {
        boolean badMedia = call.media() == MediaCondition.BAD;
        if (badMedia && random.nextDouble() < MISHEARD_BY_BAD_MEDIA_RATIO) {
            trouble = Tag.MEDIA;
        } else if (answer.slow() && random.nextDouble() < MISHEARD_BY_SLOW_RATIO) {
            // What comes late is cut off: the end of the sentence is missing.
            trouble = Tag.AI_SLOW;
        }
        if (random.nextDouble() < TOOL_RATIO) {
            long millis = random.nextLong(30, 140);
            after(
                    now,
                    millis,
                    at -> {
                        desk.span(
                                service,
                                shape.tool(
                                        trace,
                                        turn,
                                        "bookings-db",
                                        call.wallAt(now),
                                        call.wallAt(at)));
                        think(at);
                    });
        } else {
            think(now);
        }
    }

    private void think(long now) {
        ask(
                Stage.LLM,
                now,
                now,
                1,
                (at, answer) -> {
                    annoyed(answer);
                    speak(at);
                });
    }

    private void speak(long now) {
        ask(
                Stage.TTS,
                now,
                now,
                1,
                (at, answer) -> {
                    annoyed(answer);
                    call.voiced(at, true);
                    if (turn.number() > 0) {
                        turn = turn.answered(TimeUnit.NANOSECONDS.toMillis(at - lastWordNanos));
                    }
                    long words = random.nextLong(900, 2_400);
                    after(at, turn.interrupted() ? words / 2 : words, this::turnOver);
                });
    }

    /** People who wait too long give up, or talk into the answer. */
    private void annoyed(Reply.Answered answer) {
        if (answer.slow() && random.nextDouble() < MISHEARD_BY_SLOW_RATIO) {
            trouble = Tag.AI_SLOW;
        }
    }

    private void turnOver(long now) {
        desk.span(service, shape.turn(trace, turn, call.wallAt(now)));
        Tag why = trouble;
        boolean late = now >= untilNanos || turn.number() >= TURNS_MAX;
        if (why != null && (late || turn.number() >= 2)) {
            // Three turns, and the caller is no further.
            end(now, Ending.misunderstood(service.framework(), random), why);
        } else if (greetOnly && turn.number() >= 1) {
            Ending ending = Ending.handedOver(service.framework());
            end(now, ending, ending.apparent());
        } else if (late) {
            boolean outbound = !call.plan().inbound();
            Ending ending = Ending.everyday(service.framework(), outbound, random);
            end(now, ending, ending.apparent());
        } else {
            listen(now);
        }
    }

    /**
     * Asks the provider of {@code stage}, once more when it fails.
     *
     * @param start when its span begins: speech recognition listens while the caller speaks
     */
    private void ask(Stage stage, long start, long now, int attempt, Then then) {
        Target.Provider provider = chain.get(stage);
        if (provider == null) {
            then.go(now, new Reply.Answered(0, false));
            return;
        }
        switch (desk.reply(provider, random)) {
            case Reply.Answered answer ->
                    after(
                            now,
                            answer.firstMillis(),
                            at -> {
                                tell(provider, start, at, answer.firstMillis(), null);
                                then.go(at, answer);
                            });
            case Reply.Failed failed ->
                    after(
                            now,
                            failed.afterMillis(),
                            at -> {
                                tell(provider, start, at, null, failed);
                                desk.failed(call, service, provider, failed, at);
                                if (attempt < ATTEMPTS_MAX) {
                                    after(
                                            at,
                                            RETRY_MILLIS,
                                            again -> ask(stage, again, again, attempt + 1, then));
                                } else {
                                    breakDown(at, provider, failed);
                                }
                            });
        }
    }

    private void tell(
            Target.Provider provider,
            long start,
            long now,
            @Nullable Long firstMillis,
            Reply.@Nullable Failed failed) {
        desk.span(
                service,
                shape.provider(
                        trace,
                        turn,
                        new SpanShape.ProviderCall(
                                provider,
                                call.wallAt(start),
                                call.wallAt(now),
                                firstMillis,
                                failed)));
    }

    /** The worker cannot go on: it says so and ends the call, or it says nothing at all. */
    private void breakDown(long now, Target.Provider provider, Reply.Failed failed) {
        if (random.nextDouble() < ANNOUNCED_ERROR_RATIO) {
            Ending ending = Ending.pipelineError(provider, failed.cause());
            after(now, 300, at -> end(at, ending, failed.cause()));
            return;
        }
        call.voiced(now, false);
        Ending ending = Ending.silence(service.framework(), random);
        after(now, random.nextLong(4_000, 7_000), at -> end(at, ending, failed.cause()));
    }

    private void end(long now, Ending ending, Tag cause) {
        Instant at = call.wallAt(now);
        call.hangUp(now, ending.byHuman(), cause);
        desk.span(service, shape.conversation(trace, began, at));
        boolean byTrace = random.nextDouble() < 0.1;
        desk.outcome(
                new ConversationOutcome(
                        "end-" + trace.text(),
                        byTrace ? null : call.plan().callId(),
                        trace.text(),
                        service.name(),
                        ending.word(),
                        at));
    }

    private void after(long now, long millis, LongConsumer action) {
        call.schedule().at(now + TimeUnit.MILLISECONDS.toNanos(millis), action);
    }
}
