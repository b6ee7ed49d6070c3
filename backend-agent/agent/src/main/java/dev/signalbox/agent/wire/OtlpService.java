package dev.signalbox.agent.wire;

import dev.signalbox.model.ai.SpanExport;
import dev.signalbox.model.ai.WorkerFact;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.concurrent.Semaphore;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * {@code TraceService/Export} over the bytes of the request, so that the parser sees them before
 * any object is made of them, and that what cannot be taken in gets an answer of ours.
 */
final class OtlpService {

    /** Exports that may be on their way in at the same time; each may hold 4 MiB. */
    static final int EXPORTS_MAX = 16;

    private static final System.Logger LOG = System.getLogger(OtlpService.class.getName());

    /** A request as it came in: its bytes, or why there are none. */
    private sealed interface Incoming {
        @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
        record Bytes(byte[] bytes) implements Incoming {}

        record Unreadable(Status status) implements Incoming {}
    }

    private final OtlpReceiver.Reader reader;
    private final ToIntFunction<Collection<WorkerFact>> sink;
    private final Counters counters;
    private final Semaphore room = new Semaphore(EXPORTS_MAX);

    /**
     * @param sink takes facts and answers how many it had no room for
     */
    OtlpService(
            OtlpReceiver.Reader reader,
            ToIntFunction<Collection<WorkerFact>> sink,
            Counters counters) {
        this.reader = reader;
        this.sink = sink;
        this.counters = counters;
    }

    ServerServiceDefinition definition() {
        MethodDescriptor<Incoming, ExportTraceServiceResponse> export =
                TraceServiceGrpc.getExportMethod().toBuilder(
                                new IncomingMarshaller(),
                                TraceServiceGrpc.getExportMethod().getResponseMarshaller())
                        .setSchemaDescriptor(null)
                        .build();
        return ServerServiceDefinition.builder(TraceServiceGrpc.SERVICE_NAME)
                .addMethod(export, (call, _) -> begin(call))
                .build();
    }

    /** Counts what gRPC itself refuses, for example a message whose length says too much. */
    static ServerStreamTracer.Factory refusals(Counters counters) {
        return new ServerStreamTracer.Factory() {
            @Override
            public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
                return new ServerStreamTracer() {
                    @Override
                    public void streamClosed(Status status) {
                        switch (status.getCode()) {
                            case OK -> {}
                            case RESOURCE_EXHAUSTED -> counters.add("exports_too_large");
                            case INVALID_ARGUMENT -> counters.add("exports_malformed");
                            case UNAVAILABLE -> counters.add("exports_busy");
                            case CANCELLED -> counters.add("exports_cancelled");
                            default -> counters.add("exports_failed");
                        }
                    }
                };
            }
        };
    }

    private ServerCall.Listener<Incoming> begin(
            ServerCall<Incoming, ExportTraceServiceResponse> call) {
        if (!room.tryAcquire()) {
            // Nothing was asked for, so nothing is buffered beyond the window; exporters try again.
            call.close(Status.UNAVAILABLE.withDescription("busy, send it again"), new Metadata());
            return new ServerCall.Listener<>() {};
        }
        call.request(2);
        return new ExportListener(call);
    }

    /** One export. gRPC calls it from one thread at a time and ends it in exactly one way. */
    private final class ExportListener extends ServerCall.Listener<Incoming> {
        private final ServerCall<Incoming, ExportTraceServiceResponse> call;
        private @Nullable Incoming incoming;

        ExportListener(ServerCall<Incoming, ExportTraceServiceResponse> call) {
            this.call = call;
        }

        @Override
        public void onMessage(Incoming message) {
            incoming = message;
        }

        @Override
        public void onHalfClose() {
            Incoming whole = incoming;
            incoming = null;
            switch (whole) {
                case null -> refuse(Status.INVALID_ARGUMENT.withDescription("no request"));
                case Incoming.Unreadable unreadable -> refuse(unreadable.status());
                case Incoming.Bytes bytes -> answer(bytes.bytes());
            }
        }

        @Override
        public void onComplete() {
            room.release();
        }

        @Override
        public void onCancel() {
            room.release();
        }

        private void refuse(Status status) {
            call.close(status, new Metadata());
        }

        private void answer(byte[] request) {
            SpanExport export;
            try {
                export = reader.read(request);
            } catch (RuntimeException e) {
                // One export must not end the intake of the others.
                LOG.log(System.Logger.Level.WARNING, "reading spans", e);
                refuse(Status.INTERNAL.withDescription("the export could not be read"));
                return;
            }
            switch (export) {
                case SpanExport.Malformed malformed ->
                        refuse(Status.INVALID_ARGUMENT.withDescription(malformed.detail()));
                case SpanExport.Read read -> {
                    call.sendHeaders(new Metadata());
                    call.sendMessage(taken(read));
                    call.close(Status.OK, new Metadata());
                }
            }
        }
    }

    private ExportTraceServiceResponse taken(SpanExport.Read read) {
        counters.add("exports_taken");
        read.ignored().forEach((reason, spans) -> counters.add("spans_ignored_" + reason, spans));
        read.rejected().forEach((reason, spans) -> counters.add("spans_rejected_" + reason, spans));
        int dropped = sink.applyAsInt(read.facts());
        int lost = dropped + read.rejectedSpans();
        if (lost == 0) {
            return ExportTraceServiceResponse.getDefaultInstance();
        }
        StringBuilder words = new StringBuilder();
        read.rejected().forEach((reason, spans) -> words.append(reason + ": " + spans + "; "));
        words.append("queue_full: " + dropped);
        return ExportTraceServiceResponse.newBuilder()
                .setPartialSuccess(
                        ExportTracePartialSuccess.newBuilder()
                                .setRejectedSpans(lost)
                                .setErrorMessage(words.toString()))
                .build();
    }

    /**
     * Takes the bytes off the stream, and never throws: a throw would leave the sender without
     * words.
     */
    private static final class IncomingMarshaller implements MethodDescriptor.Marshaller<Incoming> {

        @Override
        public InputStream stream(Incoming value) {
            return switch (value) {
                case Incoming.Bytes bytes -> new ByteArrayInputStream(bytes.bytes());
                case Incoming.Unreadable _ -> InputStream.nullInputStream();
            };
        }

        @Override
        public Incoming parse(InputStream stream) {
            try {
                byte[] bytes = stream.readNBytes(OtlpReceiver.EXPORT_BYTES_MAX + 1);
                return bytes.length <= OtlpReceiver.EXPORT_BYTES_MAX
                        ? new Incoming.Bytes(bytes)
                        : tooLarge();
            } catch (StatusRuntimeException e) {
                // gRPC counts decompressed bytes too, and throws this one.
                return e.getStatus().getCode() == Status.Code.RESOURCE_EXHAUSTED
                        ? tooLarge()
                        : new Incoming.Unreadable(e.getStatus());
            } catch (IOException e) {
                return new Incoming.Unreadable(
                        Status.INVALID_ARGUMENT.withDescription(
                                "the compressed bytes are broken: " + e.getMessage()));
            }
        }

        private static Incoming tooLarge() {
            return new Incoming.Unreadable(
                    Status.RESOURCE_EXHAUSTED.withDescription(
                            "an export has at most 4 MiB, decompressed too; send smaller batches"));
        }
    }
}
