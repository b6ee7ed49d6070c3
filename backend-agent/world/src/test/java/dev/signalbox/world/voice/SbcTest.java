package dev.signalbox.world.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SbcTest {

    private static final int NORTHWIND = 0;
    private static final int MERIDIAN = 1;
    private static final int HARBOR = 3;

    private static List<VirtualRegion.Seen> since(
            VirtualRegion region, long second, Predicate<VirtualRegion.Seen> which) {
        return region.seen.stream()
                .filter(seen -> seen.atNanos() >= second * 1_000_000_000L)
                .filter(which)
                .toList();
    }

    @Test
    void theSameSeedMirrorsTheSameMessages() {
        VirtualRegion one = new VirtualRegion(11);
        VirtualRegion two = new VirtualRegion(11);
        one.runUntilSecond(30);
        two.runUntilSecond(30);
        assertThat(one.seen).isNotEmpty().isEqualTo(two.seen);
    }

    @Test
    void aCalmHourLooksLikeTelephony() {
        VirtualRegion region = new VirtualRegion(1);
        region.runUntilSecond(900);
        Truth.Calls calls = region.truth.calls();
        assertThat(calls.attempted()).isGreaterThan(10_000);
        assertThat((double) calls.answered() / calls.attempted()).isBetween(0.70, 0.82);
        assertThat(calls.failed()).isLessThan(5);
        Map<String, Long> finals =
                region.seen.stream()
                        .filter(seen -> seen.firstLine().startsWith("SIP/2.0 "))
                        .filter(seen -> seen.header("CSeq").endsWith("INVITE"))
                        .map(seen -> seen.firstLine().substring(8, 11))
                        .collect(Collectors.groupingBy(s -> s, Collectors.counting()));
        assertThat(finals).containsKeys("100", "180", "200", "404", "480", "486", "487", "603");
        // Attempts that nobody answered with anything: none while all is well.
        assertThat(finals.get("100")).isGreaterThan(calls.attempted() - 30);
        // Calls end: a live call is one that was answered and has not been hung up.
        long byes = region.seen.stream().filter(s -> s.sip().startsWith("BYE ")).count();
        assertThat(byes).isBetween(calls.answered() / 2, calls.answered());
    }

    @Test
    void aRejectingCarrierCostsARetryAndNoCall() {
        VirtualRegion region = new VirtualRegion(2);
        region.runUntilSecond(20);
        region.become(NORTHWIND, Condition.REJECTS_503);
        region.runUntilSecond(40);
        List<VirtualRegion.Seen> rejected =
                since(region, 20, seen -> seen.firstLine().startsWith("SIP/2.0 503"));
        assertThat(rejected).hasSizeGreaterThan(50);
        for (VirtualRegion.Seen refusal : rejected) {
            String callId = refusal.header("Call-ID");
            // The same call, a leg of its own: same Call-ID and From-tag, another branch.
            List<VirtualRegion.Seen> invites =
                    region.seen.stream()
                            .filter(VirtualRegion.Seen::invite)
                            .filter(seen -> seen.header("Call-ID").equals(callId))
                            .toList();
            assertThat(invites.stream().map(s -> s.header("From")).distinct()).hasSize(1);
            if (refusal.atNanos() < 39_000_000_000L) {
                assertThat(invites.stream().map(s -> s.header("Via")).distinct())
                        .hasSizeGreaterThan(1);
            }
        }
        assertThat(region.truth.calls().failed()).isLessThan(3);
        assertThat(region.truth.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.reroutedMillis()).isNull());
    }

    @Test
    void anExclusionSendsNewCallsElsewhereAtOnce() {
        VirtualRegion region = new VirtualRegion(3);
        region.runUntilSecond(20);
        region.become(NORTHWIND, Condition.REJECTS_503);
        region.runUntilSecond(22);
        region.share(NORTHWIND, 0);
        region.runUntilSecond(60);
        Map<Integer, Integer> before = region.firstInvites(0, 20);
        Map<Integer, Integer> after = region.firstInvites(22, 60);
        assertThat(before.get(NORTHWIND)).isGreaterThan(before.get(MERIDIAN));
        // Only an emergency call may still try it first.
        assertThat(after.getOrDefault(NORTHWIND, 0)).isLessThanOrEqualTo(2);
        assertThat(after.get(MERIDIAN)).isGreaterThan(300);
        assertThat(region.truth.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.reroutedMillis()).isBetween(2_000L, 2_800L));
    }

    @Test
    void aShareOfTenPercentGetsATenth() {
        VirtualRegion region = new VirtualRegion(4);
        region.runUntilSecond(300);
        region.share(NORTHWIND, 10);
        region.runUntilSecond(600);
        double usual = region.firstInvites(0, 300).getOrDefault(NORTHWIND, 0);
        double now = region.firstInvites(300, 600).getOrDefault(NORTHWIND, 0);
        assertThat(now / usual).isCloseTo(0.10, within(0.03));
    }

    @Test
    void whenAllAreExcludedTheOwnOrderHolds() {
        VirtualRegion region = new VirtualRegion(5);
        for (int i = 0; i < 3; i++) {
            region.share(i, 0);
        }
        region.runUntilSecond(60);
        assertThat(region.firstInvites(0, 60).get(NORTHWIND)).isGreaterThan(300);
        assertThat(region.truth.calls().failed()).isLessThan(3);
    }

    @Test
    void aFrozenCarrierIsSilentAndTheSbcGoesOnAfterItsTimer() {
        VirtualRegion region = new VirtualRegion(6);
        region.runUntilSecond(20);
        region.become(NORTHWIND, Condition.FROZEN);
        region.runUntilSecond(40);
        int port = region.trunks.get(NORTHWIND).endpoint().port();
        assertThat(since(region, 21, seen -> seen.source().port() == port)).isEmpty();
        List<VirtualRegion.Seen> tries =
                since(region, 21, s -> s.invite() && s.destination().port() == port);
        Map<String, Long> perCall =
                tries.stream()
                        .filter(seen -> seen.atNanos() < 35_000_000_000L)
                        .collect(
                                Collectors.groupingBy(
                                        seen -> seen.header("Call-ID"), Collectors.counting()));
        // Sent, and sent again after 500 ms and 1.5 s.
        assertThat(perCall.values()).contains(3L);
        String callId = tries.getFirst().header("Call-ID");
        VirtualRegion.Seen retry =
                since(
                                region,
                                21,
                                s ->
                                        s.invite()
                                                && s.destination().port() != port
                                                && s.header("Call-ID").equals(callId))
                        .getFirst();
        assertThat(retry.atNanos() - tries.getFirst().atNanos()).isBetween(0L, 2_000_000_000L);
        // Calls that were ringing there when it froze are lost.
        assertThat(region.truth.calls().failed()).isGreaterThan(5);
    }

    @Test
    void inboundCallsComeFromTheCarrier() {
        VirtualRegion region = new VirtualRegion(7);
        region.runUntilSecond(60);
        int port = region.trunks.get(HARBOR).endpoint().port();
        assertThat(region.seen.stream().filter(s -> s.invite() && s.source().port() == port))
                .hasSizeGreaterThan(200)
                .allSatisfy(seen -> assertThat(seen.destination()).isEqualTo(VirtualRegion.SBC));
    }
}
