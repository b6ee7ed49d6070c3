package dev.signalbox.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.target.Target;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TestCallTest {

    private static final long MILLI = 1_000_000L;
    private static final ProbeLeg LEG =
            new ProbeLeg(
                    new Trunk(
                            new Target.Trunk("lab", "northwind"),
                            Trunk.Direction.OUTBOUND,
                            "sip:192.0.2.10:5060",
                            IpEndpoint.of("192.0.2.10", 5060),
                            Trunk.Transport.UDP,
                            1,
                            1,
                            Trunk.Security.NONE,
                            "+4969555010"),
                    IpEndpoint.of("192.0.2.5", 5070),
                    "+4969555010",
                    "id");

    private final TestCall call = new TestCall(LEG, 0);

    @Test
    void anInviteIsRepeatedUntilThereIsAResponseAndGivenUpAfterFourSeconds() {
        List<String> seen = new ArrayList<>(words(call.start()));
        for (long millis = 10; millis <= 10_000; millis += 10) {
            long at = millis;
            words(call.tick(millis * MILLI)).forEach(word -> seen.add(at + " " + word));
        }

        assertThat(seen)
                .containsExactly("INVITE", "500 INVITE", "1500 INVITE", "3500 INVITE", "4000 -> 0");
        assertThat(call.makesRoom(4_000 * MILLI)).isTrue();
    }

    @Test
    void noCancelBeforeAProvisionalAndOneAtOnceWhenItComesLate() {
        call.start();
        assertThat(words(call.tick(4_000 * MILLI))).containsExactly("-> 0");

        assertThat(words(call.answered(invite(100, "", 60_000)))).containsExactly("CANCEL");
        assertThat(words(call.answered(invite(487, "far", 60_010)))).containsExactly("ACK");
        assertThat(call.over()).isTrue();
    }

    @Test
    void aCallGivenUpBeforeAnyResponseIsCancelledByTheFirstOne() {
        call.start();
        assertThat(words(call.hangUp(5 * MILLI))).isEmpty();

        assertThat(words(call.answered(invite(100, "", 10)))).containsExactly("CANCEL");
        assertThat(words(call.answered(invite(487, "far", 20)))).containsExactly("ACK");
    }

    @Test
    void tryingAloneProvesNothing() {
        call.start();
        assertThat(words(call.answered(invite(100, "", 10)))).isEmpty();
        assertThat(words(call.tick(600 * MILLI))).isEmpty();

        assertThat(words(call.tick(4_000 * MILLI))).containsExactly("-> 0", "CANCEL");
    }

    @Test
    void anAnswerThatCrossesTheCancelIsAcknowledgedAndHungUpUntilTheFarSideConfirms() {
        call.start();
        assertThat(words(call.answered(invite(180, "far", 10))))
                .containsExactly("-> 180", "CANCEL");
        assertThat(
                        words(
                                call.answered(
                                        new SipAnswer(
                                                "c", "CANCEL", 200, "x", null, List.of(), 20))))
                .isEmpty();
        assertThat(words(call.answered(invite(200, "far", 30)))).containsExactly("ACK", "BYE");
        assertThat(words(call.answered(invite(200, "far", 40)))).containsExactly("ACK");
        assertThat(words(call.tick(530 * MILLI))).containsExactly("BYE");
        assertThat(call.over()).isFalse();

        call.answered(new SipAnswer("c", "BYE", 200, "far", null, List.of(), 600));

        assertThat(call.over()).isTrue();
        assertThat(words(call.tick(5_000 * MILLI))).isEmpty();
    }

    @Test
    void everyBranchOfAForkedCallIsHungUp() {
        call.start();
        assertThat(words(call.answered(invite(200, "one", 10))))
                .containsExactly("-> 200", "ACK", "BYE");

        assertThat(words(call.answered(invite(200, "two", 20)))).containsExactly("ACK", "BYE");
    }

    @Test
    void requestsAreWrittenAsTheStandardWants() {
        SipAnswer answer =
                new SipAnswer(
                        "c",
                        "INVITE",
                        200,
                        "far",
                        "sip:callee@192.0.2.77:5080",
                        List.of("<sip:192.0.2.1;lr>", "<sip:192.0.2.2;lr>"),
                        0);

        assertThat(LEG.cancel().head().lines().skip(1).findFirst())
                .isEqualTo(LEG.invite().head().lines().skip(1).findFirst());
        assertThat(LEG.bye(answer).head())
                .startsWith("BYE sip:callee@192.0.2.77:5080 SIP/2.0\r\n")
                .contains("CSeq: 2 BYE\r\n")
                .contains("To: <sip:+4969555010@192.0.2.10:5060>;tag=far\r\n")
                .contains("Route: <sip:192.0.2.2;lr>\r\nRoute: <sip:192.0.2.1;lr>\r\n");
        assertThat(LEG.ackAnswer(answer).head()).contains("CSeq: 1 ACK\r\n");
    }

    /**
     * Whatever a carrier sends, in whatever order: one verdict, and no answered call is left up.
     */
    @Property(tries = 2_000)
    void anyCarrierEndsWithOneVerdictAndNoCallUp(@ForAll("carriers") List<Step> steps) {
        TestCall any = new TestCall(LEG, 0);
        List<String> said = new ArrayList<>(words(any.start()));
        boolean answered = false;
        long now = 0;
        for (Step step : steps) {
            now += step.afterMillis();
            said.addAll(words(any.tick(now * MILLI)));
            answered |= step.status() >= 200 && step.status() < 300;
            said.addAll(words(any.answered(invite(step.status(), "far", now))));
        }
        said.addAll(words(any.tick((now + 4_000) * MILLI)));

        assertThat(said.stream().filter(word -> word.startsWith("->"))).hasSize(1);
        assertThat(said.contains("BYE")).isEqualTo(answered);
        boolean over = steps.stream().anyMatch(step -> step.status() >= 200);
        boolean heard = !steps.isEmpty();
        assertThat(over || !heard || said.contains("CANCEL")).isTrue();
    }

    record Step(int status, long afterMillis) {}

    @Provide
    Arbitrary<List<Step>> carriers() {
        return Combinators.combine(
                        Arbitraries.of(100, 180, 183, 200, 200, 486, 487, 503),
                        Arbitraries.longs().between(0, 6_000))
                .as(Step::new)
                .list()
                .ofMaxSize(6);
    }

    private static SipAnswer invite(int status, String tag, long millis) {
        return new SipAnswer("c", "INVITE", status, tag, null, List.of(), millis * MILLI);
    }

    private static List<String> words(List<TestCall.Effect> effects) {
        return effects.stream()
                .map(
                        effect ->
                                switch (effect) {
                                    case TestCall.Effect.Send send -> {
                                        String head = send.request().head();
                                        yield head.substring(0, head.indexOf(' '));
                                    }
                                    case TestCall.Effect.Verdict verdict ->
                                            "-> " + verdict.status();
                                })
                .toList();
    }
}
