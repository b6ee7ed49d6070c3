package dev.signalbox.model.journal;

import dev.signalbox.model.ai.BreakerState;
import dev.signalbox.model.ai.Rung;
import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.target.Target;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.EnumNaming;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;

/**
 * Journal records to bytes and back. Unknown fields of a newer version are ignored, a newer {@code
 * v} is refused.
 */
public final class JournalCodec {

    /** Version of the record format, field {@code v}. */
    public static final int FORMAT = 1;

    private final JsonMapper mapper;

    public JournalCodec() {
        SimpleModule targets = new SimpleModule("targets");
        targets.addSerializer(Target.class, new TargetSerializer());
        targets.addDeserializer(Target.class, new TargetDeserializer<>(Target.class));
        targets.addDeserializer(Target.Trunk.class, new TargetDeserializer<>(Target.Trunk.class));
        targets.addDeserializer(
                Target.Provider.class, new TargetDeserializer<>(Target.Provider.class));
        targets.addKeySerializer(Target.class, new TargetKeySerializer());
        targets.addKeyDeserializer(Target.Trunk.class, new TrunkKeyDeserializer());
        for (Class<?> named :
                new Class<?>[] {
                    JournalRecord.MoveKind.class,
                    DiagnosisCode.class,
                    GuardResult.Verdict.class,
                    BreakerState.class,
                    Stage.class,
                    Rung.class,
                    dev.signalbox.model.policy.Rules.Mode.class
                }) {
            targets.setMixInAnnotation(named, LowerCase.class);
        }
        mapper =
                JsonMapper.builder()
                        .addModule(targets)
                        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .build();
    }

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

    /** Enums are written in lower case, words apart: {@code trunk_rejecting}. */
    @EnumNaming(EnumNamingStrategies.SnakeCaseStrategy.class)
    private interface LowerCase {}

    private static final class TargetSerializer extends ValueSerializer<Target> {
        @Override
        public void serialize(Target target, JsonGenerator json, SerializationContext context) {
            json.writeString(target.id());
        }
    }

    private static final class TargetKeySerializer extends ValueSerializer<Target> {
        @Override
        public void serialize(Target target, JsonGenerator json, SerializationContext context) {
            json.writeName(target.id());
        }
    }

    private static final class TargetDeserializer<T extends Target> extends ValueDeserializer<T> {
        private final Class<T> kind;

        TargetDeserializer(Class<T> kind) {
            this.kind = kind;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) {
            return target(kind, parser.getString());
        }
    }

    private static final class TrunkKeyDeserializer extends KeyDeserializer {
        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            return target(Target.Trunk.class, key);
        }
    }

    private static <T extends Target> T target(Class<T> kind, String text) {
        Target target = Target.parse(text);
        if (kind.isInstance(target)) {
            return kind.cast(target);
        }
        throw new IllegalArgumentException(
                "\""
                        + text
                        + "\": not a "
                        + kind.getSimpleName().toLowerCase(Locale.ROOT)
                        + ". Example: trunk:eu-central/carrier-a");
    }
}
