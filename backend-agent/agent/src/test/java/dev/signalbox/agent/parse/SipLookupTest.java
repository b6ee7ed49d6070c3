package dev.signalbox.agent.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.sip.ByteText;
import dev.signalbox.model.sip.SipMessage;
import dev.signalbox.model.sip.UriPlace;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Headers and hosts that only those who ask look for. */
class SipLookupTest {

    private static SipMessage message(String headers, String uri) {
        String text =
                "INVITE "
                        + uri
                        + " SIP/2.0\nf: <sip:a@b>;tag=1\nTo: sip:c@d.example:5060;tag=7\n"
                        + "Call-ID: c\nCSeq: 1 INVITE\n"
                        + headers
                        + "\nbody: X-In-Body\nX-Carrier: body\n";
        byte[] bytes = ("garbage" + text).getBytes(StandardCharsets.ISO_8859_1);
        SipParser parser = new SipParser();
        assertThat(parser.parse(bytes, 7, bytes.length)).isInstanceOf(SipResult.Message.class);
        return parser.message();
    }

    private static String header(String headers, String name) {
        ByteText text = message(headers, "sip:x@y").header(name);
        return text.isPresent() ? text.toString() : "absent";
    }

    @Test
    void headersInAnyCaseFoldedAndCompact() {
        assertThat(header("x-CARRIER : north\n", "X-Carrier")).isEqualTo("north");
        assertThat(header("X-Carrier: north\n  wind\n", "x-carrier")).isEqualTo("north\n  wind");
        assertThat(header("m: <sip:z@w>\n", "Contact")).isEqualTo("<sip:z@w>");
        assertThat(header("", "From")).isEqualTo("<sip:a@b>;tag=1");
        assertThat(header("X-Carrier:\n", "X-Carrier")).isEmpty();
    }

    @Test
    void theBodyIsNoHeaderAndThePrefixNoName() {
        assertThat(header("X-Carrier-Id: 1\n", "X-Carrier")).isEqualTo("absent");
        assertThat(header("", "body")).isEqualTo("absent");
    }

    @ParameterizedTest
    @CsvSource({
        "sip:y.example, y.example",
        "sip:u@y.example:5060, y.example",
        "SIPS:u:p@y.example;transport=tcp, y.example",
        "sip:u@y.example?a=b, y.example",
        "sip:u@[2001:db8::1]:5060, 2001:db8::1",
        "sip:[2001:db8::1, 2001:db8::1",
        "tel:+49, absent",
        "x:y, absent"
    })
    void hostsOfUris(String uri, String host) {
        ByteText text = message("", uri).host(UriPlace.REQUEST_URI);
        assertThat(text.isPresent() ? text.toString() : "absent").isEqualTo(host);
    }

    @Test
    void hostsOfAddresses() {
        SipMessage message = message("Contact: \"<sip:a@trap>, \" <sip:z@w.example>\n", "sip:x");
        assertThat(message.host(UriPlace.CONTACT)).hasToString("w.example");
        assertThat(message.host(UriPlace.TO)).hasToString("d.example");
        assertThat(message.host(UriPlace.FROM)).hasToString("b");
        assertThat(message("Contact: *\n", "sip:x").host(UriPlace.CONTACT).isPresent()).isFalse();
        assertThat(message("Contact: \"open\n", "sip:x").host(UriPlace.CONTACT).isPresent())
                .isFalse();
        assertThat(message("", "sip:x").host(UriPlace.CONTACT).isPresent()).isFalse();
    }

    @Property(tries = 500)
    void nothingThrows(@ForAll String text) {
        SipMessage message =
                message("Contact: " + text.replaceAll("[\r\n\0]", "") + "x\n", "sip:x@y");
        for (UriPlace place : UriPlace.values()) {
            assertThat(message.host(place)).isNotNull();
        }
    }
}
