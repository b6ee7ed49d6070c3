package dev.signalbox.agent.config;

import dev.signalbox.agent.config.Value.BadValueException;
import dev.signalbox.model.net.IpNetwork;
import dev.signalbox.model.policy.MatchRule;
import dev.signalbox.model.policy.Recognition;
import dev.signalbox.model.sip.UriPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The keys {@code sources} and {@code match} of a trunk. */
final class RecognitionReader {

    private static final int VALUE_LENGTH_MAX = 256;

    /** RFC 3261 section 25: token. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9.!%*_+`'~-]{1,64}");

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:_-]{1,255}");

    private static final Value<IpNetwork> SOURCE = Addresses.network("192.0.2.16/28");
    private static final Value<UriPlace> PLACE = Value.choice(UriPlace.class);
    private static final String EXAMPLE = "{header: X-Carrier, value: northwind}";
    private static final Value<String> HEADER =
            new Value<>(
                    "X-Carrier",
                    text -> {
                        if (!TOKEN.matcher(text).matches()) {
                            throw new BadValueException("is no name of a SIP header");
                        }
                        return text;
                    });
    private static final Value<String> VALUE =
            new Value<>(
                    "northwind",
                    text -> {
                        boolean oneLine =
                                text.chars().allMatch(c -> c >= ' ' && c < 0x7f)
                                        && text.strip().equals(text);
                        if (!oneLine || text.length() > VALUE_LENGTH_MAX) {
                            throw new BadValueException(
                                    "has to be 1 to "
                                            + VALUE_LENGTH_MAX
                                            + " ASCII characters on one line");
                        }
                        return text;
                    });

    private RecognitionReader() {}

    static Recognition read(Section trunk) {
        List<IpNetwork> sources = trunk.values("sources", SOURCE);
        List<MatchRule> rules = new ArrayList<>();
        for (Section section : trunk.sections("match", EXAMPLE)) {
            MatchRule rule = rule(section);
            section.end();
            if (rule != null) {
                rules.add(rule);
            }
        }
        return sources.isEmpty() && rules.isEmpty()
                ? Recognition.BY_ADDRESS
                : new Recognition(sources, rules);
    }

    private static @Nullable MatchRule rule(Section rule) {
        String header = rule.optional("header", HEADER);
        UriPlace host = rule.optional("host", PLACE);
        String value = rule.required("value", VALUE);
        if (rule.has("header") == rule.has("host")) {
            rule.error(
                    rule.has("host") ? "host" : "header",
                    "has to be either header or host",
                    EXAMPLE + " or {host: contact, value: gw.example.net}");
            return null;
        }
        if (value == null) {
            return null;
        }
        if (header != null) {
            return new MatchRule.Header(header, value);
        }
        if (host == null) {
            return null;
        }
        if (!HOST.matcher(value).matches()) {
            rule.error("value", "is no host, without port and brackets", "gw.example.net");
            return null;
        }
        return new MatchRule.Host(host, value);
    }
}
