package dev.signalbox.agent.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.agent.SipCopy;
import dev.signalbox.agent.parse.ParseResult.Reason;
import dev.signalbox.model.media.Codec;
import dev.signalbox.model.sip.SipMessage;
import dev.signalbox.model.sip.SipMethod;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SipParserTest {

    private static final String RINGING =
            """
            SIP/2.0 180 Ringing
            Via: SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK-1, SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK-2
            From: <sip:anna@example.com>;tag=a1
            To: <sip:bert@example.com>;tag=b1
            Call-ID: c1
            CSeq: 7 INVITE

            """;

    private final SipParser parser = new SipParser();

    @Test
    void readsAResponseWithLfOnly() {
        assertThat(response(RINGING))
                .isEqualTo(
                        new SipCopy(
                                180,
                                SipMethod.INVITE,
                                "",
                                "",
                                0,
                                "c1",
                                "a1",
                                "b1",
                                7,
                                "z9hG4bK-1"));
    }

    @ParameterizedTest
    @CsvSource({
        "0 101, 0 PCMU/8000, PCMU/8000",
        "0 101, '', PCMU/8000",
        "9, '', G722/8000",
        "8 0, 8 pcma/8000, PCMA/8000",
        "111 101, 111 opus/48000/2, opus/48000",
        "96, 96 Fancy/16000, Fancy/16000",
        "111 0, 0 PCMU/8000, none",
        "111, 111 opus/4800000, none",
        "111, 111 opus, none",
        "'', '', none"
    })
    void readsTheFormatThatAnAnswerChose(String formats, String map, String chosen) {
        String sdp =
                "\r\nv=0\r\ns=-\r\nm=video 1 RTP/AVP 96\r\na=rtpmap:96 VP8/90000\r\n"
                        + "m=audio 16384 RTP/AVP "
                        + formats
                        + "\r\na=rtpmap:101 telephone-event/8000\r\n"
                        + (map.isEmpty() ? "" : "a=rtpmap:" + map + "\r\n");
        String answer = RINGING.strip().replace("180 Ringing", "200 OK") + "\r\n" + sdp;
        Codec audio = message(answer).audio();
        assertThat(audio == null ? "none" : audio.name() + "/" + audio.clockHz()).isEqualTo(chosen);
        String ringing = RINGING.strip() + "\r\n" + sdp;
        assertThat(message(ringing).audio()).isNull();
    }

    @Test
    void readsCompactFormsInAnyCaseWithFoldedLinesAndSpaces() {
        String message =
                """
                INVITE sips:bert@example.com:5061;transport=tcp SIP/2.0
                V :  SIP  / 2.0 / TCP  192.0.2.10 ;
                   Branch  =   z9hG4bK-1  ,
                  SIP/2.0/UDP 192.0.2.1 ; branch=z9hG4bK-2
                f: "A \\" ; tag=no <x>" <sip:anna:pass@example.com;tag=no>
                \t;x="tag=no";TAG = a1
                t: sip:bert@example.com
                i:c1
                cSEQ:\t0007
                  INVITE
                l: 0

                """
                        .replace("\n", "\r\n");
        assertThat(request(message))
                .isEqualTo(
                        new SipCopy(
                                0,
                                SipMethod.INVITE,
                                "bert",
                                "anna",
                                0,
                                "c1",
                                "a1",
                                null,
                                7,
                                "z9hG4bK-1"));
    }

    @Test
    void addressWithoutBracketsHasItsParametersOutside() {
        String message =
                RINGING.replace("To: <sip:bert@example.com>;tag=b1", "To: sip:bert@x.com;tag=b2");
        assertThat(response(message).toTag()).isEqualTo("b2");
    }

    @Test
    void senderOfRfc2543HasNoTag() {
        assertThat(response(RINGING.replace(";tag=a1", "")).fromTag()).isEmpty();
        assertThat(response(RINGING.replace(";tag=b1", "")).toTag()).isNull();
        assertThat(response(RINGING.replace("branch", "other")).branch()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Reason: Q.850;cause=34;text=\"No circuit, cause=17\"\n",
                "reason : SIP ;cause=503 ;text=\"a, Q.850;cause=1\" , q.850 ; cause = 34\n",
                "Reason: SIP;cause=503\nReason: Q.850;cause=34\nReason: Q.850;cause=17\n",
                "Reason: Q.850\n  ;cause=\"34\"\n",
            })
    void findsTheQ850CauseAmongReasons(String reason) {
        assertThat(response(RINGING.replace("Call-ID", reason + "Call-ID")).q850Cause())
                .isEqualTo(34);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Reason: Q.850;cause=999\n",
                "Reason: Q.850\n",
                "Reason: Q.8500;cause=34\n",
                "Reason: SIP;cause=34\n",
                "Reason: ;;;,,\"\n",
            })
    void otherReasonsAreNoQ850Cause(String reason) {
        assertThat(response(RINGING.replace("Call-ID", reason + "Call-ID")).q850Cause()).isZero();
    }

    @Test
    void identifiersKeepTheirBytes() {
        byte[] bytes =
                RINGING.replace("c1", "\u00ff\u0080@x").getBytes(StandardCharsets.ISO_8859_1);
        SipResult result = parser.parse(bytes, 0, bytes.length);
        assertThat(((SipResult.Message) result).message().callId()).hasToString("\u00ff\u0080@x");
    }

    @Test
    void telephoneUriAndStrangeUris() {
        String invite = Hep.INVITE;
        assertThat(request(invite.replace("sip:+4930555@192.0.2.20 SIP", "tel:+49;x=1 SIP")))
                .extracting(SipCopy::requestUser)
                .isEqualTo("+49");
        assertThat(request(invite.replace("sip:+4930555@192.0.2.20 SIP", "sip:192.0.2.20 SIP")))
                .extracting(SipCopy::requestUser)
                .isEqualTo("");
    }

    @Test
    void namesWhatIsWrong() {
        assertThat(malformed(RINGING.replace("Call-ID", "X-Call-ID")).detail())
                .isEqualTo("no Call-ID");
        assertThat(malformed(RINGING.replace("From", "X-From")).detail()).isEqualTo("no From");
        assertThat(malformed(RINGING.replace("To:", "X-To:")).detail()).isEqualTo("no To");
        assertThat(malformed(RINGING.replace("CSeq", "X-CSeq")).detail()).isEqualTo("no CSeq");
        assertThat(malformed(RINGING.replace("7 INVITE", "2147483648 INVITE")).detail())
                .isEqualTo("CSeq \"2147483648 INVITE\"");
        assertThat(malformed(RINGING.replace("7 INVITE", "7")).reason()).isEqualTo(Reason.BAD_SIP);
        assertThat(malformed(RINGING.replace("7 INVITE", "INVITE")).reason())
                .isEqualTo(Reason.BAD_SIP);
        assertThat(malformed(RINGING.replace("Call-ID", "Call-ID: c0\nCall-ID")).detail())
                .isEqualTo("two Call-IDs");
        assertThat(malformed(Hep.INVITE.replace("7 INVITE", "7 OPTIONS")).reason())
                .isEqualTo(Reason.BAD_SIP);
        assertThat(malformed(RINGING.stripTrailing()).reason()).isEqualTo(Reason.TRUNCATED_SIP);
        for (String status : new String[] {"99", "700", "1800", "18", "abc", ""}) {
            assertThat(malformed(RINGING.replace("180 Ringing", status)).reason())
                    .as(status)
                    .isEqualTo(Reason.NOT_SIP);
        }
    }

    @Test
    void cutAnywhereItNeverPassesForAWholeMessage() {
        byte[] bytes = RINGING.getBytes(StandardCharsets.ISO_8859_1);
        // The empty line at the end may be missing, nothing before it.
        for (int length = 1; length < bytes.length - 1; length++) {
            assertThat(parser.parse(bytes, 0, length))
                    .as("cut to %d bytes", length)
                    .isInstanceOf(SipResult.Malformed.class);
        }
    }

    @Property(tries = 2000)
    void randomBytesAfterAGoodStartNeverThrow(@ForAll @Size(max = 200) byte[] tail) {
        byte[] head = "SIP/2.0 200 OK\r\nf:".getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = new byte[head.length + tail.length];
        System.arraycopy(head, 0, bytes, 0, head.length);
        System.arraycopy(tail, 0, bytes, head.length, tail.length);
        assertThat(parser.parse(bytes, 0, bytes.length)).isNotInstanceOf(SipResult.KeepAlive.class);
    }

    @Property(tries = 2000)
    void structuredNoiseNeverThrows(@ForAll @Size(max = 60) byte[] noise) {
        String alphabet = "\"<>;,=\\: \t\r\n@aTtfv1";
        StringBuilder value = new StringBuilder();
        for (byte b : noise) {
            value.append(alphabet.charAt(Math.floorMod(b, alphabet.length())));
        }
        byte[] bytes =
                RINGING.replace("<sip:bert@example.com>", value).getBytes(StandardCharsets.UTF_8);
        assertThat(parser.parse(bytes, 0, bytes.length)).isNotNull();
    }

    private SipResult parse(String message) {
        byte[] bytes = message.getBytes(StandardCharsets.ISO_8859_1);
        return parser.parse(bytes, 0, bytes.length);
    }

    private SipMessage message(String message) {
        SipResult result = parse(message);
        assertThat(result).isInstanceOf(SipResult.Message.class);
        return ((SipResult.Message) result).message();
    }

    private SipCopy response(String message) {
        assertThat(message(message).isRequest()).isFalse();
        return SipCopy.of(message(message));
    }

    private SipCopy request(String message) {
        assertThat(message(message).isRequest()).isTrue();
        return SipCopy.of(message(message));
    }

    private SipResult.Malformed malformed(String message) {
        SipResult result = parse(message);
        assertThat(result).isInstanceOf(SipResult.Malformed.class);
        return (SipResult.Malformed) result;
    }
}
