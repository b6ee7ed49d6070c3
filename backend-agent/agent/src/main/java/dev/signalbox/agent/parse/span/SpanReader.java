package dev.signalbox.agent.parse.span;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnsafeByteOperations;
import dev.signalbox.model.ai.SpanExport;
import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.ai.WorkerFact;
import dev.signalbox.model.target.Target;
import java.io.IOException;
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

    private static final int RESOURCE_SPANS = Fields.bytes(1);
    private static final int RESOURCE = Fields.bytes(1);
    private static final int RESOURCE_ATTRIBUTES = Fields.bytes(1);
    private static final int SCOPE_SPANS = Fields.bytes(2);
    private static final int SPANS = Fields.bytes(2);

    /** Reads the bytes of one export. */
    public SpanExport read(byte[] request) {
        Gathering gathering = new Gathering();
        CodedInputStream fields = Fields.of(UnsafeByteOperations.unsafeWrap(request));
        int at = 0;
        try {
            for (int tag = fields.readTag(); tag != 0; tag = fields.readTag()) {
                if (tag == RESOURCE_SPANS) {
                    resourceSpans(fields.readBytes(), gathering);
                } else {
                    fields.skipField(tag);
                }
                at = fields.getTotalBytesRead();
            }
        } catch (IOException e) {
            return new SpanExport.Malformed(
                    "no ExportTraceServiceRequest: the field at byte "
                            + at
                            + " is broken: "
                            + e.getMessage());
        }
        return new SpanExport.Read(gathering.facts, gathering.ignored, gathering.rejected);
    }

    /** Resource and spans may come in any order, and spans need their resource. */
    private static void resourceSpans(ByteString message, Gathering gathering) throws IOException {
        Attributes resource = new Attributes(null);
        CodedInputStream first = Fields.of(message);
        for (int tag = first.readTag(); tag != 0; tag = first.readTag()) {
            if (tag == RESOURCE) {
                attributes(first.readBytes(), resource);
            } else {
                first.skipField(tag);
            }
        }
        CodedInputStream second = Fields.of(message);
        for (int tag = second.readTag(); tag != 0; tag = second.readTag()) {
            if (tag == SCOPE_SPANS) {
                scopeSpans(second.readBytes(), resource, gathering);
            } else {
                second.skipField(tag);
            }
        }
    }

    private static void attributes(ByteString resource, Attributes into) throws IOException {
        CodedInputStream fields = Fields.of(resource);
        for (int tag = fields.readTag(); tag != 0; tag = fields.readTag()) {
            if (tag == RESOURCE_ATTRIBUTES) {
                into.take(fields.readBytes());
            } else {
                fields.skipField(tag);
            }
        }
    }

    private static void scopeSpans(ByteString scope, Attributes resource, Gathering gathering)
            throws IOException {
        CodedInputStream fields = Fields.of(scope);
        for (int tag = fields.readTag(); tag != 0; tag = fields.readTag()) {
            if (tag != SPANS) {
                fields.skipField(tag);
            } else if (++gathering.spans > SPANS_MAX) {
                fields.skipField(tag);
                gathering.reject("too_many_spans");
            } else {
                gather(Span.read(fields.readBytes(), resource), gathering);
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
