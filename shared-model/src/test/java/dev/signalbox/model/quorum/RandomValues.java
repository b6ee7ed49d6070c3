package dev.signalbox.model.quorum;

import dev.signalbox.model.route.FleetTable;
import dev.signalbox.model.target.Target;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Records of any kind with random content, by their components: new ones come by themselves. */
final class RandomValues {

    private static final List<String> WORDS =
            List.of("", "a", "eu-central", "ünïcode \"quoted\"\n", "it is night", "/\\{}");

    private final Random random;

    RandomValues(long seed) {
        this.random = new Random(seed);
    }

    /** One of every kind. */
    <T> List<T> oneOfEach(Class<T> sealed) {
        List<T> all = new ArrayList<>();
        for (Class<?> kind : sealed.getPermittedSubclasses()) {
            all.add(sealed.cast(record(kind)));
        }
        return all;
    }

    <T> T of(Class<T> type) {
        return type.cast(record(type));
    }

    private Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        @Nullable Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            boolean nullable = components[i].getAnnotatedType().isAnnotationPresent(Nullable.class);
            values[i] =
                    nullable && random.nextInt(3) == 0
                            ? null
                            : value(components[i].getGenericType());
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("cannot make a " + type, e);
        }
    }

    private Object value(Type type) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            List<Object> all = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                all.add(value(list.getActualTypeArguments()[0]));
            }
            return all;
        }
        if (!(type instanceof Class<?> plain)) {
            throw new AssertionError("no value for " + type);
        }
        if (plain.isEnum()) {
            Object[] constants = plain.getEnumConstants();
            return constants[random.nextInt(constants.length)];
        }
        if (plain == FleetTable.class) {
            return table();
        }
        if (plain == Target.class) {
            return target();
        }
        return plain.isRecord() ? record(plain) : scalar(plain);
    }

    private Object scalar(Class<?> type) {
        if (type == String.class) {
            return WORDS.get(random.nextInt(WORDS.size()));
        } else if (type == Instant.class) {
            return Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1 << 29));
        } else if (type == int.class || type == Integer.class) {
            return random.nextInt(1_000);
        } else if (type == long.class || type == Long.class) {
            return random.nextLong(1L << 50);
        } else if (type == double.class || type == Double.class) {
            return random.nextDouble() * 1_000;
        } else if (type == boolean.class) {
            return random.nextBoolean();
        }
        throw new AssertionError("no value for " + type);
    }

    private Target target() {
        return switch (random.nextInt(4)) {
            case 0 -> new Target.Region("eu-central");
            case 1 -> new Target.Trunk("eu-central", "carrier-a");
            case 2 -> new Target.Provider("llm", "acme", "eu");
            default -> new Target.Service("bookings");
        };
    }

    /** A table of four regions and three services. */
    FleetTable table() {
        List<String> regions = List.of("a", "b", "c", "d");
        FleetTable table = FleetTable.DEFAULT.atEpoch(random.nextInt(1_000));
        for (String door : regions) {
            for (String service : List.of("bookings", "claims", "clinic")) {
                if (random.nextBoolean()) {
                    table = table.with(door, service, shares(regions));
                }
            }
        }
        return table;
    }

    private TreeMap<String, Integer> shares(List<String> regions) {
        TreeMap<String, Integer> shares = new TreeMap<>();
        int left = 100;
        for (String region : regions) {
            int percent = random.nextInt(3) == 0 ? 0 : random.nextInt(left + 1);
            shares.put(region, percent);
            left -= percent;
        }
        shares.merge(regions.get(random.nextInt(regions.size())), left, Integer::sum);
        return shares;
    }
}
