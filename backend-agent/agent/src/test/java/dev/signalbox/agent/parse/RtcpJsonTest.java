package dev.signalbox.agent.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.model.media.MirroredRtcp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** RTCP as JSON in HEP, with what real senders do to it. */
class RtcpJsonTest {

    private static final HepParser PARSER = new HepParser("secret", List.of("127.0.0.1"), false);

    private static ParseResult parse(String json, @Nullable String callId) {
        List<byte[]> chunks =
                new ArrayList<>(Hep.with(Hep.chunks(json), 0x0b, Hep.number(0x0b, 1, 5)));
        if (callId != null) {
            chunks.add(Hep.chunk(0x11, callId));
        }
        return PARSER.parse(Hep.datagram(Hep.packet(chunks)));
    }

    private static MirroredRtcp rtcp(String json) {
        ParseResult result = parse(json, "call-1@192.0.2.10");
        assertThat(result).isInstanceOf(ParseResult.Rtcp.class);
        return ((ParseResult.Rtcp) result).rtcp();
    }

    private static void rejected(String json) {
        assertThat(parse(json, "c"))
                .isInstanceOfSatisfying(
                        ParseResult.Rejected.class,
                        r -> assertThat(r.reason()).isEqualTo(ParseResult.Reason.BAD_RTCP));
    }

    @Test
    void realReports() throws IOException {
        String root = System.getenv().getOrDefault("SIGNALBOX_CORPUS", "../shared/corpus");
        Path file = find(root).resolve("hep/rtcp_json_examples.jsonl");
        assumeTrue(Files.exists(file), "no corpus at " + file);
        List<MirroredRtcp> reports = new ArrayList<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            JsonNode json = JsonMapper.shared().readTree(line).get("json");
            reports.add(rtcp(json.toString()));
        }
        assertThat(reports)
                .extracting(MirroredRtcp::packetsSent)
                .containsExactly(100L, 200L, 300L, 400L);
        assertThat(reports)
                .extracting(r -> r.blocks().getFirst().packetsLost())
                .containsExactly(5, 13, -1, 0);
        assertThat(reports.get(2).blocks().getFirst().fractionLost()).isEqualTo(0.25);
        assertThat(reports.get(2).blocks().getFirst().jitterTicks()).isEqualTo(1600);
        assertThat(reports.getFirst().callId()).isEqualTo("call-1@192.0.2.10");
        assertThat(reports.getFirst().source().toString()).isEqualTo("192.0.2.10:5060");
        assertThat(reports.getFirst().sentAt())
                .isEqualTo(java.time.Instant.ofEpochSecond(1_700_000_000L, 123_456_000));
    }

    private static Path find(String root) {
        Path up = Path.of("").toAbsolutePath();
        for (Path at = up; at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve(root))) {
                return at.resolve(root);
            }
        }
        return Path.of(root);
    }

    @Test
    void numbersAsStringsNegativeLsrAndStrangeFields() {
        MirroredRtcp report =
                rtcp(
                        """
                        {"type":"200","report_count":1,"extension":{"deep":[1,{"a":2}]},
                         "report_blocks":[{"lsr":-127,"dlsr":"65536","packets_lost":"-3",
                           "fraction_lost":"3","ia_jitter":"12","source_ssrc":"4294967295"}],
                         "sender_information":{"packets":"4242","ntp_timestamp_usec":4294967295}}
                        """);
        assertThat(report.packetsSent()).isEqualTo(4242);
        assertThat(report.blocks()).hasSize(1);
        assertThat(report.blocks().getFirst().packetsLost()).isEqualTo(-3);
        assertThat(report.blocks().getFirst().fractionLost()).isCloseTo(0.0117, within(1e-4));
        assertThat(report.blocks().getFirst().sourceSsrc()).isEqualTo(4_294_967_295L);
    }

    @Test
    void withoutACallItIsIgnored() {
        assertThat(parse("{}", null))
                .isEqualTo(new ParseResult.Ignored(ParseResult.Kind.RTCP_JSON));
    }

    @Test
    void absurdReportsAreRejected() {
        rejected("[]");
        rejected("{}");
        rejected("not json");
        rejected("{\"sender_information\":{\"packets\":-1}}");
        rejected("{\"sender_information\":{\"packets\":1e9}}");
        rejected("{\"sender_information\":{\"packets\":\"many\"}}");
        rejected("{\"report_blocks\":[{\"fraction_lost\":256}]}");
        rejected("{\"report_blocks\":[{\"packets_lost\":16777216}]}");
        rejected("{\"report_blocks\":[{\"ia_jitter\":99999999999}]}");
        rejected("{\"report_blocks\":[" + "{},".repeat(40) + "{}]}");
        rejected("{\"a\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}");
        rejected("{\"a\":\"" + "x".repeat(20_000) + "\"}");
        rejected("{\"sender_information\":{\"packets\":" + "9".repeat(5_000) + "}}");
        rejected("{\"sender_information\":{\"packets\":1}");
    }

    @Property(tries = 500)
    void nothingThrows(@ForAll String text) {
        assertThat(parse("{\"report_blocks\":" + text, "c")).isNotNull();
        assertThat(parse(text.isEmpty() ? "x" : text, "c")).isNotNull();
    }
}
