package dev.signalbox.model.quorum;

import dev.signalbox.model.change.Origin;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.journal.RecordJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fleet records, commands, answers and plans to bytes and back. Unknown fields of a newer version
 * are ignored, a newer {@code v} of a record is refused.
 */
public final class FleetCodec {

    /** Version of the record format, field {@code v}. */
    public static final int FORMAT = 1;

    private final JsonMapper mapper =
            RecordJson.mapper(
                            Role.class,
                            Origin.class,
                            PlanKind.class,
                            Phase.class,
                            Word.View.class,
                            Word.Reach.class,
                            RegionVerdict.class,
                            FleetAnswer.Code.class)
                    .rebuild()
                    .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .build();

    /** The bytes to store: UTF-8 JSON with {@code type} and {@code v}. */
    public byte[] toBytes(FleetRecord record) {
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
    public FleetRecord recordFrom(byte[] body) {
        try {
            ObjectNode node = (ObjectNode) mapper.readTree(body);
            int format = node.path("v").asInt(0);
            if (format < 1 || format > FORMAT) {
                throw new IllegalArgumentException(
                        "fleet record of format "
                                + format
                                + ": this program reads up to "
                                + FORMAT);
            }
            return mapper.treeToValue(node, FleetRecord.class);
        } catch (JacksonException | ClassCastException e) {
            throw new IllegalArgumentException("not a fleet record: " + e.getMessage(), e);
        }
    }

    /** A command for the wire. */
    public byte[] toBytes(FleetCommand command) {
        return mapper.writeValueAsBytes(command);
    }

    /**
     * A command from the wire.
     *
     * @throws IllegalArgumentException when the bytes are none
     */
    public FleetCommand commandFrom(byte[] bytes) {
        return read(bytes, FleetCommand.class, "a fleet command");
    }

    /** An answer for the wire. */
    public byte[] toBytes(FleetAnswer answer) {
        return mapper.writeValueAsBytes(answer);
    }

    /**
     * An answer from the wire.
     *
     * @throws IllegalArgumentException when the bytes are none
     */
    public FleetAnswer answerFrom(byte[] bytes) {
        return read(bytes, FleetAnswer.class, "a fleet answer");
    }

    /** A plan for the wire. */
    public byte[] toBytes(Plan plan) {
        return mapper.writeValueAsBytes(plan);
    }

    /**
     * A plan from the wire.
     *
     * @throws IllegalArgumentException when the bytes are none
     */
    public Plan planFrom(byte[] bytes) {
        return read(bytes, Plan.class, "a plan");
    }

    /** A state for the wire and for comparing members byte by byte. */
    public byte[] toBytes(FleetState state) {
        return mapper.writeValueAsBytes(state);
    }

    /**
     * Names a plan's content: SHA-256 of its JSON without its guards, which are judged again at
     * every step. 64 hexadecimal digits.
     */
    public String hash(Plan plan) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(toBytes(plan.withGuards(List.of())));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private <T> T read(byte[] bytes, Class<T> type, String what) {
        try {
            return mapper.readValue(bytes, type);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not " + what + ": " + e.getMessage(), e);
        }
    }
}
