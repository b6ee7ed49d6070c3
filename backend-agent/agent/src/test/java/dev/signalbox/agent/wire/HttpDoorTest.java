package dev.signalbox.agent.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class HttpDoorTest {

    private static final InetSocketAddress LOOPBACK =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final HttpHandler OK = exchange -> exchange.sendResponseHeaders(200, -1);

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void onlyThePathsThatAreThereAreServed() throws Exception {
        try (HttpDoor door = HttpDoor.open(LOOPBACK, Map.of("/v1/route", OK))) {
            assertThat(get(door, "/v1/route?x=1").statusCode()).isEqualTo(200);
            HttpResponse<String> longer = get(door, "/v1/routes");
            assertThat(longer.statusCode()).isEqualTo(404);
            assertThat(longer.body()).startsWith("{\"error\":");
            assertThat(door.counters()).containsEntry("http_refused_path", 1L);
        }
    }

    @Test
    void moreRequestsThanThereIsRoomForAreRefused() throws Exception {
        CountDownLatch inside = new CountDownLatch(2);
        CountDownLatch go = new CountDownLatch(1);
        HttpHandler slow =
                exchange -> {
                    inside.countDown();
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    exchange.sendResponseHeaders(200, -1);
                };
        try (HttpDoor door = HttpDoor.open(LOOPBACK, Map.of("/slow", slow), 2)) {
            var first = client.sendAsync(request(door, "/slow"), body());
            var second = client.sendAsync(request(door, "/slow"), body());
            inside.await();
            assertThat(get(door, "/slow").statusCode()).isEqualTo(503);
            assertThat(door.counters()).containsEntry("http_refused_busy", 1L);
            go.countDown();
            CompletableFuture.allOf(first, second).join();
            assertThat(first.join().statusCode()).isEqualTo(200);
            assertThat(get(door, "/slow").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aHandlerThatFailsIsAnsweredWith500AndTheNextRequestIsServed() throws Exception {
        HttpHandler broken =
                _ -> {
                    throw new IllegalStateException("made to fail");
                };
        try (HttpDoor door = HttpDoor.open(LOOPBACK, Map.of("/broken", broken, "/ok", OK))) {
            assertThat(get(door, "/broken").statusCode()).isEqualTo(500);
            assertThat(get(door, "/ok").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void onlyLoopbackIsServedPlain() {
        assertThatThrownBy(() -> HttpDoor.open(new InetSocketAddress("192.0.2.1", 0), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("loopback only");
    }

    private HttpResponse<String> get(HttpDoor door, String path) throws Exception {
        return client.send(request(door, path), body());
    }

    private static HttpRequest request(HttpDoor door, String path) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + door.localAddress().getPort() + path))
                .timeout(java.time.Duration.ofSeconds(30))
                .build();
    }

    private static HttpResponse.BodyHandler<String> body() {
        return HttpResponse.BodyHandlers.ofString();
    }
}
