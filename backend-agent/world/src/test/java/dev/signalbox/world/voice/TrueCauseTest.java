package dev.signalbox.world.voice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.cause.Tag;
import dev.signalbox.model.target.Target;
import dev.signalbox.world.traffic.Regions;
import dev.signalbox.world.worker.Framework;
import dev.signalbox.world.worker.ProviderCondition;
import dev.signalbox.world.worker.WorkerService;
import dev.signalbox.world.worker.WorkerSite;
import dev.signalbox.world.worker.Workers;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The world's truth about every call, answered or not, with workers on the line. */
class TrueCauseTest {

    private static final int NORTHWIND = 0;
    private static final int HARBOR = 3;
    private static final Target.Provider ACME = new Target.Provider("llm", "acme", "eu");

    private static Workers workers() {
        return new Workers(
                List.of(
                        new WorkerSite(
                                "eu-central",
                                List.of(
                                        new WorkerService(
                                                "bookings",
                                                Framework.PIPECAT,
                                                Map.of(Stage.LLM, List.of(ACME)))))));
    }

    private static Map<Tag, Long> tags(VirtualRegion region) {
        return region.truth.causes().stream()
                .collect(Collectors.groupingBy(Truth.TrueCause::tag, Collectors.counting()));
    }

    @Test
    void everyCallThatEndedHasExactlyOneCause() {
        try (Workers workers = workers()) {
            VirtualRegion region = new VirtualRegion(3, Regions.brief().getFirst(), workers);
            region.runUntilSecond(60);
            workers.provider(ACME, ProviderCondition.FAILS_503);
            region.runUntilSecond(90);
            workers.provider(ACME, ProviderCondition.HEALTHY);
            region.become(NORTHWIND, Condition.FROZEN);
            region.runUntilSecond(120);
            region.become(NORTHWIND, Condition.WELL);
            region.runUntilSecond(240);
            Set<String> begun =
                    region.seen.stream()
                            .filter(VirtualRegion.Seen::invite)
                            .map(seen -> seen.header("Call-ID"))
                            .collect(Collectors.toSet());
            Set<String> ended = new HashSet<>();
            assertThat(region.truth.causes())
                    .allSatisfy(cause -> assertThat(ended.add(cause.callId())).isTrue());
            assertThat(begun).containsAll(ended);
            // What goes on: calls that ring or talk now.
            assertThat(begun.size() - ended.size()).isLessThan(90);
            assertThat(tags(region))
                    .containsKeys(
                            Tag.AI_DOWN,
                            Tag.SIP_ROUTE,
                            Tag.CALLEE_UNAVAILABLE,
                            Tag.BAD_NUMBER,
                            Tag.USER_HANGUP,
                            Tag.AGENT_DONE);
        }
    }

    @Test
    void theSameSeedGivesTheSameTruth() {
        try (Workers one = workers();
                Workers two = workers()) {
            VirtualRegion first = new VirtualRegion(4, Regions.brief().getFirst(), one);
            VirtualRegion second = new VirtualRegion(4, Regions.brief().getFirst(), two);
            first.runUntilSecond(60);
            second.runUntilSecond(60);
            assertThat(first.truth.causes()).isNotEmpty().isEqualTo(second.truth.causes());
        }
    }

    @Test
    void aStarvedCarrierBringsNoCallsAndTheOthersGoOn() {
        VirtualRegion region = new VirtualRegion(5);
        region.runUntilSecond(30);
        region.become(HARBOR, Condition.STARVED);
        region.runUntilSecond(60);
        int port = region.trunks.get(HARBOR).endpoint().port();
        assertThat(region.seen)
                .filteredOn(seen -> seen.invite() && seen.source().port() == port)
                .isNotEmpty()
                .allSatisfy(seen -> assertThat(seen.atNanos()).isLessThan(30_000_000_000L));
        assertThat(region.firstInvites(30, 60).get(NORTHWIND)).isGreaterThan(30);
        region.become(HARBOR, Condition.WELL);
        region.runUntilSecond(90);
        assertThat(region.seen)
                .anyMatch(
                        seen ->
                                seen.invite()
                                        && seen.source().port() == port
                                        && seen.atNanos() > 60_000_000_000L);
    }
}
