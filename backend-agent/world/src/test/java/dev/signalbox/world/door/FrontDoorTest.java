package dev.signalbox.world.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The protocol of docs/doors.md, over real HTTP. */
class FrontDoorTest {

    private static final String KEY = "a key of the test";
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final String ORDER =
            """
            {"v":1,"region":"eu-central","expectedEpoch":0,"epoch":1,"decision":"fleet-demo/17",\
            "writer":"eu-west","shares":{"bookings":{"eu-central":90,"eu-west":10}}}""";

    private final HttpClient client = HttpClient.newHttpClient();
    private final DoorState state = new DoorState("eu-central");
    private FrontDoor door;

    @BeforeEach
    void open() throws IOException {
        door =
                new FrontDoor(
                        state,
                        Set.of("eu-central", "eu-west"),
                        KEY,
                        Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        door.close();
        client.close();
    }

    /** Written again here, from the protocol's words. */
    private static String signature(String key, String time, String body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "sha256="
                + HexFormat.of()
                        .formatHex(
                                mac.doFinal((time + "\n" + body).getBytes(StandardCharsets.UTF_8)));
    }

    private HttpResponse<String> put(String body, String time, String signature)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(door.url())
                        .timeout(Duration.ofSeconds(20))
                        .header("X-Signalbox-Time", time)
                        .header("X-Signalbox-Signature", signature)
                        .PUT(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> put(String body) throws Exception {
        return put(body, NOW.toString(), signature(KEY, NOW.toString(), body));
    }

    private JsonNode get() throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.send(
                        HttpRequest.newBuilder(door.url()).build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static String error(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body()).get("error").asString();
    }

    @Test
    void aSignedOrderIsHeldAndShown() throws Exception {
        state.delivered("eu-central", true, NOW);
        HttpResponse<String> answer = put(ORDER);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        """
                        {"v":1,"region":"eu-central","epoch":1,"decision":"fleet-demo/17",\
                        "shares":{"bookings":{"eu-central":90,"eu-west":10}},\
                        "edges":{"eu-central":{"answers":true,"since":"2026-11-20T10:00:00Z",\
                        "calls":1}}}""");
        assertThat(get()).isEqualTo(JsonMapper.shared().readTree(answer.body()));
        // The same again changes nothing.
        assertThat(put(ORDER).statusCode()).isEqualTo(200);
    }

    @Test
    void anOrderThatComesTooLateIsAConflict() throws Exception {
        put(ORDER.replace("\"epoch\":1", "\"epoch\":4"));
        HttpResponse<String> late = put(ORDER);
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(error(late)).isEqualTo("holds epoch 4");
        HttpResponse<String> other =
                put(ORDER.replace("\"epoch\":1", "\"epoch\":4").replace("/17", "/18"));
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(get().get("epoch").asInt()).isEqualTo(4);
    }

    @Test
    void whoeverCannotSignIsRefused() throws Exception {
        String time = NOW.toString();
        String good = signature(KEY, time, ORDER);
        assertThat(put(ORDER, time, signature("another key", time, ORDER)).statusCode())
                .isEqualTo(401);
        assertThat(put(ORDER.replace("10}", "10} "), time, good).statusCode()).isEqualTo(401);
        assertThat(put(ORDER, NOW.plusSeconds(1).toString(), good).statusCode()).isEqualTo(401);
        assertThat(put(ORDER, "yesterday", good).statusCode()).isEqualTo(401);
        String old = NOW.minusSeconds(301).toString();
        HttpResponse<String> late = put(ORDER, old, signature(KEY, old, ORDER));
        assertThat(late.statusCode()).isEqualTo(401);
        assertThat(error(late)).contains("more than 5 min off");
        HttpResponse<String> none =
                client.send(
                        HttpRequest.newBuilder(door.url())
                                .PUT(HttpRequest.BodyPublishers.ofString(ORDER))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(get().get("epoch").asInt()).isZero();
        String early = NOW.plusSeconds(299).toString();
        assertThat(put(ORDER, early, signature(KEY, early, ORDER)).statusCode()).isEqualTo(200);
    }

    @Test
    void anOrderThatMakesNoSenseIsToldWhy() throws Exception {
        assertThat(refusal("{\"v\":1")).startsWith("body is no JSON");
        assertThat(refusal(ORDER.replace("\"v\":1", "\"v\":2"))).startsWith("v 2 is not spoken");
        assertThat(refusal(ORDER.replace("n\":\"eu-central", "n\":\"us-east")))
                .isEqualTo("region \"us-east\" has another door, this is that of eu-central");
        assertThat(refusal(ORDER.replace("\"epoch\":1", "\"epoch\":0")))
                .isEqualTo("epoch 0 has to be above expectedEpoch 0");
        assertThat(refusal(ORDER.replace(":10}", ":11}")))
                .isEqualTo("shares.bookings add up to 101, not to 100");
        assertThat(refusal(ORDER.replace("\"eu-west\":10", "\"mars\":10")))
                .isEqualTo("shares.bookings.mars: no such region, only eu-central, eu-west");
        assertThat(refusal(ORDER.replace(":10}", ":-10}"))).contains("whole percent");
        assertThat(refusal(ORDER.replace("\"decision\":\"fleet-demo/17\",", "")))
                .isEqualTo("decision is missing or no text");
        assertThat(refusal("{\"v\":1}")).isEqualTo("region is missing or no text");
        assertThat(get().get("epoch").asInt()).isZero();
    }

    private String refusal(String body) throws Exception {
        HttpResponse<String> answer = put(body);
        assertThat(answer.statusCode()).as(body).isEqualTo(400);
        return error(answer);
    }

    @Test
    void aDoorThatPretendsIsFoundByReadingBack() throws Exception {
        state.trouble(DoorTrouble.PRETENDS);
        HttpResponse<String> answer = put(ORDER);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JsonMapper.shared().readTree(answer.body()).get("epoch").asInt()).isEqualTo(1);
        assertThat(get().get("epoch").asInt()).isZero();
    }

    @Test
    void aSilentDoorSaysNothing() {
        state.trouble(DoorTrouble.SILENT);
        assertThatThrownBy(this::get).isInstanceOf(IOException.class);
    }

    @Test
    void otherMethodsAreRefused() throws Exception {
        HttpResponse<String> answer =
                client.send(
                        HttpRequest.newBuilder(door.url()).DELETE().build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(405);
    }
}
