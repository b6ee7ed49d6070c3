package dev.signalbox.world.worker;

import dev.signalbox.model.cause.ConversationOutcome;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Posts the outcomes of conversations to an agent, signed, from a thread of its own: one alone as
 * an object, several that came together as an array.
 */
final class OutcomeSender implements AutoCloseable {

    private static final Logger LOG = System.getLogger(OutcomeSender.class.getName());
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int QUEUE_MAX = 4_096;
    private static final int BATCH_MAX = 100;
    private static final long EVERY_MILLIS = 100;
    private static final Duration DEADLINE = Duration.ofSeconds(3);

    final AtomicLong accepted = new AtomicLong();
    final AtomicLong refused = new AtomicLong();
    final AtomicLong dropped = new AtomicLong();

    private final String name;
    private final Clock clock;
    private final BlockingQueue<ConversationOutcome> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
    private @Nullable Beat beat;

    OutcomeSender(String name, Clock clock) {
        this.name = name;
        this.clock = clock;
    }

    /** Takes one outcome, or counts it as dropped. */
    void tell(ConversationOutcome outcome) {
        if (!queue.offer(outcome)) {
            dropped.incrementAndGet();
        }
    }

    /** What waits to be sent, taken out. */
    List<ConversationOutcome> drain() {
        List<ConversationOutcome> batch = new ArrayList<>();
        queue.drainTo(batch, BATCH_MAX);
        return batch;
    }

    /** Posts from now on, there only. */
    synchronized void connect(HttpClient client, InetSocketAddress http, byte[] key) {
        close();
        URI uri = Endpoints.uri(http, "/v1/outcomes");
        byte[] secret = key.clone();
        beat = new Beat("worker-outcomes-" + name, EVERY_MILLIS, () -> post(client, uri, secret));
    }

    private void post(HttpClient client, URI uri, byte[] key) {
        List<ConversationOutcome> batch = drain();
        if (batch.isEmpty()) {
            return;
        }
        String body = body(batch);
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        HttpRequest request =
                HttpRequest.newBuilder(uri)
                        .timeout(DEADLINE)
                        .header("Content-Type", "application/json")
                        .header("X-Signalbox-Timestamp", timestamp)
                        .header("X-Signalbox-Signature", signature(key, timestamp, body))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try {
            HttpResponse<String> response =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == 202) {
                accepted.addAndGet(batch.size());
            } else {
                refused.addAndGet(batch.size());
                LOG.log(
                        Level.WARNING,
                        "outcomes of {0}: {1} {2}",
                        name,
                        response.statusCode(),
                        response.body());
            }
        } catch (IOException e) {
            dropped.addAndGet(batch.size());
            LOG.log(Level.DEBUG, "outcomes of " + name, e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static String body(List<ConversationOutcome> batch) {
        ArrayNode all = JSON.createArrayNode();
        for (ConversationOutcome outcome : batch) {
            ObjectNode one = all.addObject();
            one.put("id", outcome.id());
            one.put("callId", outcome.callId());
            one.put("traceId", outcome.traceId());
            one.put("service", outcome.service());
            one.put("endedReason", outcome.endedReason());
            one.put("endedAt", outcome.endedAt().toString());
        }
        return JSON.writeValueAsString(all.size() == 1 ? all.get(0) : all);
    }

    /** {@code sha256=} and the HMAC-SHA256 of timestamp, dot and body. */
    static String signature(byte[] key, String timestamp, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] text = (timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    @Override
    public synchronized void close() {
        Beat running = beat;
        if (running != null) {
            running.close();
        }
    }
}
