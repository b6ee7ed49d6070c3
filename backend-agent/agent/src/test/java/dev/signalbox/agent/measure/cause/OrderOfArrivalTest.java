package dev.signalbox.agent.measure.cause;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.agent.measure.CallEvent;
import dev.signalbox.model.ai.CallResult;
import dev.signalbox.model.ai.WorkerFact;
import dev.signalbox.model.cause.CallVerdict;
import dev.signalbox.model.cause.CauseGroup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Facts of a call come as networks please; its verdict must not depend on that. */
class OrderOfArrivalTest {

    private static final List<String> ENDINGS =
            List.of(
                    "misunderstood",
                    "customer-ended-call",
                    "silence-timed-out",
                    "assistant-ended-call",
                    "pipeline-error-acme-llm-failed",
                    "never-heard-of");

    private static final List<CallResult> RESULTS = List.of(CallResult.values());

    private record What(CallVerdict verdict, List<Long> totals, List<?> kinds) {}

    @Property(tries = 400)
    void anyOrderGivesTheSameVerdict(
            @ForAll long contents, @ForAll long order, @ForAll @IntRange(max = 6) int pauses) {
        What told = run(contents, null, 0);
        What shuffled = run(contents, new Random(order), pauses);
        assertThat(shuffled.verdict)
                .usingRecursiveComparison()
                .ignoringFields("sequence", "endedAt")
                .isEqualTo(told.verdict);
        assertThat(shuffled.totals).isEqualTo(told.totals);
        assertThat(shuffled.kinds).isEqualTo(told.kinds);
    }

    private static What run(
            long contents, @org.jspecify.annotations.Nullable Random order, int pauses) {
        Desk desk = new Desk();
        List<Object> facts = facts(desk, new Random(contents));
        if (order != null) {
            Collections.shuffle(facts, order);
            for (int i = 0; i < pauses; i++) {
                facts.add(order.nextInt(facts.size()), order.nextDouble() * 4);
            }
        }
        for (Object fact : facts) {
            if (fact instanceof Double seconds) {
                desk.pass(seconds);
            } else {
                desk.accept(fact);
            }
        }
        desk.pass(10);
        List<CauseGroup> groups = desk.causes.view(desk.now).groups();
        return new What(
                desk.verdict(),
                groups.stream().map(CauseGroup::total).toList(),
                groups.stream().map(CauseGroup::tag).toList());
    }

    /** All facts are made before the first is told, with the times at which they happened. */
    private static List<Object> facts(Desk desk, Random random) {
        List<Object> facts = new ArrayList<>();
        var start = desk.now;
        facts.add(desk.attempted("c", Desk.NORTHWIND));
        desk.now = start.plus(java.time.Duration.ofMillis(100));
        if (random.nextInt(3) == 0) {
            facts.add(desk.failed("c", Desk.NORTHWIND, 503, random.nextInt(2) * 41, false));
            desk.now = start.plus(java.time.Duration.ofMillis(200));
            facts.add(desk.attempted("c", Desk.BLUEFIN));
            facts.add(desk.answered("c", Desk.BLUEFIN));
        } else {
            facts.add(new CallEvent.Progressed(desk.at("c", Desk.NORTHWIND)));
            facts.add(desk.answered("c", Desk.NORTHWIND));
        }
        desk.now = start.plus(java.time.Duration.ofSeconds(20));
        if (random.nextBoolean()) {
            facts.add(desk.ended("c", random.nextBoolean(), random.nextInt(2) * 16));
        }
        desk.now = start;
        int reports = random.nextInt(6);
        for (int i = 0; i < reports; i++) {
            facts.add(
                    desk.rtcp(
                            "c",
                            2 * i,
                            random.nextBoolean() ? null : 100L * random.nextInt(3),
                            random.nextInt(10) / 256.0,
                            random.nextInt(6),
                            random.nextInt(400)));
        }
        int spans = random.nextInt(12);
        for (int i = 0; i < spans; i++) {
            // Only some spans name the Call-ID; the conversation's own always does.
            String callId = random.nextBoolean() ? "c" : null;
            double at = random.nextInt(18);
            WorkerFact span =
                    switch (random.nextInt(3)) {
                        case 0 -> desk.stt("t", callId, at, random.nextBoolean() ? 200 : 1400);
                        case 1 ->
                                desk.llm(
                                        "t",
                                        callId,
                                        at,
                                        RESULTS.get(random.nextInt(RESULTS.size())));
                        default -> desk.tts("t", callId, at);
                    };
            facts.add(span);
            if (random.nextInt(4) == 0) {
                facts.add(span);
            }
        }
        facts.add(desk.conversation("t", "c", 20));
        String ending = ENDINGS.get(random.nextInt(ENDINGS.size()));
        boolean byTrace = random.nextBoolean();
        facts.add(desk.outcome("o", byTrace ? null : "c", byTrace ? "t" : null, ending));
        return facts;
    }
}
