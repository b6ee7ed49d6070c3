package dev.signalbox.world.worker;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the route of one service as its agent has it: asks with {@code wait}, so that a change
 * arrives when it happens. While the agent is away the last route holds.
 */
final class RouteFollower implements AutoCloseable {

    private static final Logger LOG = System.getLogger(RouteFollower.class.getName());
    private static final int WAIT_SECONDS = 30;
    private static final Duration DEADLINE = Duration.ofSeconds(WAIT_SECONDS + 5);
    private static final long RETRY_MILLIS = 250;
    private static final long RETRY_MILLIS_MAX = 2_000;

    private final HttpClient client;
    private final InetSocketAddress http;
    private final String service;
    private final Consumer<WorkerRoute> heard;
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile WorkerRoute route;
    private final AtomicReference<@Nullable WorkerRoute> trial = new AtomicReference<>();

    /**
     * Not asking yet.
     *
     * @param initial holds until the agent has answered
     * @param heard told of every changed route, on the follower's thread
     */
    RouteFollower(
            HttpClient client,
            InetSocketAddress http,
            String service,
            WorkerRoute initial,
            Consumer<WorkerRoute> heard) {
        this.client = client;
        this.http = http;
        this.service = service;
        this.heard = heard;
        this.route = initial;
        this.thread = Thread.ofVirtual().name("worker-route-" + service).unstarted(this::follow);
    }

    void start() {
        thread.start();
    }

    /** The route that calls take which are no trial. */
    WorkerRoute present() {
        return route;
    }

    /** The route of the next new call; a trial is handed out once. */
    WorkerRoute next() {
        WorkerRoute once = trial.getAndSet(null);
        return once != null ? once : route;
    }

    private void follow() {
        String tag = "";
        long retryMillis = RETRY_MILLIS;
        try {
            while (closed.getCount() > 0) {
                Optional<HttpResponse<String>> response = ask(tag);
                if (response.isPresent()) {
                    tag = taken(response.get(), tag);
                    retryMillis = RETRY_MILLIS;
                } else if (closed.await(retryMillis, TimeUnit.MILLISECONDS)) {
                    return;
                } else {
                    retryMillis = Math.min(2 * retryMillis, RETRY_MILLIS_MAX);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Empty when the agent is away or does not know the service: to be asked again later. */
    private Optional<HttpResponse<String>> ask(String tag) throws InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                                Endpoints.uri(
                                        http,
                                        "/v1/route?service="
                                                + service
                                                + "&wait="
                                                + WAIT_SECONDS
                                                + "s"))
                        .timeout(DEADLINE);
        if (!tag.isEmpty()) {
            request.header("If-None-Match", tag);
        }
        try {
            HttpResponse<String> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == 200 || response.statusCode() == 304) {
                return Optional.of(response);
            }
            LOG.log(Level.DEBUG, "route of {0}: {1}", service, response.statusCode());
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "route of " + service, e);
        }
        return Optional.empty();
    }

    /** The tag to ask with next. */
    private String taken(HttpResponse<String> response, String tag) {
        if (response.statusCode() == 304) {
            return tag;
        }
        WorkerRoute got;
        try {
            got = WorkerRoute.read(response.body());
        } catch (IllegalArgumentException e) {
            LOG.log(Level.WARNING, "route of {0}: {1}", service, e.getMessage());
            return response.headers().firstValue("ETag").orElse(tag);
        }
        Optional<String> newTag = response.headers().firstValue("ETag");
        if (got.trial() && newTag.isEmpty()) {
            trial.set(got);
        } else {
            route = got.withoutTrial();
        }
        heard.accept(got);
        return newTag.orElse(tag);
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
    }
}
