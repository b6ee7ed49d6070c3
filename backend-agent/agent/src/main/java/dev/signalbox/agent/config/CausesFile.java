package dev.signalbox.agent.config;

import dev.signalbox.agent.config.Value.BadValueException;
import dev.signalbox.model.cause.CauseTable;
import dev.signalbox.model.cause.CauseTable.EndingRule;
import dev.signalbox.model.cause.CauseTable.Range;
import dev.signalbox.model.cause.CauseTable.SipRule;
import dev.signalbox.model.cause.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code causes.yaml}: the built-in table, or one of an operator's own. */
public final class CausesFile {

    private static final String BUILT_IN = "causes.yaml";
    private static final int ENDINGS_MAX = 2_000;
    private static final Pattern ENDING = Pattern.compile("[a-z0-9.*#-]{1,128}");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,3})(?:-(\\d{1,3}))?");

    private static final Value<Tag> TAG =
            Value.choice(
                    Arrays.stream(Tag.values()).filter(t -> t != Tag.UNKNOWN).toList(), Tag::text);
    private static final Value<String> MATCH =
            new Value<>(
                    "\"*-llm-failed\"",
                    text -> {
                        if (!ENDING.matcher(text).matches()) {
                            throw new BadValueException(
                                    "has to be 1 to 128 of a-z, 0-9, '.', '-', '*' (anything),"
                                            + " '#' (one digit)");
                        }
                        return text;
                    });
    private static final Value<Range> STATUS = range("500-599", 300, 699);
    private static final Value<Range> CAUSE = range("17-21", 1, 127);

    private CausesFile() {}

    /** What came of reading. */
    public sealed interface Result {

        /** The table. */
        record Loaded(CauseTable table) implements Result {}

        /**
         * Nothing may be judged by this file.
         *
         * @param errors sorted, never empty
         */
        record Refused(List<ConfigError> errors) implements Result {
            public Refused {
                errors = List.copyOf(errors);
            }
        }
    }

    /** The table that comes with the program. */
    public static CauseTable builtIn() {
        try (InputStream in =
                Objects.requireNonNull(CausesFile.class.getResourceAsStream(BUILT_IN))) {
            return switch (parse(BUILT_IN, in.readAllBytes())) {
                case Result.Loaded loaded -> loaded.table();
                case Result.Refused refused ->
                        throw new IllegalStateException(refused.errors().toString());
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A table from a file: all of it, or all that is wrong with it. */
    public static Result read(Path file) {
        return switch (YamlFile.read(file, YamlFile.BYTES_MAX)) {
            case YamlFile.Content.Unreadable unreadable ->
                    new Result.Refused(
                            List.of(
                                    new ConfigError(
                                            file.toString(),
                                            0,
                                            "",
                                            null,
                                            unreadable.problem(),
                                            "causesFile: causes.yaml")));
            case YamlFile.Content.Bytes content -> parse(file.toString(), content.bytes());
        };
    }

    private static Result parse(String name, byte[] bytes) {
        Document document = new Document(name);
        Optional<CauseTable> table = YamlFile.parse(document, bytes).map(CausesFile::table);
        return document.errors().isEmpty() && table.isPresent()
                ? new Result.Loaded(table.get())
                : new Result.Refused(document.errors().stream().sorted().toList());
    }

    private static CauseTable table(Section file) {
        List<EndingRule> endings = new ArrayList<>();
        int matches = 0;
        for (Section rule : file.sections("endings", "{tag: ai_down, match: [...]}")) {
            Tag tag = rule.required("tag", TAG);
            List<String> match = rule.values("match", MATCH);
            if (!rule.has("match")) {
                rule.error("match", "is missing", "match: [" + MATCH.example() + "]");
            }
            rule.end();
            matches += match.size();
            if (tag != null) {
                endings.add(new EndingRule(tag, match));
            }
        }
        if (matches > ENDINGS_MAX) {
            file.error("endings", "has more than " + ENDINGS_MAX + " endings", "fewer, with *");
        }
        List<SipRule> sip = new ArrayList<>();
        for (Section rule : file.sections("sip", "{tag: sip_route, status: [500-599]}")) {
            Tag tag = rule.required("tag", TAG);
            List<Range> statuses = rule.values("status", STATUS);
            List<Range> causes = rule.values("q850", CAUSE);
            Boolean progressed = rule.optional("progressed", Words.yesNo());
            if (!rule.has("status") && !rule.has("q850")) {
                rule.error("status", "is missing, and so is q850", "status: [500-599]");
            }
            rule.end();
            if (tag != null) {
                sip.add(new SipRule(tag, statuses, causes, progressed));
            }
        }
        file.end();
        return new CauseTable(endings, sip);
    }

    private static Value<Range> range(String example, int min, int max) {
        return new Value<>(
                example,
                text -> {
                    var matcher = RANGE.matcher(text);
                    if (matcher.matches()) {
                        int first = Integer.parseInt(matcher.group(1));
                        String end = matcher.group(2);
                        int last = end == null ? first : Integer.parseInt(end);
                        if (min <= first && first <= last && last <= max) {
                            return new Range(first, last);
                        }
                    }
                    throw new BadValueException(
                            String.format(
                                    Locale.ROOT,
                                    "has to be a number or range from %d to %d",
                                    min,
                                    max));
                });
    }
}
