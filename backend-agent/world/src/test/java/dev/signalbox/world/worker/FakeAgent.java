package dev.signalbox.world.worker;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** What an agent listens with, on loopback: OTLP, routes, outcomes. */
final class FakeAgent implements AutoCloseable {

    static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    /** A posted outcome as it came. */
    record Posted(String timestamp, String signature, String body) {}

    final List<ExportTraceServiceRequest> exports = new CopyOnWriteArrayList<>();
    final List<Posted> posted = new CopyOnWriteArrayList<>();
    final List<String> tagsAsked = new CopyOnWriteArrayList<>();
    volatile int rejectedSpans;
    volatile int outcomeStatus = 202;
    private final Server grpc;
    private final HttpServer http;
    private String route = WorkerRouteTest.json("primary", 100, false);
    private int version = 1;
    private boolean trial;
    private boolean closed;

    FakeAgent() throws IOException {
        grpc =
                NettyServerBuilder.forAddress(
                                new InetSocketAddress(LOOPBACK, 0),
                                InsecureServerCredentials.create())
                        .addService(new Traces())
                        .build()
                        .start();
        http = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/v1/route", this::route);
        http.createContext("/v1/outcomes", this::outcome);
        http.start();
    }

    InetSocketAddress otlp() {
        return new InetSocketAddress(LOOPBACK, grpc.getPort());
    }

    InetSocketAddress http() {
        return http.getAddress();
    }

    private final class Traces extends TraceServiceGrpc.TraceServiceImplBase {
        @Override
        public void export(
                ExportTraceServiceRequest request,
                StreamObserver<ExportTraceServiceResponse> observer) {
            exports.add(request);
            observer.onNext(
                    ExportTraceServiceResponse.newBuilder()
                            .setPartialSuccess(
                                    ExportTracePartialSuccess.newBuilder()
                                            .setRejectedSpans(rejectedSpans))
                            .build());
            observer.onCompleted();
        }
    }

    /** From now on. */
    synchronized void publish(String newRoute, boolean withTrial) {
        route = newRoute;
        trial = withTrial;
        version++;
        notifyAll();
    }

    private void route(HttpExchange exchange) throws IOException {
        String asked = exchange.getRequestHeaders().getFirst("If-None-Match");
        tagsAsked.add(asked == null ? "" : asked);
        String body;
        synchronized (this) {
            try {
                while (!closed && !trial && tag().equals(asked)) {
                    wait();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            if (trial) {
                trial = false;
                exchange.getResponseHeaders().set("Cache-Control", "no-store");
                body = WorkerRouteTest.json("degraded", 0, true);
            } else {
                exchange.getResponseHeaders().set("ETag", tag());
                body = route;
            }
        }
        answer(exchange, 200, body);
    }

    private String tag() {
        return "\"" + version + "\"";
    }

    private void outcome(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Headers headers = exchange.getRequestHeaders();
        posted.add(
                new Posted(
                        String.valueOf(headers.getFirst("X-Signalbox-Timestamp")),
                        String.valueOf(headers.getFirst("X-Signalbox-Signature")),
                        body));
        answer(exchange, outcomeStatus, "{}");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() throws InterruptedException {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        http.stop(0);
        grpc.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
    }
}
