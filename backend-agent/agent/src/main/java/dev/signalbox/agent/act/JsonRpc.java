package dev.signalbox.agent.act;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON-RPC 2.0 over HTTP with an end to every wait. Uses the JDK's small HTTP client: it opens no
 * threads and costs nothing at start-up.
 */
final class JsonRpc {

    private static final int ANSWER_BYTES_MAX = 1 << 20;

    /** The reasons of failures are compared to be said once, so they carry no numbers that vary. */
    static final class RpcException extends IOException {
        private static final long serialVersionUID = 1L;

        /** The error code of the answer; 0 when there was no JSON-RPC answer. */
        final int code;

        RpcException(String message, int code, @Nullable Throwable cause) {
            super(message, cause);
            this.code = code;
        }
    }

    private final URI url;
    private final Duration deadline;
    private final JsonMapper mapper = JsonMapper.builder().build();

    /**
     * @param deadline of connecting, and again of the whole answer
     */
    JsonRpc(URI url, Duration deadline) {
        this.url = url;
        this.deadline = deadline;
    }

    /**
     * Calls {@code method}.
     *
     * @param params text and whole numbers
     * @return the answer's {@code result}
     * @throws RpcException with code 0 when there is no proper answer, else with the answer's error
     */
    JsonNode call(String method, Object... params) throws RpcException {
        byte[] answer;
        try {
            answer = exchange(request(method, params));
        } catch (SocketTimeoutException e) {
            throw new RpcException(url + ": no answer within " + deadline.toMillis() + " ms", 0, e);
        } catch (ConnectException e) {
            throw new RpcException(url + ": nothing listens there", 0, e);
        } catch (RpcException e) {
            throw e;
        } catch (IOException e) {
            throw new RpcException(url + ": " + e.getMessage(), 0, e);
        }
        return result(method, answer);
    }

    private byte[] request(String method, Object... params) {
        ObjectNode request = mapper.createObjectNode();
        request.put("jsonrpc", "2.0").put("id", 1).put("method", method);
        request.set("params", mapper.valueToTree(params));
        return request.toString().getBytes(StandardCharsets.UTF_8);
    }

    private byte[] exchange(byte[] request) throws IOException {
        long startedNanos = System.nanoTime();
        HttpURLConnection connection =
                (HttpURLConnection) url.toURL().openConnection(Proxy.NO_PROXY);
        int deadlineMillis = (int) deadline.toMillis();
        connection.setConnectTimeout(deadlineMillis);
        connection.setReadTimeout(deadlineMillis);
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(request.length);
        connection.setRequestProperty("Content-Type", "application/json");
        try (var body = connection.getOutputStream()) {
            body.write(request);
        }
        int status = connection.getResponseCode();
        // Kamailio sends the errors of a call with status 500 and the JSON as the body.
        InputStream body =
                status == HttpURLConnection.HTTP_OK
                        ? connection.getInputStream()
                        : connection.getErrorStream();
        if (body == null) {
            throw new RpcException(url + ": HTTP status " + status + " and nothing else", 0, null);
        }
        try (body) {
            return AnswerBody.read(body, ANSWER_BYTES_MAX, startedNanos + 2 * deadline.toNanos());
        } catch (IOException e) {
            connection.disconnect();
            throw e;
        }
    }

    private JsonNode result(String method, byte[] answer) throws RpcException {
        JsonNode node;
        try {
            node = mapper.readTree(answer);
        } catch (JacksonException e) {
            throw new RpcException(url + ": answer to " + method + " is not JSON", 0, e);
        }
        JsonNode error = node.path("error");
        if (error.isObject()) {
            throw new RpcException(
                    url + ": " + method + ": " + error.path("message").asString("no reason given"),
                    error.path("code").asInt(500),
                    null);
        }
        if (!node.has("result")) {
            throw new RpcException(
                    url + ": answer to " + method + " has neither result nor error", 0, null);
        }
        return node.path("result");
    }
}
