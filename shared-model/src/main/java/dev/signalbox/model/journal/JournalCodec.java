package dev.signalbox.model.journal;

import dev.signalbox.model.ai.BreakerState;
import dev.signalbox.model.ai.Rung;
import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.policy.Rules;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Journal records to bytes and back. Unknown fields of a newer version are ignored, a newer {@code
 * v} is refused.
 */
public final class JournalCodec {

    /** Version of the record format, field {@code v}. */
    public static final int FORMAT = 1;

    private final JsonMapper mapper =
            RecordJson.mapper(
                    JournalRecord.MoveKind.class,
                    DiagnosisCode.class,
                    BreakerState.class,
                    Stage.class,
                    Rung.class,
                    Role.class,
                    Rules.Mode.class);

    /** The bytes to store: UTF-8 JSON with {@code type} and {@code v}. */
    public byte[] toBytes(JournalRecord record) {
        ObjectNode node = mapper.valueToTree(record);
        node.put("v", FORMAT);
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The record in stored bytes.
     *
     * @throws IllegalArgumentException when the bytes are no record, or of a format this program is
     *     too old for
     */
    public JournalRecord fromBytes(byte[] body) {
        try {
            ObjectNode node = (ObjectNode) mapper.readTree(body);
            int format = node.path("v").asInt(0);
            if (format < 1 || format > FORMAT) {
                throw new IllegalArgumentException(
                        "journal record of format "
                                + format
                                + ": this program reads up to "
                                + FORMAT);
            }
            return mapper.treeToValue(node, JournalRecord.class);
        } catch (JacksonException | ClassCastException e) {
            throw new IllegalArgumentException("not a journal record: " + e.getMessage(), e);
        }
    }
}
