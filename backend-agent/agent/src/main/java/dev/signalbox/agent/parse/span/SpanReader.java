package dev.signalbox.agent.parse.span;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.signalbox.model.ai.SpanExport;
import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.ai.WorkerFact;
import dev.signalbox.model.target.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Reads an {@code ExportTraceServiceRequest} of OTLP (opentelemetry-proto 1.x) into facts, straight
 * from its bytes. A span stands alone: its parent is not asked for, so that any order of arrival is
 * right. Only the attributes of {@link Attributes#READ} are ever decoded; events, links, messages
 * and everything that was said are passed over as bytes.
 */
public final class SpanReader {

    /** More spans than this in one export are rejected: exporters send 512 by default. */
    static final int SPANS_MAX = 20_000;

    /** Collects what becomes of the spans of one export. */
    private static final class Gathering {
        final List<WorkerFact> facts = new ArrayList<>();
        final TreeMap<String, Integer> ignored = new TreeMap<>();
        final TreeMap<String, Integer> rejected = new TreeMap<>();
        int spans;

        void ignore(String reason) {
            ignored.merge(reason, 1, Integer::sum);
        }

        void reject(String reason) {
            rejected.merge(reason, 1, Integer::sum);
        }
    }

    /** Reads the bytes of one export. */
    public SpanExport read(byte[] request) {
        Gathering gathering = new Gathering();
        Fields fields = new Fields(UnsafeByteOperations.unsafeWrap(request));
        int at = 0;
        try {
            while (fields.next()) {
                if (fields.isBytes(1)) {
                    resourceSpans(fields.bytes(), gathering);
                    at = fields.position();
                }
            }
        } catch (Fields.MalformedException e) {
            return new SpanExport.Malformed(
                    "no ExportTraceServiceRequest, broken at byte "
                            + at
                            + " or after: "
                            + e.getMessage());
        }
        return new SpanExport.Read(gathering.facts, gathering.ignored, gathering.rejected);
    }

    /** {@code ResourceSpans}: resource 1, scope_spans 2, in any order. */
    private static void resourceSpans(ByteString message, Gathering gathering) {
        Attributes resource = new Attributes(null);
        Fields first = new Fields(message);
        while (first.next()) {
            if (first.isBytes(1)) {
                attributes(first.message(), resource);
            }
        }
        Fields second = new Fields(message);
        while (second.next()) {
            if (second.isBytes(2)) {
                scopeSpans(second.message(), resource, gathering);
            }
        }
    }

    /** {@code Resource}: attributes 1. */
    private static void attributes(Fields resource, Attributes into) {
        while (resource.next()) {
            if (resource.isBytes(1)) {
                into.take(resource.message());
            }
        }
    }

    /** {@code ScopeSpans}: spans 2. */
    private static void scopeSpans(Fields scope, Attributes resource, Gathering gathering) {
        while (scope.next()) {
            if (!scope.isBytes(2)) {
                continue;
            }
            if (++gathering.spans > SPANS_MAX) {
                gathering.reject("too_many_spans");
            } else {
                gather(Span.read(scope.message(), resource), gathering);
            }
        }
    }

    private static void gather(Span span, Gathering gathering) {
        SpanKind kind = span.kind();
        double durationMillis = span.durationMillis();
        if (kind == null) {
            gathering.ignore("other_span");
        } else if (span.attempt() && span.provider() == null) {
            // LiveKit itself names the provider on the request around the attempt.
            gathering.ignore("attempt_without_provider");
        } else if (span.traceId().isEmpty()) {
            gathering.reject("no_trace_id");
        } else if (span.spanId().isEmpty()) {
            gathering.reject("no_span_id");
        } else if (!span.hasTimes()) {
            gathering.reject("no_times");
        } else if (durationMillis < 0 || durationMillis > Span.DURATION_MILLIS_MAX) {
            gathering.reject("bad_duration");
        } else {
            fact(span, kind, gathering);
        }
    }

    private static void fact(Span span, SpanKind kind, Gathering gathering) {
        String service = span.service();
        if (service == null) {
            gathering.reject("bad_name");
            return;
        }
        WorkerFact.Origin origin =
                new WorkerFact.Origin(
                        span.traceId(),
                        span.spanId(),
                        span.callId(),
                        service,
                        Instant.ofEpochSecond(0, span.startNanos()),
                        span.durationMillis());
        switch (kind) {
            case CONVERSATION -> gathering.facts.add(new WorkerFact.Conversation(origin));
            case TURN ->
                    gathering.facts.add(
                            new WorkerFact.Turn(origin, span.answerMillis(), span.interrupted()));
            case DEPENDENCY -> dependency(span, origin, gathering);
            case STT -> provider(span, Stage.STT, origin, gathering);
            case LLM -> provider(span, Stage.LLM, origin, gathering);
            case TTS -> provider(span, Stage.TTS, origin, gathering);
            case REALTIME -> provider(span, Stage.REALTIME, origin, gathering);
        }
    }

    private static void dependency(Span span, WorkerFact.Origin origin, Gathering gathering) {
        String name = span.dependency();
        if (name == null) {
            gathering.reject("no_dependency");
        } else if (!Target.Names.isName(name)) {
            gathering.reject("bad_name");
        } else {
            gathering.facts.add(new WorkerFact.DependencyCall(origin, name, span.result()));
        }
    }

    private static void provider(
            Span span, Stage stage, WorkerFact.Origin origin, Gathering gathering) {
        String name = span.provider();
        String region = span.modelRegion();
        if (name == null) {
            gathering.reject("no_provider");
        } else if (!Target.Names.isName(name) || (region != null && !Target.Names.isName(region))) {
            gathering.reject("bad_name");
        } else {
            gathering.facts.add(
                    new WorkerFact.ProviderCall(
                            origin,
                            stage,
                            new WorkerFact.ProviderName(name, region, span.host()),
                            span.model(),
                            span.firstMillis(),
                            span.result()));
        }
    }
}
