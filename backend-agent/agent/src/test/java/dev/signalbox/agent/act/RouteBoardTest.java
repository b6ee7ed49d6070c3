package dev.signalbox.agent.act;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.signalbox.model.ai.Rung;
import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.ladder.ServiceRoute;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.Now;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RouteBoardTest {

    private static final Target.Provider ACME = new Target.Provider("llm", "acme", "eu");
    private static final Target.Provider BASALT = new Target.Provider("llm", "basalt", "eu");

    private volatile Now now = new Now(0, Instant.parse("2026-03-01T03:00:00Z"));
    private final List<String> followed = new CopyOnWriteArrayList<>();
    private final RouteBoard board = new RouteBoard(() -> now, followed::add);
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer server;

    @BeforeEach
    void serve() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/route", new RouteEndpoint("eu-central", board));
        server.start();
    }

    @AfterEach
    void close() {
        board.close();
        server.stop(0);
    }

    @Test
    void aWorkerGetsTheRouteAsJsonWithAnEtag() throws Exception {
        publish(route("bookings", 100, false), "j/1");

        HttpResponse<String> response = get("service=bookings", null);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("ETag")).isPresent();
        assertThat(response.body())
                .isEqualTo(
                        "{\"service\":\"bookings\",\"region\":\"eu-central\",\"rung\":\"primary\","
                                + "\"reason\":\"\",\"transferTo\":null,\"stages\":{\"llm\":["
                                + "{\"provider\":\"provider:llm/acme/eu\",\"name\":\"acme\","
                                + "\"modelRegion\":\"eu\",\"sharePercent\":100,\"trial\":false,"
                                + "\"rung\":\"primary\"},"
                                + "{\"provider\":\"provider:llm/basalt/eu\",\"name\":\"basalt\","
                                + "\"modelRegion\":\"eu\",\"sharePercent\":100,\"trial\":false,"
                                + "\"rung\":\"degraded\"}]}}");
    }

    @Test
    void thePresentEtagIs304AtOnceAndAnOldOneIs200() throws Exception {
        publish(route("bookings", 100, false), "j/1");
        String etag = etag(get("service=bookings", null));
        assertThat(get("service=bookings", etag).statusCode()).isEqualTo(304);

        publish(route("bookings", 0, false), "j/2");
        HttpResponse<String> changed = get("service=bookings", etag);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(etag(changed)).isNotEqualTo(etag);
    }

    @Test
    void aWaiterIsAnsweredByThePublication() throws Exception {
        publish(route("bookings", 100, false), "j/1");
        String etag = etag(get("service=bookings", null));
        CompletableFuture<HttpResponse<String>> waiting =
                client.sendAsync(
                        request("service=bookings&wait=60s", etag),
                        HttpResponse.BodyHandlers.ofString());
        awaitWaiters(1);

        publish(route("bookings", 0, false), "j/2");

        HttpResponse<String> response = waiting.get(20, TimeUnit.SECONDS);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\"sharePercent\":0");
    }

    @Test
    void aWaiterOfAnotherServiceGoesOnWaiting() throws Exception {
        board.publish(both(100), "j/1");
        String etag = etag(get("service=support", null));
        CompletableFuture<HttpResponse<String>> waiting =
                client.sendAsync(
                        request("service=support&wait=60s", etag),
                        HttpResponse.BodyHandlers.ofString());
        awaitWaiters(1);
        assertThat(board.publish(both(0), "j/2")).containsExactly("bookings");
        assertThat(get("service=bookings", null).statusCode()).isEqualTo(200);
        assertThat(waiting).isNotDone();
        awaitWaiters(1);
    }

    @Test
    void whenTheWaitIsOverItIs304() throws Exception {
        publish(route("bookings", 100, false), "j/1");
        String etag = etag(get("service=bookings", null));
        HttpResponse<String> response = get("service=bookings&wait=20ms", etag);
        assertThat(response.statusCode()).isEqualTo(304);
        assertThat(etag(response)).isEqualTo(etag);
    }

    @Test
    void thePublicationOfTheSameRoutesChangesNothing() {
        publish(route("bookings", 100, false), "j/1");
        assertThat(board.publish(Map.of("bookings", route("bookings", 100, false)), "j/2"))
                .isEmpty();
    }

    @Test
    void aTrialIsHandedToExactlyOneAsker() throws Exception {
        publish(route("bookings", 0, false), "j/1");
        String etag = etag(get("service=bookings", null));
        publish(route("bookings", 0, true), "j/2");

        List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            asked.add(
                    client.sendAsync(
                            request("service=bookings", etag),
                            HttpResponse.BodyHandlers.ofString()));
        }
        List<HttpResponse<String>> answers = asked.stream().map(CompletableFuture::join).toList();

        List<HttpResponse<String>> trials =
                answers.stream().filter(r -> r.statusCode() == 200).toList();
        assertThat(trials).hasSize(1);
        assertThat(trials.getFirst().body()).contains("\"trial\":true");
        assertThat(trials.getFirst().headers().firstValue("ETag")).isEmpty();
        assertThat(trials.getFirst().headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answers).filteredOn(r -> r.statusCode() == 304).hasSize(19);
        assertThat(get("service=bookings", null).body()).doesNotContain("\"trial\":true");
    }

    @Test
    void aTrialOfAProviderOfTwoServicesIsHandedOnce() throws Exception {
        board.publish(
                Map.of(
                        "bookings", route("bookings", 0, true),
                        "support", route("support", 0, true)),
                "j/1");
        assertThat(get("service=bookings", null).body()).contains("\"trial\":true");
        assertThat(get("service=support", null).body()).doesNotContain("\"trial\":true");
    }

    @Test
    void aWaiterTakesATrialThatBegins() throws Exception {
        publish(route("bookings", 0, false), "j/1");
        String etag = etag(get("service=bookings", null));
        CompletableFuture<HttpResponse<String>> waiting =
                client.sendAsync(
                        request("service=bookings&wait=60s", etag),
                        HttpResponse.BodyHandlers.ofString());
        awaitWaiters(1);
        publish(route("bookings", 0, true), "j/2");
        assertThat(waiting.get(20, TimeUnit.SECONDS).body()).contains("\"trial\":true");
        awaitFollowed("j/1", "j/2");
    }

    @Test
    void aTrialThatWasNotUsedIsHandedAgain() throws Exception {
        publish(route("bookings", 0, true), "j/1");
        assertThat(trial(ask())).isTrue();
        assertThat(trial(ask())).isFalse();
        pass(Duration.ofMillis(RouteBoard.TRIAL_AGAIN_MILLIS - 1));
        assertThat(trial(ask())).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(trial(ask())).isTrue();
        assertThat(trial(ask())).isFalse();
    }

    @Test
    void theNextTrialOfTheSameProviderIsANewOne() throws Exception {
        publish(route("bookings", 0, true), "j/1");
        assertThat(trial(ask())).isTrue();
        publish(route("bookings", 0, false), "j/2");
        publish(route("bookings", 0, true), "j/3");
        assertThat(trial(ask())).isTrue();
    }

    @Test
    void eachDecisionIsFollowedOnceWhenTheFirstWorkerGotIt() throws Exception {
        publish(route("bookings", 100, false), "j/1");
        assertThat(followed).isEmpty();
        String etag = etag(get("service=bookings", null));
        awaitFollowed("j/1");
        get("service=bookings", null);
        publish(route("bookings", 0, false), "j/2");
        publish(route("bookings", 1, false), "j/3");
        assertThat(followed).containsExactly("j/1");
        get("service=bookings", etag);
        awaitFollowed("j/1", "j/2", "j/3");
    }

    @Test
    void anEtagOfAnEarlierRunIsNotThePresentOne() throws Exception {
        publish(route("bookings", 100, false), null);
        String etag = etag(get("service=bookings", null));
        pass(Duration.ofSeconds(9));
        RouteBoard restarted = new RouteBoard(() -> now, followed::add);
        restarted.publish(Map.of("bookings", route("bookings", 0, false)), null);
        assertThat(restarted.ask("bookings", etag, Duration.ZERO))
                .isInstanceOf(RouteBoard.Answer.Fresh.class);
    }

    @Test
    void whatCannotBeAnsweredSaysWhy() throws Exception {
        assertThat(get("service=bookings", null).statusCode()).isEqualTo(503);
        publish(route("bookings", 100, false), null);
        HttpResponse<String> unknown = get("service=nobody", null);
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("no such service");
        assertThat(get("", null).statusCode()).isEqualTo(400);
        assertThat(get("service=bookings&wait=soon", null).body()).contains("no duration");
    }

    @Test
    void whoWaitsIsAnsweredWhenTheAgentEnds() throws Exception {
        publish(route("bookings", 100, false), null);
        String etag = etag(get("service=bookings", null));
        CompletableFuture<HttpResponse<String>> waiting =
                client.sendAsync(
                        request("service=bookings&wait=60s", etag),
                        HttpResponse.BodyHandlers.ofString());
        awaitWaiters(1);
        board.close();
        assertThat(waiting.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(503);
    }

    private void publish(ServiceRoute route, @Nullable String decisionId) {
        board.publish(Map.of(route.service(), route), decisionId);
    }

    private static Map<String, ServiceRoute> both(int sharePercent) {
        return Map.of(
                "bookings", route("bookings", sharePercent, false),
                "support", route("support", 100, false));
    }

    private static ServiceRoute route(String service, int sharePercent, boolean trial) {
        return new ServiceRoute(
                service,
                Rung.PRIMARY,
                "",
                null,
                Map.of(
                        Stage.LLM,
                        List.of(
                                new ServiceRoute.Choice(ACME, sharePercent, trial, Rung.PRIMARY),
                                new ServiceRoute.Choice(BASALT, 100, false, Rung.DEGRADED))));
    }

    private RouteBoard.Answer ask() throws InterruptedException {
        return board.ask("bookings", null, Duration.ZERO);
    }

    private static boolean trial(RouteBoard.Answer answer) {
        return ((RouteBoard.Answer.Fresh) answer)
                .route().choices().values().stream()
                        .flatMap(List::stream)
                        .anyMatch(ServiceRoute.Choice::trial);
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private void awaitWaiters(int count) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (board.waiters() != count && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(board.waiters()).isEqualTo(count);
    }

    private void awaitFollowed(String... decisions) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (followed.size() < decisions.length && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(followed).containsExactly(decisions);
    }

    private HttpResponse<String> get(String query, @Nullable String etag) throws Exception {
        return client.send(request(query, etag), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String query, @Nullable String etag) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                        URI.create(
                                "http://127.0.0.1:"
                                        + server.getAddress().getPort()
                                        + "/v1/route?"
                                        + query));
        request.timeout(Duration.ofSeconds(30));
        if (etag != null) {
            request.header("If-None-Match", etag);
        }
        return request.build();
    }

    private static String etag(HttpResponse<String> response) {
        return response.headers().firstValue("ETag").orElseThrow();
    }
}
