package dev.signalbox.model.journal;

import dev.signalbox.model.target.Target;
import java.util.Locale;
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

/** How records of all journals are written as JSON: targets as text, enums in lower case. */
public final class RecordJson {

    private RecordJson() {}

    /**
     * A mapper for records. Fields it does not know are ignored.
     *
     * @param enums that are written in lower case, words apart, beside those of this package
     */
    public static JsonMapper mapper(Class<?>... enums) {
        SimpleModule targets = new SimpleModule("targets");
        targets.addSerializer(Target.class, new TargetSerializer());
        targets.addDeserializer(Target.class, new TargetDeserializer<>(Target.class));
        targets.addDeserializer(Target.Trunk.class, new TargetDeserializer<>(Target.Trunk.class));
        targets.addDeserializer(
                Target.Provider.class, new TargetDeserializer<>(Target.Provider.class));
        targets.addKeySerializer(Target.class, new TargetKeySerializer());
        targets.addKeyDeserializer(Target.Trunk.class, new TrunkKeyDeserializer());
        targets.setMixInAnnotation(GuardResult.Verdict.class, LowerCase.class);
        for (Class<?> named : enums) {
            targets.setMixInAnnotation(named, LowerCase.class);
        }
        return JsonMapper.builder()
                .addModule(targets)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
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
