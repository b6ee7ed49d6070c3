package dev.signalbox.world.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.model.ai.Rung;
import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.cause.ConversationOutcome;
import dev.signalbox.model.cause.Side;
import dev.signalbox.model.cause.Tag;
import dev.signalbox.model.target.Target;
import dev.signalbox.world.voice.MediaCondition;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Conversations in virtual time, up to what would be sent. */
class ConversationTest {

    private static final Target.Provider STT = new Target.Provider("stt", "hark", "eu");
    private static final Target.Provider LLM = new Target.Provider("llm", "acme", "eu");
    private static final Target.Provider BASALT = new Target.Provider("llm", "basalt", "eu");
    private static final Target.Provider TTS = new Target.Provider("tts", "lyra", "eu");
    private static final Map<Stage, List<Target.Provider>> CHAIN =
            Map.of(
                    Stage.STT,
                    List.of(STT),
                    Stage.LLM,
                    List.of(LLM, BASALT),
                    Stage.TTS,
                    List.of(TTS));

    private final FakeSchedule schedule = new FakeSchedule();
    private final List<FakeCall> calls = new ArrayList<>();
    private Workers workers = workers(Framework.PIPECAT);

    private static Workers workers(Framework framework) {
        return new Workers(
                List.of(
                        new WorkerSite(
                                "eu-central",
                                List.of(new WorkerService("bookings", framework, CHAIN)))));
    }

    @AfterEach
    void close() {
        workers.close();
    }

    private RegionLink link() {
        return workers.link("eu-central");
    }

    /** Calls a tenth of a second apart, the first one now. */
    private void call(int count, long talkMillis) {
        for (int i = 0; i < count; i++) {
            FakeCall call = new FakeCall(schedule, calls.size() + 1, talkMillis);
            calls.add(call);
            schedule.at(schedule.now + i * 100_000_000L, at -> workers.answered(call, at));
        }
    }

    private List<Span> spans() {
        List<Span> all = new ArrayList<>();
        for (List<SpanExporter.Told> some = link().spans().drain();
                !some.isEmpty();
                some = link().spans().drain()) {
            some.forEach(told -> all.add(told.span()));
        }
        return all;
    }

    private List<ConversationOutcome> outcomes() {
        List<ConversationOutcome> all = new ArrayList<>();
        for (List<ConversationOutcome> some = link().outcomes().drain();
                !some.isEmpty();
                some = link().outcomes().drain()) {
            all.addAll(some);
        }
        return all;
    }

    private static Map<String, AnyValue> attributes(Span span) {
        Map<String, AnyValue> all = new LinkedHashMap<>();
        for (KeyValue attribute : span.getAttributesList()) {
            all.put(attribute.getKey(), attribute.getValue());
        }
        return all;
    }

    private static AnyValue attribute(Span span, String key) {
        return Objects.requireNonNull(attributes(span).get(key), key);
    }

    private double ratio(Predicate<FakeCall> which) {
        return calls.stream().filter(which).count() / (double) calls.size();
    }

    @Test
    void everyCallEndsOnceWithACauseAndAnOutcome() {
        call(400, 9_000);
        schedule.runUntilSecond(200);
        assertThat(calls).allSatisfy(call -> assertThat(call.hangUps).isEqualTo(1));
        assertThat(outcomes())
                .hasSize(400)
                .extracting(ConversationOutcome::id)
                .doesNotHaveDuplicates();
        assertThat(ratio(call -> !Objects.requireNonNull(call.cause).failure()))
                .isCloseTo(0.93, within(0.04));
        assertThat(calls)
                .noneMatch(call -> Objects.requireNonNull(call.cause).side() != Side.INTENT);
    }

    @Test
    void pipecatTellsConversationTurnsAndStages() {
        call(1, 9_000);
        schedule.runUntilSecond(60);
        List<Span> spans = spans();
        Span root = spans.getLast();
        assertThat(root.getName()).isEqualTo("conversation");
        assertThat(root.getParentSpanId().isEmpty()).isTrue();
        assertThat(spans).extracting(Span::getName).contains("turn", "stt", "llm", "tts");
        assertThat(spans).extracting(Span::getTraceId).containsOnly(root.getTraceId());
        assertThat(spans).extracting(Span::getSpanId).doesNotHaveDuplicates();
        Set<Object> turns = new HashSet<>();
        for (Span span : spans) {
            assertThat(attribute(span, "sip.call_id"))
                    .isEqualTo(AnyValue.newBuilder().setStringValue("call-1@test").build());
            if (span.getName().equals("turn")) {
                turns.add(span.getSpanId());
                assertThat(span.getParentSpanId()).isEqualTo(root.getSpanId());
            }
        }
        Span llm = spans.stream().filter(s -> s.getName().equals("llm")).findFirst().orElseThrow();
        assertThat(turns).contains(llm.getParentSpanId());
        assertThat(attribute(llm, "metrics.ttfb").getDoubleValue()).isBetween(0.1, 1.2);
        assertThat(attribute(llm, "gen_ai.provider.name").getStringValue()).isEqualTo("acme");
        assertThat(attribute(llm, "signalbox.model_region").getStringValue()).isEqualTo("eu");
        assertThat(attribute(llm, "input").getStringValue()).isEqualTo(SpanShape.WORDS);
        Span turn =
                spans.stream().filter(s -> s.getName().equals("turn")).skip(1).findFirst().get();
        assertThat(attribute(turn, "turn.user_bot_latency_seconds").getDoubleValue())
                .isBetween(0.3, 2.5);
    }

    @Test
    void liveKitTellsSessionTurnsAndAttempts() {
        workers.close();
        workers = workers(Framework.LIVEKIT);
        call(1, 9_000);
        schedule.runUntilSecond(60);
        List<Span> spans = spans();
        assertThat(spans.getLast().getName()).isEqualTo("agent_session");
        assertThat(attributes(spans.getLast())).containsKey("sip.callID");
        Span llm =
                spans.stream()
                        .filter(s -> s.getName().equals("llm_request_run"))
                        .findFirst()
                        .orElseThrow();
        assertThat(attributes(llm))
                .containsKeys("lk.response.ttft", "lk.response.text")
                .doesNotContainKey("sip.callID");
        assertThat(llm.getEventsList()).isNotEmpty();
        assertThat(spans)
                .extracting(Span::getName)
                .contains("agent_turn", "stt_request_run", "tts_request_run");
    }

    @Test
    void aFailingModelBreaksTheCallsThatUseIt() {
        call(50, 60_000);
        schedule.runUntilSecond(20);
        workers.provider(LLM, ProviderCondition.FAILS_503);
        schedule.runUntilSecond(60);
        assertThat(ratio(call -> call.cause == Tag.AI_DOWN)).isGreaterThan(0.9);
        assertThat(workers.log().failures())
                .isNotEmpty()
                .allSatisfy(failure -> assertThat(failure.provider()).isEqualTo(LLM));
        assertThat(outcomes())
                .extracting(ConversationOutcome::endedReason)
                .contains(
                        "pipeline-error-acme-llm-failed",
                        "customer-ended-call",
                        "silence-timed-out");
        assertThat(spans())
                .filteredOn(s -> s.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR)
                .isNotEmpty()
                .allSatisfy(
                        span -> {
                            assertThat(attribute(span, "error.type").getStringValue())
                                    .isEqualTo("503");
                            assertThat(attribute(span, "http.response.status_code").getIntValue())
                                    .isEqualTo(503);
                        });
        // Who waits for an answer that never comes hears nothing.
        assertThat(calls).allSatisfy(call -> assertThat(call.voiced).last().isEqualTo(false));
    }

    @Test
    void quotaAndDeathAreToldApart() {
        workers.provider(LLM, ProviderCondition.QUOTA_429);
        call(100, 9_000);
        schedule.runUntilSecond(60);
        assertThat(ratio(call -> call.cause == Tag.AI_QUOTA)).isGreaterThan(0.5);
        assertThat(outcomes())
                .extracting(ConversationOutcome::endedReason)
                .contains("pipeline-error-acme-429-exceeded-quota");
        calls.clear();
        workers.provider(LLM, ProviderCondition.DEAD);
        call(100, 9_000);
        schedule.runUntilSecond(120);
        assertThat(ratio(call -> call.cause == Tag.AI_DOWN)).isGreaterThan(0.9);
        assertThat(workers.log().failures())
                .extracting(ProviderFailure::errorType)
                .contains("429", "timeout", "connection_error");
    }

    @Test
    void aSlowRecogniserMakesCallersLookMisunderstood() {
        workers.provider(STT, ProviderCondition.SLOW);
        call(300, 9_000);
        schedule.runUntilSecond(120);
        assertThat(ratio(call -> call.cause == Tag.AI_SLOW)).isBetween(0.5, 0.8);
        assertThat(outcomes())
                .extracting(ConversationOutcome::endedReason)
                .contains("misunderstood", "reprompt-loop", "handoff-requested")
                .noneMatch(reason -> reason.contains("slow"));
        assertThat(workers.log().failures()).isEmpty();
    }

    @Test
    void badMediaMakesCallersLookMisunderstood() {
        call(300, 9_000);
        calls.forEach(call -> call.media = MediaCondition.BAD);
        schedule.runUntilSecond(120);
        assertThat(ratio(call -> call.cause == Tag.MEDIA)).isBetween(0.45, 0.85);
    }

    @Test
    void aBadReleaseMisunderstandsHalfOfTheNewCalls() {
        call(50, 30_000);
        schedule.runUntilSecond(10);
        workers.release("bookings", Release.MISUNDERSTANDS);
        schedule.runUntilSecond(100);
        assertThat(ratio(call -> call.cause == Tag.MISUNDERSTOOD)).isLessThan(0.12);
        calls.clear();
        call(300, 9_000);
        schedule.runUntilSecond(300);
        assertThat(ratio(call -> call.cause == Tag.MISUNDERSTOOD)).isCloseTo(0.5, within(0.1));
        assertThat(workers.log().failures()).isEmpty();
    }

    @Test
    void aCallKeepsTheProvidersItBeganWith() {
        call(1, 30_000);
        schedule.runUntilSecond(5);
        link().assume("bookings", route(Rung.PRIMARY, 0));
        call(1, 30_000);
        schedule.runUntilSecond(90);
        Map<String, Set<String>> models = new LinkedHashMap<>();
        for (Span span : spans()) {
            if (span.getName().equals("llm")) {
                models.computeIfAbsent(
                                attribute(span, "sip.call_id").getStringValue(),
                                _ -> new HashSet<>())
                        .add(attribute(span, "gen_ai.provider.name").getStringValue());
            }
        }
        assertThat(models)
                .containsEntry("call-1@test", Set.of("acme"))
                .containsEntry("call-2@test", Set.of("basalt"));
        assertThat(workers.log().uses())
                .filteredOn(use -> use.provider().stage().equals("llm"))
                .extracting(ProviderUse::provider)
                .containsExactly(LLM, BASALT);
    }

    private static WorkerRoute route(Rung rung, int acmePercent) {
        EnumMap<Stage, List<WorkerRoute.Option>> options = new EnumMap<>(Stage.class);
        options.put(Stage.STT, List.of(new WorkerRoute.Option(STT, 100, false)));
        options.put(
                Stage.LLM,
                List.of(
                        new WorkerRoute.Option(LLM, acmePercent, false),
                        new WorkerRoute.Option(BASALT, 100, false)));
        options.put(Stage.TTS, List.of(new WorkerRoute.Option(TTS, 100, false)));
        return new WorkerRoute(rung, options);
    }

    @Test
    void onTheDegradedRungTheWorkerGreetsAndHandsOver() {
        link().assume("bookings", route(Rung.DEGRADED, 0));
        call(20, 60_000);
        schedule.runUntilSecond(30);
        assertThat(calls).allSatisfy(call -> assertThat(call.cause).isEqualTo(Tag.AGENT_DONE));
        assertThat(spans()).filteredOn(span -> span.getName().equals("llm")).hasSize(20);
    }

    @Test
    void onTheHumanQueueNoWorkerIsHeard() {
        link().assume("bookings", route(Rung.HUMAN_QUEUE, 100));
        call(20, 60_000);
        schedule.runUntilSecond(60);
        assertThat(calls).allSatisfy(call -> assertThat(call.hangUps).isEqualTo(1));
        assertThat(spans()).isEmpty();
        assertThat(outcomes()).isEmpty();
    }
}
