package dev.signalbox.world.worker;

import com.google.protobuf.ByteString;
import dev.signalbox.model.target.Target;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a framework tells of a conversation. What people say is part of its spans, as it is in real
 * ones: synthetic words that nobody may keep.
 */
sealed interface SpanShape permits PipecatShape, LiveKitShape {

    /** In every attribute and event with words. */
    String WORDS = "SYNTHETIC-SPEECH alpha bravo charlie";

    /** The shape of {@code framework}. */
    static SpanShape of(Framework framework) {
        return switch (framework) {
            case PIPECAT -> new PipecatShape();
            case LIVEKIT -> new LiveKitShape();
        };
    }

    /** The conversation as a whole. */
    Span conversation(Trace trace, Instant start, Instant end);

    /** One turn. */
    Span turn(Trace trace, Turn turn, Instant end);

    /** A call to a provider. */
    Span provider(Trace trace, Turn turn, ProviderCall call);

    /** A call to something else that the conversation needs. */
    Span tool(Trace trace, Turn turn, String service, Instant start, Instant end);

    /**
     * A turn as far as it goes.
     *
     * @param number from 0, the greeting
     * @param answerMillis from the caller's last word to the agent's first sound, null when the
     *     agent did not speak
     */
    record Turn(
            ByteString spanId,
            int number,
            Instant start,
            @Nullable Long answerMillis,
            boolean interrupted) {

        Turn answered(long millis) {
            return new Turn(spanId, number, start, millis, interrupted);
        }
    }

    /**
     * A call to a provider that is over.
     *
     * @param firstMillis null when nothing came
     * @param failed null when it answered
     */
    record ProviderCall(
            Target.Provider provider,
            Instant start,
            Instant end,
            @Nullable Long firstMillis,
            Reply.@Nullable Failed failed) {}

    /** What both frameworks, through their GenAI instrumentation, say of a provider. */
    static SpanBuilder withProvider(SpanBuilder span, ProviderCall call) {
        Target.Provider provider = call.provider();
        span.from(call.start(), call.end())
                .put("gen_ai.provider.name", provider.name())
                .put("gen_ai.request.model", provider.name() + "-" + provider.stage() + "-1")
                .put("signalbox.model_region", provider.modelRegion())
                .put("server.address", provider.modelRegion() + "." + provider.name() + ".example");
        Reply.Failed failed = call.failed();
        return failed == null ? span : span.failed(failed.errorType(), failed.httpStatus());
    }
}
