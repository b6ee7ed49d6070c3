package dev.signalbox.world.trouble;

import com.google.protobuf.ByteString;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Voice workers of the service, as far as an agent sees them. Any thread. */
final class VoiceWorkers implements AutoCloseable {

    private static final long DEADLINE_SECONDS = 20;
    private static final long TOOK_NANOS = 300_000_000;

    private final ManagedChannel otlp;
    private final String http;
    private final HttpClient client = HttpClient.newHttpClient();
    private final SplittableRandom random = new SplittableRandom();

    /**
     * What one worker was told to do with its next call.
     *
     * @param etag empty when the answer is for one call only
     */
    record Route(String etag, JsonNode body) {

        int share(String provider) {
            return choice(provider).path("sharePercent").asInt();
        }

        boolean trial(String provider) {
            return choice(provider).path("trial").asBoolean();
        }

        private JsonNode choice(String provider) {
            for (JsonNode choice : body.path("stages").path("llm")) {
                if (choice.path("name").asString("").equals(provider)) {
                    return choice;
                }
            }
            throw new AssertionError("no " + provider + " in " + body);
        }
    }

    VoiceWorkers(AgentProgram agent) {
        otlp =
                Grpc.newChannelBuilder(agent.endpoint("otlp"), InsecureChannelCredentials.create())
                        .build();
        http = "http://" + agent.endpoint("http");
    }

    ManagedChannel otlp() {
        return otlp;
    }

    /** The route as it is now. */
    Route route() {
        HttpResponse<String> response =
                send(HttpRequest.newBuilder(URI.create(http + "/v1/route?service=bookings")));
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return new Route(
                response.headers().firstValue("ETag").orElse(""),
                JsonMapper.shared().readTree(response.body()));
    }

    /** The route as soon as it fits. */
    Route routeWhen(String what, java.util.function.Predicate<Route> fits) {
        return Await.value(what, () -> Optional.of(route()).filter(fits));
    }

    /** Reports calls that went well. */
    void well(String provider, int calls) {
        report(provider, calls, "");
    }

    /** Reports calls that were answered 503. */
    void failed(String provider, int calls) {
        report(provider, calls, "503");
    }

    private void report(String provider, int calls, String error) {
        ScopeSpans.Builder scope = ScopeSpans.newBuilder();
        for (int i = 0; i < calls; i++) {
            scope.addSpans(call(provider, error));
        }
        ExportTraceServiceRequest request =
                ExportTraceServiceRequest.newBuilder()
                        .addResourceSpans(
                                ResourceSpans.newBuilder()
                                        .setResource(
                                                Resource.newBuilder()
                                                        .addAttributes(
                                                                text("service.name", "bookings")))
                                        .addScopeSpans(scope))
                        .build();
        Await.until("an export is taken", () -> taken(request));
    }

    /** As exporters do: what is refused for want of room is sent again. */
    private boolean taken(ExportTraceServiceRequest request) {
        try {
            TraceServiceGrpc.newBlockingStub(otlp)
                    .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                    .export(request);
            return true;
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.UNAVAILABLE) {
                return false;
            }
            throw e;
        }
    }

    private synchronized Span call(String provider, String error) {
        Instant now = Instant.now();
        long endNanos = now.getEpochSecond() * 1_000_000_000 + now.getNano();
        Span.Builder span =
                Span.newBuilder()
                        .setName("llm")
                        .setTraceId(id(16))
                        .setSpanId(id(8))
                        .setStartTimeUnixNano(endNanos - TOOK_NANOS)
                        .setEndTimeUnixNano(endNanos)
                        .addAttributes(text("gen_ai.provider.name", provider))
                        .addAttributes(text("signalbox.model_region", "eu"));
        if (error.isEmpty()) {
            span.addAttributes(
                    KeyValue.newBuilder()
                            .setKey("metrics.ttfb")
                            .setValue(AnyValue.newBuilder().setDoubleValue(0.2)));
        } else {
            span.addAttributes(text("error.type", error))
                    .setStatus(
                            io.opentelemetry.proto.trace.v1.Status.newBuilder()
                                    .setCode(
                                            io.opentelemetry.proto.trace.v1.Status.StatusCode
                                                    .STATUS_CODE_ERROR));
        }
        return span.build();
    }

    private ByteString id(int length) {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            bytes.putLong(random.nextLong() | 1);
        }
        return ByteString.copyFrom(bytes.flip());
    }

    private static KeyValue text(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    /** Posts the outcome of a conversation, signed with this key. */
    HttpResponse<String> outcome(String id, String key) {
        String body =
                """
                {"id":"%s","callId":"%s@worker","service":"bookings","endedReason":"customer-ended-call","endedAt":"%s"}
                """
                        .formatted(id, id, Instant.now());
        String timestamp = Long.toString(Instant.now().getEpochSecond());
        return send(
                HttpRequest.newBuilder(URI.create(http + "/v1/outcomes"))
                        .header("X-Signalbox-Timestamp", timestamp)
                        .header(
                                "X-Signalbox-Signature",
                                "sha256=" + hmac(key, timestamp + "." + body))
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String hmac(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        otlp.shutdownNow();
        client.shutdownNow();
    }
}
