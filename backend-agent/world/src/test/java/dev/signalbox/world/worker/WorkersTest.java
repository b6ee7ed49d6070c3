package dev.signalbox.world.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.cause.ConversationOutcome;
import dev.signalbox.model.cause.Tag;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Workers and an agent's doors, over real sockets. */
class WorkersTest {

    private static final byte[] KEY = "a secret of the test".getBytes(StandardCharsets.UTF_8);
    private static final String REGION = "eu-central";

    private final FakeSchedule schedule = new FakeSchedule();
    private FakeAgent agent;
    private Workers workers;

    @BeforeEach
    void open() throws IOException {
        agent = new FakeAgent();
        workers =
                new Workers(
                        List.of(
                                new WorkerSite(
                                        REGION,
                                        List.of(
                                                new WorkerService(
                                                        "bookings",
                                                        Framework.PIPECAT,
                                                        Map.of(
                                                                Stage.LLM,
                                                                List.of(WorkerRouteTest.ACME)))))));
    }

    @AfterEach
    void close() throws InterruptedException {
        workers.close();
        agent.close();
    }

    private void connect() throws InterruptedException {
        workers.connect(REGION, agent.otlp(), agent.http(), KEY);
        Await.until(() -> workers.counts(REGION).routesHeard() == 1);
    }

    private List<String> modelsOfNextCalls(int count) {
        int before = workers.log().uses().size();
        for (int i = 0; i < count; i++) {
            workers.answered(new FakeCall(schedule, before + i + 1L, 9_000), schedule.now);
        }
        return workers.log().uses().stream()
                .skip(before)
                .map(use -> use.provider().name() + (use.trial() ? " on trial" : ""))
                .toList();
    }

    private static List<Span> spans(List<ExportTraceServiceRequest> exports) {
        return exports.stream()
                .flatMap(export -> export.getResourceSpansList().stream())
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .toList();
    }

    @Test
    void spansArriveUnderTheNameOfTheirService() throws Exception {
        agent.rejectedSpans = 1;
        connect();
        modelsOfNextCalls(5);
        schedule.runUntilSecond(60);
        Await.until(
                () ->
                        spans(agent.exports).stream()
                                        .filter(span -> span.getName().equals("conversation"))
                                        .count()
                                == 5);
        for (ExportTraceServiceRequest export : agent.exports) {
            for (ResourceSpans resource : export.getResourceSpansList()) {
                assertThat(resource.getResource().getAttributes(0).getValue().getStringValue())
                        .isEqualTo("bookings");
            }
        }
        Await.until(() -> workers.counts(REGION).spansSent() == spans(agent.exports).size());
        assertThat(workers.counts(REGION).spansRejected()).isEqualTo(agent.exports.size());
        assertThat(workers.counts(REGION).spansDropped()).isZero();
    }

    @Test
    void outcomesAreSigned() throws Exception {
        connect();
        modelsOfNextCalls(3);
        schedule.runUntilSecond(60);
        Await.until(() -> workers.counts(REGION).outcomesAccepted() == 3);
        int outcomes = 0;
        for (FakeAgent.Posted posted : agent.posted) {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
            byte[] hash =
                    mac.doFinal(
                            (posted.timestamp() + "." + posted.body())
                                    .getBytes(StandardCharsets.UTF_8));
            assertThat(posted.signature()).isEqualTo("sha256=" + HexFormat.of().formatHex(hash));
            JsonNode body = JsonMapper.shared().readTree(posted.body());
            outcomes += body.isArray() ? body.size() : 1;
            JsonNode one = body.isArray() ? body.get(0) : body;
            assertThat(one.propertyNames())
                    .containsExactlyInAnyOrder(
                            "id", "callId", "traceId", "service", "endedReason", "endedAt");
            assertThat(one.get("service").asString()).isEqualTo("bookings");
        }
        assertThat(outcomes).isEqualTo(3);
    }

    @Test
    void refusedOutcomesAreCounted() throws Exception {
        agent.outcomeStatus = 401;
        connect();
        workers.link(REGION)
                .outcomes()
                .tell(
                        new ConversationOutcome(
                                "1", "c", null, "bookings", "completed", FakeCall.START));
        Await.until(() -> workers.counts(REGION).outcomesRefused() == 1);
        assertThat(workers.counts(REGION).outcomesAccepted()).isZero();
    }

    @Test
    void aFullQueueDropsAndCounts() {
        SpanExporter spans = workers.link(REGION).spans();
        for (int i = 0; i < 20_000; i++) {
            spans.tell("bookings", Span.getDefaultInstance());
        }
        assertThat(workers.counts(REGION).spansDropped()).isBetween(1_000L, 19_000L);
    }

    @Test
    void newCallsFollowTheRouteOfTheAgent() throws Exception {
        assertThat(modelsOfNextCalls(2)).containsOnly("acme");
        connect();
        assertThat(modelsOfNextCalls(2)).containsOnly("acme");
        agent.publish(WorkerRouteTest.json("degraded", 0, false), false);
        Await.until(() -> workers.counts(REGION).routesHeard() == 2);
        assertThat(modelsOfNextCalls(5)).containsOnly("basalt");
        assertThat(workers.log().routes().getLast().providers())
                .containsExactly(WorkerRouteTest.BASALT);
        Await.until(() -> agent.tagsAsked.contains("\"2\""));
        assertThat(agent.tagsAsked).startsWith("", "\"1\"");
    }

    @Test
    void exactlyOneCallTriesAProviderOnTrial() throws Exception {
        connect();
        agent.publish(WorkerRouteTest.json("degraded", 0, false), true);
        // The trial itself, then the route for everybody else.
        Await.until(() -> workers.counts(REGION).routesHeard() == 3);
        assertThat(modelsOfNextCalls(4))
                .containsExactly("acme on trial", "basalt", "basalt", "basalt");
    }

    @Test
    void aCallIsTakenByItsOwnService() {
        WorkerService claims =
                new WorkerService(
                        "claims",
                        Framework.LIVEKIT,
                        Map.of(Stage.LLM, List.of(WorkerRouteTest.BASALT)));
        WorkerService bookings =
                new WorkerService(
                        "bookings",
                        Framework.PIPECAT,
                        Map.of(Stage.LLM, List.of(WorkerRouteTest.ACME)));
        try (Workers two =
                new Workers(List.of(new WorkerSite(REGION, List.of(bookings, claims))))) {
            for (int i = 0; i < 20; i++) {
                String service = i % 3 == 0 ? "claims" : "bookings";
                two.answered(new FakeCall(schedule, i, 9_000, service), schedule.now);
                assertThat(two.log().uses().getLast().service()).isEqualTo(service);
            }
        }
    }

    @Test
    void whoCallsForAServiceThatDoesNotWorkHereHearsNothing() {
        FakeCall call = new FakeCall(schedule, 1, 9_000, "clinic");
        workers.answered(call, schedule.now);
        assertThat(call.voiced).containsExactly(false);
        assertThat(call.hangUps).isZero();
        schedule.runUntilSecond(8);
        assertThat(call.hangUps).isEqualTo(1);
        assertThat(call.byHuman).isTrue();
        assertThat(call.cause).isEqualTo(Tag.PLATFORM);
        assertThat(workers.log().uses()).isEmpty();
    }

    @Test
    void aRouteThatIsNoneLeavesTheLastOne() throws Exception {
        connect();
        agent.publish("{\"rung\":\"nonsense\"}", false);
        Await.until(() -> agent.tagsAsked.contains("\"2\""));
        assertThat(modelsOfNextCalls(2)).containsOnly("acme");
    }

    @Test
    void anAgentThatMovedIsFollowedThere() throws Exception {
        connect();
        try (FakeAgent other = new FakeAgent()) {
            other.publish(WorkerRouteTest.json("degraded", 0, false), false);
            workers.connect(REGION, other.otlp(), other.http(), KEY);
            Await.until(() -> workers.counts(REGION).routesHeard() == 2);
            assertThat(modelsOfNextCalls(2)).containsOnly("basalt");
            schedule.runUntilSecond(60);
            Await.until(() -> !other.exports.isEmpty());
        }
    }
}
