package dev.signalbox.agent.act;

import dev.signalbox.model.route.DoorReading;
import dev.signalbox.model.route.FleetTable;
import dev.signalbox.model.time.NowSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A front door behind a small web service (docs/doors.md): read before write, expected previous
 * epoch, idempotent by epoch and decision, read back. Uses the JDK's small HTTP client: it opens no
 * threads and costs nothing at start-up.
 */
public final class WebhookDoor {

    static final int ANSWER_BYTES_MAX = 256 * 1024;

    private static final class Answer {
        private final int status;
        private final byte[] body;

        Answer(int status, byte[] body) {
            this.status = status;
            this.body = body;
        }
    }

    private final String region;
    private final URI url;
    private final @Nullable DoorSignature signature;
    private final Duration deadline;
    private final NowSource clock;

    /**
     * @param region whose numbers it serves
     * @param url where its shares are read and set
     * @param key signs orders; null when this agent only reads
     * @param deadline of connecting, and again of the whole answer
     * @param clock its wall time is part of the signature
     */
    public WebhookDoor(
            String region, URI url, @Nullable String key, Duration deadline, NowSource clock) {
        this.region = region;
        this.url = url;
        this.signature = key == null ? null : new DoorSignature(key);
        this.deadline = deadline;
        this.clock = clock;
    }

    /** Whose numbers it serves. */
    public String region() {
        return region;
    }

    /**
     * What it holds and sees.
     *
     * @throws IOException when it does not answer or answers something else, in words
     */
    public DoorReading read() throws IOException {
        Answer answer = exchange(null);
        if (answer.status != HttpURLConnection.HTTP_OK) {
            throw new IOException(url + ": HTTP status " + refusal(answer));
        }
        try {
            return DoorJson.reading(region, answer.body);
        } catch (IOException e) {
            throw new IOException(url + ": " + e.getMessage(), e);
        }
    }

    /**
     * Sets this door to its part of {@code table}.
     *
     * @param expectedEpoch it should hold now; anything else is a conflict
     * @param decisionId {@code journalId/sequence} of the decision
     * @param writer the region whose agent this is
     * @throws IOException when it does not answer: it may or may not have changed
     */
    DoorResult apply(long expectedEpoch, FleetTable table, String decisionId, String writer)
            throws IOException {
        DoorReading found = read();
        if (holds(found, table, decisionId)) {
            return new DoorResult.Applied(found, false);
        }
        String conflict = conflict(found, expectedEpoch, table, decisionId);
        if (!conflict.isEmpty()) {
            return new DoorResult.Conflict(found, conflict);
        }
        if (signature == null) {
            return new DoorResult.Failed(
                    "agent.yaml names no key for doors: set doors.keyFile to write this one");
        }
        Answer answer = exchange(DoorJson.order(region, expectedEpoch, table, decisionId, writer));
        return switch (answer.status) {
            case HttpURLConnection.HTTP_OK -> readBack(table, decisionId);
            case HttpURLConnection.HTTP_CONFLICT ->
                    new DoorResult.Conflict(read(), "it " + words(answer, "refused the epoch"));
            case HttpURLConnection.HTTP_UNAUTHORIZED ->
                    new DoorResult.Failed(
                            "it does not believe the signature: "
                                    + words(
                                            answer,
                                            "is its key this agent's, is its clock right?"));
            default -> new DoorResult.Failed("HTTP status " + refusal(answer));
        };
    }

    /** Whether it holds its part of {@code table}. */
    boolean holds(DoorReading found, FleetTable table, String decisionId) {
        return found.epoch() == table.epoch()
                && found.decisionId().equals(decisionId)
                && found.shares().equals(table.door(region));
    }

    private DoorResult readBack(FleetTable table, String decisionId) throws IOException {
        DoorReading held = read();
        return holds(held, table, decisionId)
                ? new DoorResult.Applied(held, true)
                : new DoorResult.Failed("accepted the change, then held " + words(held));
    }

    private static String conflict(
            DoorReading found, long expectedEpoch, FleetTable table, String decisionId) {
        if (found.epoch() > table.epoch()) {
            return "holds epoch " + found.epoch() + ", newer than " + table.epoch();
        }
        boolean another = !found.decisionId().equals(decisionId);
        if (found.epoch() == table.epoch() && found.epoch() > 0 && another) {
            return "holds epoch "
                    + found.epoch()
                    + (" of decision \"" + found.decisionId() + "\"")
                    + (", not \"" + decisionId + "\"");
        }
        return found.epoch() == expectedEpoch
                ? ""
                : "holds epoch " + found.epoch() + ", expected " + expectedEpoch;
    }

    /** What a door holds, for people. */
    static String words(DoorReading held) {
        return "epoch "
                + held.epoch()
                + (held.decisionId().isEmpty() ? "" : " of " + held.decisionId())
                + (held.shares().isEmpty() ? ", all at home" : ", shares " + held.shares());
    }

    private static String refusal(Answer answer) {
        String error = DoorJson.error(answer.body);
        return answer.status + (error.isEmpty() ? "" : ": " + error);
    }

    private static String words(Answer answer, String otherwise) {
        String error = DoorJson.error(answer.body);
        return error.isEmpty() ? otherwise : error;
    }

    /** Reasons of failures are compared to be said once, so they carry no numbers that vary. */
    private Answer exchange(byte @Nullable [] order) throws IOException {
        try {
            return send(order);
        } catch (SocketTimeoutException e) {
            throw new IOException(url + ": no answer within " + deadline.toMillis() + " ms", e);
        } catch (ConnectException e) {
            throw new IOException(url + ": nothing listens there", e);
        } catch (UnknownHostException e) {
            throw new IOException(url + ": no such host", e);
        } catch (IOException e) {
            throw new IOException(url + ": " + e.getMessage(), e);
        }
    }

    private Answer send(byte @Nullable [] order) throws IOException {
        long startedNanos = System.nanoTime();
        HttpURLConnection connection =
                (HttpURLConnection) url.toURL().openConnection(Proxy.NO_PROXY);
        int deadlineMillis = (int) deadline.toMillis();
        connection.setConnectTimeout(deadlineMillis);
        connection.setReadTimeout(deadlineMillis);
        connection.setUseCaches(false);
        // A signed order is for this address and no other.
        connection.setInstanceFollowRedirects(false);
        connection.setRequestProperty("Accept", "application/json");
        if (order != null) {
            put(connection, order);
        }
        int status = connection.getResponseCode();
        InputStream body =
                status < HttpURLConnection.HTTP_BAD_REQUEST
                        ? connection.getInputStream()
                        : connection.getErrorStream();
        if (body == null) {
            return new Answer(status, new byte[0]);
        }
        try (body) {
            long endNanos = startedNanos + 2 * deadline.toNanos();
            return new Answer(status, AnswerBody.read(body, ANSWER_BYTES_MAX, endNanos));
        } catch (IOException e) {
            connection.disconnect();
            throw e;
        }
    }

    private void put(HttpURLConnection connection, byte[] order) throws IOException {
        DoorSignature signing = signature;
        if (signing == null) {
            throw new IOException("no key to sign with");
        }
        String time = clock.now().wall().truncatedTo(ChronoUnit.MILLIS).toString();
        connection.setRequestMethod("PUT");
        connection.setDoOutput(true);
        // Not streamed: a streamed request that is answered with 401 ends in an error without
        // words.
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setRequestProperty(DoorSignature.TIME_HEADER, time);
        connection.setRequestProperty(DoorSignature.HEADER, signing.of(time, order));
        try (var body = connection.getOutputStream()) {
            body.write(order);
        }
    }
}
