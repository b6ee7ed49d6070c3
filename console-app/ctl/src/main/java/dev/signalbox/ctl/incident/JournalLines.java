package dev.signalbox.ctl.incident;

import dev.signalbox.model.journal.JournalEntry;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A journal as lines of JSON: {@code sequence}, {@code hash} and the stored bytes as a string. */
final class JournalLines {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private JournalLines() {}

    static byte[] write(List<JournalEntry> entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (JournalEntry entry : entries) {
            out.writeBytes(
                    MAPPER.createObjectNode()
                            .put("sequence", entry.sequence())
                            .put("hash", entry.hash())
                            .put("body", new String(entry.body(), StandardCharsets.UTF_8))
                            .toString()
                            .getBytes(StandardCharsets.UTF_8));
            out.write('\n');
        }
        return out.toByteArray();
    }

    /**
     * @throws IllegalArgumentException in words with the line
     */
    static List<JournalEntry> read(String journalId, byte[] bytes) {
        List<JournalEntry> entries = new ArrayList<>();
        int number = 0;
        for (String line : new String(bytes, StandardCharsets.UTF_8).lines().toList()) {
            number++;
            if (line.isEmpty()) {
                continue;
            }
            try {
                JsonNode node = MAPPER.readTree(line);
                entries.add(
                        new JournalEntry(
                                journalId,
                                node.required("sequence").asLong(),
                                node.required("body").asString().getBytes(StandardCharsets.UTF_8),
                                node.required("hash").asString()));
            } catch (JacksonException | IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + number + " is no record", e);
            }
        }
        return entries;
    }
}
