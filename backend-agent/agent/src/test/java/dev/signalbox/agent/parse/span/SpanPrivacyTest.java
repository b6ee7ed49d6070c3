package dev.signalbox.agent.parse.span;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.ai.SpanExport;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What was said is in no fact, wherever a framework puts it. */
class SpanPrivacyTest {

    private static final String SAID = "my card number is 4929";

    private static final List<String> CONTENT =
            List.of(
                    "input",
                    "output",
                    "transcript",
                    "text",
                    "gen_ai.prompt",
                    "gen_ai.prompt.0.content",
                    "gen_ai.completion.0.content",
                    "gen_ai.input.messages",
                    "lk.response.text",
                    "lk.pii.response.text",
                    "lk.user_transcript",
                    "lk.chat_ctx",
                    "lk.function_tool.arguments",
                    "tool.arguments",
                    "system_instructions");

    @Property
    void contentIsInNoFact(
            @ForAll("names") String name,
            @ForAll("keys") List<String> keys,
            @ForAll("values") AnyValue value) {
        Span.Builder span = Spans.span(name).addAttributes(Spans.text("gen_ai.system", "acme"));
        keys.forEach(key -> span.addAttributes(KeyValue.newBuilder().setKey(key).setValue(value)));
        span.addEvents(
                Span.Event.newBuilder()
                        .setName("gen_ai.user.message " + SAID)
                        .addAttributes(Spans.text("content", SAID)));
        span.setStatus(Spans.failed().toBuilder().setMessage(SAID));
        span.setTraceState(SAID);

        SpanExport export = new SpanReader().read(Spans.export("bookings", span));

        assertThat(export).isInstanceOf(SpanExport.Read.class);
        assertThat(export.toString()).doesNotContain("4929");
        assertThat(((SpanExport.Read) export).facts()).hasSize(1);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of("conversation", "turn", "stt", "llm", "tts", "llm_request");
    }

    @Provide
    Arbitrary<List<String>> keys() {
        return Arbitraries.oneOf(
                        Arbitraries.of(CONTENT),
                        Arbitraries.strings()
                                .withCharRange('a', 'z')
                                .withChars("._")
                                .ofMaxLength(40))
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<AnyValue> values() {
        AnyValue text = AnyValue.newBuilder().setStringValue(SAID).build();
        return Arbitraries.of(
                text,
                AnyValue.newBuilder().setStringValue(SAID.repeat(500)).build(),
                AnyValue.newBuilder()
                        .setArrayValue(ArrayValue.newBuilder().addValues(text).addValues(text))
                        .build(),
                AnyValue.newBuilder()
                        .setKvlistValue(
                                KeyValueList.newBuilder()
                                        .addValues(Spans.text("gen_ai.request.model", SAID)))
                        .build());
    }
}
