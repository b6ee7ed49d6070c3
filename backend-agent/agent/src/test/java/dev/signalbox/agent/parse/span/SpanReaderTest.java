package dev.signalbox.agent.parse.span;

import static dev.signalbox.agent.parse.span.Spans.flag;
import static dev.signalbox.agent.parse.span.Spans.number;
import static dev.signalbox.agent.parse.span.Spans.span;
import static dev.signalbox.agent.parse.span.Spans.text;
import static dev.signalbox.agent.parse.span.Spans.whole;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.signalbox.model.ai.CallResult;
import dev.signalbox.model.ai.SpanExport;
import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.ai.WorkerFact;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpanReaderTest {

    @Test
    void pipecatTellsProviderTimeAndFailureOfALanguageModel() {
        WorkerFact fact =
                onlyFact(
                        span("llm")
                                .setStatus(Spans.failed())
                                .addAttributes(text("gen_ai.system", "Acme-AI"))
                                .addAttributes(text("gen_ai.request.model", "acme-large-2"))
                                .addAttributes(text("signalbox.model_region", "EU"))
                                .addAttributes(text("server.address", "eu.acme.example"))
                                .addAttributes(text("sip.call_id", "a84b4c76e66710@gw"))
                                .addAttributes(number("metrics.ttfb", 0.35))
                                .addAttributes(text("error.type", "503")));

        assertThat(fact)
                .isEqualTo(
                        new WorkerFact.ProviderCall(
                                new WorkerFact.Origin(
                                        Spans.TRACE,
                                        Spans.SPAN,
                                        "a84b4c76e66710@gw",
                                        "bookings",
                                        Spans.START,
                                        400),
                                Stage.LLM,
                                new WorkerFact.ProviderName("acme-ai", "eu", "eu.acme.example"),
                                "acme-large-2",
                                350.0,
                                CallResult.SERVER_ERROR));
    }

    @Test
    void pipecatTurnTellsAnswerTimeAndInterruption() {
        assertThat(
                        onlyFact(
                                span("turn")
                                        .addAttributes(
                                                number("turn.user_bot_latency_seconds", 1.25))
                                        .addAttributes(flag("turn.was_interrupted", true))))
                .isInstanceOfSatisfying(
                        WorkerFact.Turn.class,
                        turn -> {
                            assertThat(turn.answerMillis()).isEqualTo(1_250);
                            assertThat(turn.interrupted()).isTrue();
                        });
        assertThat(onlyFact(span("conversation"))).isInstanceOf(WorkerFact.Conversation.class);
    }

    @Test
    void liveKitAttemptWithItsProviderIsACall() {
        WorkerFact.ProviderCall tts =
                providerCall(
                        span("tts_request_run")
                                .addAttributes(text("gen_ai.provider.name", "basalt"))
                                .addAttributes(number("lk.response.ttfb", 0.2)));
        assertThat(tts.stage()).isEqualTo(Stage.TTS);
        assertThat(tts.firstMillis()).isEqualTo(200);
        assertThat(tts.result()).isEqualTo(CallResult.OK);
    }

    @Test
    void liveKitRequestWithItsFiguresIsACallAndTheBareAttemptInsideIsNotASecondOne() {
        SpanExport.Read read =
                read(
                        span("llm_request")
                                .addAttributes(
                                        text(
                                                "lk.llm_metrics",
                                                "{\"ttft\": 0.245, \"metadata\": {\"model_name\": \"m\","
                                                        + " \"model_provider\": \"OpenAI\"}}")),
                        span("llm_request_run"));

        assertThat(read.facts()).hasSize(1);
        WorkerFact.ProviderCall call = (WorkerFact.ProviderCall) read.facts().getFirst();
        assertThat(call.provider().name()).isEqualTo("openai");
        assertThat(call.firstMillis()).isEqualTo(245);
        assertThat(read.ignored()).isEqualTo(Map.of("attempt_without_provider", 1));
    }

    @Test
    void genAiConventionIsRecognisedByItsOperation() {
        WorkerFact.ProviderCall call =
                providerCall(
                        span("chat acme-large-2")
                                .addAttributes(text("gen_ai.operation.name", "chat"))
                                .addAttributes(text("gen_ai.provider.name", "aws.bedrock"))
                                .addAttributes(number("gen_ai.server.time_to_first_token", 0.5))
                                .addAttributes(whole("http.response.status_code", 429)));
        assertThat(call.stage()).isEqualTo(Stage.LLM);
        assertThat(call.result()).isEqualTo(CallResult.QUOTA);
        assertThat(call.firstMillis()).isEqualTo(500);
    }

    @Test
    void toolsAreDependencies() {
        assertThat(onlyFact(span("execute_tool lookup").addAttributes(text("peer.service", "CRM"))))
                .isInstanceOfSatisfying(
                        WorkerFact.DependencyCall.class,
                        call -> assertThat(call.dependency()).isEqualTo("crm"));
        assertThat(
                        onlyFact(
                                span("function_tool")
                                        .addAttributes(text("lk.function_tool.name", "calendar"))
                                        .addAttributes(flag("lk.function_tool.is_error", true))))
                .isInstanceOfSatisfying(
                        WorkerFact.DependencyCall.class,
                        call -> assertThat(call.result()).isEqualTo(CallResult.OTHER_ERROR));
        assertThat(read(span("function_tool")).rejected()).isEqualTo(Map.of("no_dependency", 1));
    }

    @Test
    void spansWithoutParentsStandAlone() {
        Span.Builder orphan = span("llm").addAttributes(text("gen_ai.system", "acme"));
        assertThat(orphan.getParentSpanId()).isEqualTo(ByteString.EMPTY);
        Span.Builder child = orphan.clone().setParentSpanId(Spans.bytes("00f067aa0ba902b7"));
        assertThat(read(orphan).facts()).isEqualTo(read(child).facts()).hasSize(1);
    }

    @Test
    void clocksThatAreHoursOffAreKeptAsTheyAreAndTheDurationIsRight() {
        Span.Builder early =
                span("conversation")
                        .setStartTimeUnixNano(Spans.nanos(Spans.START.minus(Duration.ofHours(9))))
                        .setEndTimeUnixNano(
                                Spans.nanos(
                                        Spans.START.minus(Duration.ofHours(9)).plusMillis(700)));
        WorkerFact.Origin origin = onlyFact(early).origin();
        assertThat(origin.durationMillis()).isEqualTo(700);
        assertThat(origin.startedAt()).isEqualTo(Spans.START.minus(Duration.ofHours(9)));
    }

    @Test
    void negativeAndAbsurdDurationsAreRejected() {
        Span.Builder backwards =
                span("conversation").setEndTimeUnixNano(Spans.nanos(Spans.START.minusMillis(1)));
        Span.Builder endless =
                span("conversation")
                        .setEndTimeUnixNano(Spans.nanos(Spans.START.plus(Duration.ofHours(25))));
        Span.Builder timeless = span("conversation").setEndTimeUnixNano(0);
        assertThat(read(backwards, endless, timeless).rejected())
                .isEqualTo(Map.of("bad_duration", 2, "no_times", 1));
    }

    @Test
    void spansWithoutIdsAreRejected() {
        SpanExport.Read read =
                read(
                        span("conversation").clearTraceId(),
                        span("conversation").setTraceId(ByteString.copyFrom(new byte[16])),
                        span("conversation").setSpanId(Spans.bytes("0102")));
        assertThat(read.facts()).isEmpty();
        assertThat(read.rejected()).isEqualTo(Map.of("no_trace_id", 2, "no_span_id", 1));
    }

    @Test
    void unknownSpansAreIgnoredAndCounted() {
        assertThat(read(span("agent_speaking"), span("GET /health")).ignored())
                .isEqualTo(Map.of("other_span", 2));
    }

    @Test
    void attributesOfAWrongTypeCountAsAbsent() {
        WorkerFact.ProviderCall call =
                providerCall(
                        span("stt")
                                .addAttributes(text("gen_ai.system", "acme"))
                                .addAttributes(text("metrics.ttfb", "0.3"))
                                .addAttributes(whole("gen_ai.request.model", 3)));
        assertThat(call.firstMillis()).isNull();
        assertThat(call.model()).isEmpty();
    }

    @Test
    void firstTimesThatCannotBeAreAbsent() {
        for (double seconds : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY, 1e9}) {
            assertThat(
                            providerCall(
                                            span("tts")
                                                    .addAttributes(text("gen_ai.system", "acme"))
                                                    .addAttributes(number("metrics.ttfb", seconds)))
                                    .firstMillis())
                    .isNull();
        }
    }

    @Test
    void aProviderNobodyConfiguredPassesThrough() {
        assertThat(
                        providerCall(
                                        span("llm")
                                                .addAttributes(
                                                        text("gen_ai.system", "nobody-knows")))
                                .provider()
                                .name())
                .isEqualTo("nobody-knows");
    }

    @Test
    void namesThatCannotBeNamesAreRejected() {
        SpanExport.Read read =
                read(
                        span("llm").addAttributes(text("gen_ai.system", "two words")),
                        span("llm").addAttributes(text("gen_ai.system", "x".repeat(64))),
                        span("llm")
                                .addAttributes(text("gen_ai.system", "acme"))
                                .addAttributes(text("signalbox.service", "a/b")),
                        span("llm"));
        assertThat(read.facts()).isEmpty();
        assertThat(read.rejected()).isEqualTo(Map.of("bad_name", 3, "no_provider", 1));
    }

    @Test
    void theServiceOfTheProductOutranksTheOneOfTheSdkAndNoneIsEmpty() {
        assertThat(
                        onlyFact(
                                        span("conversation")
                                                .addAttributes(
                                                        text("signalbox.service", "Support")))
                                .origin()
                                .service())
                .isEqualTo("support");
        SpanExport export =
                new SpanReader().read(Spans.export("unknown_service:python", span("conversation")));
        assertThat(((SpanExport.Read) export).facts().getFirst().origin().service()).isEmpty();
    }

    @Test
    void resourceMayComeAfterItsSpans() {
        byte[] spans =
                ResourceSpans.newBuilder()
                        .addScopeSpans(ScopeSpans.newBuilder().addSpans(span("conversation")))
                        .build()
                        .toByteArray();
        byte[] resource =
                ResourceSpans.newBuilder()
                        .setResource(
                                io.opentelemetry.proto.resource.v1.Resource.newBuilder()
                                        .addAttributes(text("service.name", "bookings")))
                        .build()
                        .toByteArray();
        ByteString both = ByteString.copyFrom(spans).concat(ByteString.copyFrom(resource));
        byte[] export = new byte[both.size() + 2];
        export[0] = 0x0a;
        export[1] = (byte) both.size();
        both.copyTo(export, 2);
        assertThat(both.size()).isLessThan(128);
        SpanExport.Read read = (SpanExport.Read) new SpanReader().read(export);
        assertThat(read.facts().getFirst().origin().service()).isEqualTo("bookings");
    }

    @Test
    void tooManySpansOfOneExportAreRejected() {
        ScopeSpans.Builder scope = ScopeSpans.newBuilder();
        for (int i = 0; i < SpanReader.SPANS_MAX + 3; i++) {
            scope.addSpans(Span.getDefaultInstance());
        }
        byte[] export =
                ExportTraceServiceRequest.newBuilder()
                        .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(scope))
                        .build()
                        .toByteArray();
        assertThat(((SpanExport.Read) new SpanReader().read(export)).rejected())
                .isEqualTo(Map.of("too_many_spans", 3));
    }

    @Test
    void groupsInGroupsWithoutEndAreMalformed() {
        // Wire type 3, which nobody sends any more: a reader that follows each runs out of stack.
        byte[] groups = new byte[4 << 20];
        java.util.Arrays.fill(groups, (byte) 0x0b);
        assertThat(new SpanReader().read(groups)).isInstanceOf(SpanExport.Malformed.class);
    }

    @Test
    void bytesThatAreNoExportAreMalformedAndSayWhere() {
        assertThat(new SpanReader().read(new byte[] {0x0a, 0, 0x0a, 0x7f, 1}))
                .isInstanceOfSatisfying(
                        SpanExport.Malformed.class,
                        malformed ->
                                assertThat(malformed.detail())
                                        .startsWith(
                                                "no ExportTraceServiceRequest, broken at byte 2"
                                                        + " or after: "));
        byte[] cut = Spans.export("bookings", span("conversation"));
        for (int length = 1; length < cut.length; length++) {
            assertThat(new SpanReader().read(java.util.Arrays.copyOf(cut, length)))
                    .isInstanceOf(SpanExport.Malformed.class);
        }
    }

    private static SpanExport.Read read(Span.Builder... spans) {
        return (SpanExport.Read) new SpanReader().read(Spans.export("bookings", spans));
    }

    private static WorkerFact onlyFact(Span.Builder span) {
        SpanExport.Read read = read(span);
        assertThat(read.rejected()).isEmpty();
        assertThat(read.facts()).hasSize(1);
        return read.facts().getFirst();
    }

    private static WorkerFact.ProviderCall providerCall(Span.Builder span) {
        return (WorkerFact.ProviderCall) onlyFact(span);
    }
}
