package dev.signalbox.world.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.world.traffic.Regions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** RTCP of answered calls as an SBC mirrors it, in virtual time. */
class MediaStreamsTest {

    /** One side's reports of one call, oldest first. */
    private static Map<String, List<VirtualRegion.Report>> bySide(VirtualRegion region) {
        return region.reports.stream()
                .collect(Collectors.groupingBy(r -> r.callId() + " from " + r.source()));
    }

    private static JsonNode json(VirtualRegion.Report report) {
        return JsonMapper.shared().readTree(report.json());
    }

    private static double lossRatio(VirtualRegion.Report report) {
        return json(report).at("/report_blocks/0/fraction_lost").asInt() / 256.0;
    }

    private static VirtualRegion brief(Conversations conversations) {
        return new VirtualRegion(9, Regions.brief().getFirst(), conversations);
    }

    @Test
    void bothSidesReportEveryTwoSecondsAndCountFiftyPacketsASecond() {
        VirtualRegion region = brief(Conversations.PLAIN);
        region.runUntilSecond(60);
        Map<String, List<VirtualRegion.Report>> sides = bySide(region);
        assertThat(sides).hasSizeGreaterThan(40);
        int pairs = 0;
        for (List<VirtualRegion.Report> side : sides.values()) {
            for (int i = 1; i < side.size(); i++) {
                JsonNode before = json(side.get(i - 1)).get("sender_information");
                JsonNode after = json(side.get(i)).get("sender_information");
                assertThat(side.get(i).atNanos() - side.get(i - 1).atNanos())
                        .isEqualTo(2_000_000_000L);
                assertThat(after.get("packets").asInt() - before.get("packets").asInt())
                        .isCloseTo(100, within(1));
                assertThat(lossRatio(side.get(i))).isLessThan(0.01);
                pairs++;
            }
        }
        assertThat(pairs).isGreaterThan(100);
        assertThat(region.reports.stream().map(VirtualRegion.Report::source).distinct())
                .contains(VirtualRegion.SBC, IpEndpoint.of("127.0.0.1", 5_091));
    }

    @Test
    void whatASideHearsIsWhatTheOtherSends() {
        VirtualRegion region = brief(Conversations.PLAIN);
        region.runUntilSecond(20);
        VirtualRegion.Report one = region.reports.getFirst();
        VirtualRegion.Report other = region.reports.get(1);
        assertThat(other.callId()).isEqualTo(one.callId());
        assertThat(json(one).at("/report_blocks/0/source_ssrc")).isEqualTo(json(other).get("ssrc"));
        assertThat(json(other).at("/report_blocks/0/source_ssrc")).isEqualTo(json(one).get("ssrc"));
    }

    @Test
    void badMediaIsLossAndJitterInTheReports() {
        VirtualRegion region = brief(Conversations.PLAIN);
        region.media(MediaCondition.BAD);
        region.runUntilSecond(30);
        assertThat(region.reports)
                .isNotEmpty()
                .allSatisfy(report -> assertThat(lossRatio(report)).isBetween(0.03, 0.09))
                .allSatisfy(
                        report ->
                                assertThat(json(report).at("/report_blocks/0/ia_jitter").asInt())
                                        .isGreaterThan(240));
    }

    @Test
    void aSideThatFallsSilentStopsCounting() {
        VirtualRegion region =
                brief(
                        (call, now) -> {
                            call.schedule().at(now + 3_000_000_000L, at -> call.voiced(at, false));
                            Conversations.PLAIN.answered(call, now);
                        });
        region.runUntilSecond(60);
        int silent = 0;
        for (List<VirtualRegion.Report> side : bySide(region).values()) {
            int packets = json(side.getLast()).at("/sender_information/packets").asInt();
            if (side.getFirst().source().equals(VirtualRegion.SBC)) {
                assertThat(packets).isLessThanOrEqualTo(150);
                silent++;
            }
        }
        assertThat(silent).isGreaterThan(20);
    }
}
