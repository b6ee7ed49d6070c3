package dev.signalbox.agent.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.cause.ConversationOutcome;
import dev.signalbox.model.time.Now;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeEndpointTest {

    private static final byte[] KEY = "a key of the installation".getBytes(StandardCharsets.UTF_8);
    private static final Instant START = Instant.parse("2026-03-01T03:00:00Z");
    private static final String OUTCOME =
            """
            {"id":"c-1","callId":"a84b4c76e66710@gw","traceId":"0AF7651916CD43DD8448EB211C80319C",
             "service":"bookings","endedReason":"customer-ended-call",
             "endedAt":"2026-03-01T04:00:00+01:00","unknown":{"field":[1]}}""";

    private final HttpClient client = HttpClient.newHttpClient();
    private volatile Instant wall = START;
    private OutcomeEndpoint endpoint;
    private HttpDoor door;

    @BeforeEach
    void open() throws IOException {
        open(KEY, 100);
    }

    private void open(byte @Nullable [] key, int queueOutcomes) throws IOException {
        close();
        endpoint = new OutcomeEndpoint(key, () -> new Now(0, wall), queueOutcomes);
        door =
                HttpDoor.open(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        Map.of("/v1/outcomes", endpoint));
    }

    @AfterEach
    void close() {
        if (door != null) {
            door.close();
        }
    }

    @Test
    void aSignedOutcomeIsTaken() throws Exception {
        HttpResponse<String> response = signed(OUTCOME);

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.body()).contains("\"accepted\":1").contains("\"repeated\":0");
        assertThat(outcomes())
                .containsExactly(
                        new ConversationOutcome(
                                "c-1",
                                "a84b4c76e66710@gw",
                                "0af7651916cd43dd8448eb211c80319c",
                                "bookings",
                                "customer-ended-call",
                                START));
    }

    @Test
    void repeatedIdsAreTakenOnce() throws Exception {
        signed(OUTCOME);
        wall = START.plusSeconds(1);
        HttpResponse<String> again =
                signed("[" + OUTCOME + "," + OUTCOME.replace("c-1", "c-2") + "," + OUTCOME + "]");
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.body()).contains("\"accepted\":1").contains("\"repeated\":2");
        assertThat(outcomes()).extracting(ConversationOutcome::id).containsExactly("c-1", "c-2");
    }

    @Test
    void aForgedOutcomeIsRefused() throws Exception {
        String timestamp = String.valueOf(START.getEpochSecond());
        String right = signature(KEY, timestamp, OUTCOME);

        String forged = OUTCOME.replace("customer-ended-call", "pipeline-error");
        assertThat(post(forged, timestamp, right).statusCode()).isEqualTo(401);
        String otherKey = signature("another".getBytes(StandardCharsets.UTF_8), timestamp, OUTCOME);
        assertThat(post(OUTCOME, timestamp, otherKey).statusCode()).isEqualTo(401);
        assertThat(post(OUTCOME, String.valueOf(START.getEpochSecond() + 1), right).statusCode())
                .isEqualTo(401);
        assertThat(post(OUTCOME, timestamp, "sha256=zz").statusCode()).isEqualTo(401);
        assertThat(post(OUTCOME, timestamp, null).statusCode()).isEqualTo(401);
        assertThat(post(OUTCOME, null, right).statusCode()).isEqualTo(401);
        assertThat(outcomes()).isEmpty();
        assertThat(endpoint.counters())
                .containsEntry("outcomes_refused_wrong_signature", 4L)
                .containsEntry("outcomes_refused_no_signature", 2L);
    }

    @Test
    void aReplayedOutcomeIsRefused() throws Exception {
        String timestamp = String.valueOf(START.getEpochSecond());
        String signature = signature(KEY, timestamp, OUTCOME);
        assertThat(post(OUTCOME, timestamp, signature).statusCode()).isEqualTo(202);

        assertThat(post(OUTCOME, timestamp, signature).statusCode()).isEqualTo(409);
        String inCapitals = "sha256=" + signature.substring(7).toUpperCase(java.util.Locale.ROOT);
        assertThat(post(OUTCOME, timestamp, inCapitals).statusCode()).isEqualTo(409);
        wall = START.plus(Duration.ofMinutes(5));
        assertThat(post(OUTCOME, timestamp, signature).statusCode()).isEqualTo(409);
        wall = START.plus(Duration.ofMinutes(11));
        HttpResponse<String> late = post(OUTCOME, timestamp, signature);
        assertThat(late.statusCode()).isEqualTo(401);
        assertThat(late.body()).contains("5 minutes");
        assertThat(outcomes()).hasSize(1);
    }

    @Test
    void aReplayFromAheadIsRefusedAsLongAsItsTimestampIsGood() throws Exception {
        String ahead = String.valueOf(START.plusSeconds(290).getEpochSecond());
        String signature = signature(KEY, ahead, OUTCOME);
        assertThat(post(OUTCOME, ahead, signature).statusCode()).isEqualTo(202);
        wall = START.plusSeconds(580);
        assertThat(post(OUTCOME, ahead, signature).statusCode()).isEqualTo(409);
    }

    @Test
    void aTimestampHoursOffIsRefused() throws Exception {
        String timestamp = String.valueOf(START.minus(Duration.ofHours(3)).getEpochSecond());
        assertThat(post(OUTCOME, timestamp, signature(KEY, timestamp, OUTCOME)).statusCode())
                .isEqualTo(401);
        assertThat(endpoint.counters()).containsEntry("outcomes_refused_timestamp_off", 1L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"id\":}|line 1, column",
                "{\"id\":\"a\",\"id\":\"b\"}|Duplicate",
                "[]|1 to 100",
                "3|one outcome or an array",
                "[4]|[0]: not an object",
                "{\"id\":\"a\"}|callId or traceId is needed",
                "{\"id\":\"a\",\"callId\":7}|callId: not a text",
                "{\"id\":\"a\",\"traceId\":\"xyz\"}|traceId \"xyz\": 32 hexadecimal digits",
                "{\"id\":\"a\",\"callId\":\"c\",\"service\":\"A B\"}|service \"A B\": a name",
                "{\"callId\":\"c\",\"service\":\"s\"}|id: is needed",
                "{\"id\":\"a\",\"callId\":\"c\",\"service\":\"s\",\"endedReason\":\"\\n\"}|endedReason: 1 to 128",
                "{\"id\":\"a\",\"callId\":\"c\",\"service\":\"s\",\"endedReason\":\"r\",\"endedAt\":\"noon\"}|endedAt \"noon\": no RFC 3339",
                "{} {}|line 1",
            })
    void wrongJsonIsRefusedWithThePlace(String body, String words) throws Exception {
        HttpResponse<String> response = signed(body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body().replace("\\\"", "\"")).contains(words);
        assertThat(outcomes()).isEmpty();
    }

    @Test
    void oneWrongOutcomeRefusesTheWholeArray() throws Exception {
        HttpResponse<String> response = signed("[" + OUTCOME + ",{\"id\":\"c-2\"}]");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("[1].callId");
        assertThat(outcomes()).isEmpty();
    }

    @Test
    void deepNestingAndLargeBodiesAreRefused() throws Exception {
        assertThat(signed("[".repeat(1_000) + "]".repeat(1_000)).statusCode()).isEqualTo(400);
        assertThat(signed(" ".repeat(OutcomeEndpoint.BODY_BYTES_MAX) + OUTCOME).statusCode())
                .isEqualTo(413);
        assertThat(endpoint.counters()).containsEntry("outcomes_refused_too_large", 1L);
        assertThat(signed(OUTCOME).statusCode()).isEqualTo(202);
    }

    @Test
    void whenTheQueueIsFullTheSameRequestMayComeAgain() throws Exception {
        open(KEY, 1);
        String two = "[" + OUTCOME + "," + OUTCOME.replace("c-1", "c-2") + "]";
        assertThat(signed(two).statusCode()).isEqualTo(503);
        assertThat(signed(two).statusCode()).isEqualTo(503);
        assertThat(outcomes()).isEmpty();
        assertThat(signed(OUTCOME).statusCode()).isEqualTo(202);
    }

    @Test
    void withoutAKeyNoOutcomeIsTaken() throws Exception {
        open(null, 10);
        HttpResponse<String> response = signed(OUTCOME);
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).contains("outcomeKeyFile");
    }

    @Test
    void onlyPostIsTaken() throws Exception {
        HttpResponse<String> response =
                client.send(
                        HttpRequest.newBuilder(uri()).build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(405);
    }

    private List<ConversationOutcome> outcomes() {
        List<ConversationOutcome> outcomes = new ArrayList<>();
        endpoint.drainTo(outcomes, Integer.MAX_VALUE);
        return outcomes;
    }

    private HttpResponse<String> signed(String body) throws Exception {
        String timestamp = String.valueOf(wall.getEpochSecond());
        return post(body, timestamp, signature(KEY, timestamp, body));
    }

    private HttpResponse<String> post(
            String body, @Nullable String timestamp, @Nullable String signature) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri()).POST(HttpRequest.BodyPublishers.ofString(body));
        request.timeout(Duration.ofSeconds(30));
        if (timestamp != null) {
            request.header("X-Signalbox-Timestamp", timestamp);
        }
        if (signature != null) {
            request.header("X-Signalbox-Signature", signature);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri() {
        return URI.create("http://127.0.0.1:" + door.localAddress().getPort() + "/v1/outcomes");
    }

    private static String signature(byte[] key, String timestamp, String body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return "sha256="
                + HexFormat.of()
                        .formatHex(
                                mac.doFinal(
                                        (timestamp + "." + body).getBytes(StandardCharsets.UTF_8)));
    }
}
