package dev.signalbox.world.bench;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.signalbox.model.contract.ContractMapper;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.v1.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Makes reports of a region from a recorded one: as if it had been recorded now, and with every
 * number a little smaller each time, so that a console has to paint all of it anew. Numbers only
 * shrink: a ratio stays one.
 */
final class ChangingRegion {

    private static final double CHANGE_RATIO_MAX = 0.05;

    /** Slices that were reported once never change, and a place does not move. */
    private static final List<String> STEADY = List.of("history", "latitude", "longitude");

    private final Region recorded;
    private final String bootId;
    private final SplittableRandom random;
    private final Duration shift;
    private long version;

    /**
     * @param bootId of this run
     * @param now becomes the moment of the recording
     */
    ChangingRegion(Region recorded, String bootId, long seed, Instant now) {
        this.recorded = recorded;
        this.bootId = bootId;
        this.random = new SplittableRandom(seed);
        Timestamp at = recorded.getMeasuredAt();
        this.shift = Duration.between(Instant.ofEpochSecond(at.getSeconds(), at.getNanos()), now);
    }

    /** The next report, measured at {@code now}. */
    RegionView next(Instant now) {
        Region.Builder region = recorded.toBuilder();
        change(region, false);
        region.setVersion(++version).setBootId(bootId).setMeasuredAt(timestamp(now));
        return ContractMapper.fromContract(region.build())
                .orElseThrow(() -> new IllegalStateException("the recorded region has no name"));
    }

    private void change(Message.Builder message, boolean steady) {
        for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
            FieldDescriptor descriptor = field.getKey();
            boolean kept = steady || STEADY.contains(descriptor.getName());
            if (descriptor.isMapField()) {
                continue;
            }
            if (descriptor.isRepeated()) {
                List<Object> changed = new ArrayList<>();
                for (Object value : (List<?>) field.getValue()) {
                    changed.add(changed(descriptor, value, kept));
                }
                message.setField(descriptor, changed);
            } else {
                message.setField(descriptor, changed(descriptor, field.getValue(), kept));
            }
        }
    }

    private Object changed(FieldDescriptor descriptor, Object value, boolean steady) {
        if (value instanceof Timestamp time) {
            return timestamp(Instant.ofEpochSecond(time.getSeconds(), time.getNanos()).plus(shift));
        }
        if (value instanceof Message message) {
            Message.Builder builder = message.toBuilder();
            change(builder, steady);
            return builder.build();
        }
        if (!steady && descriptor.getJavaType() == JavaType.DOUBLE) {
            return (Double) value * (1 - CHANGE_RATIO_MAX * random.nextDouble());
        }
        return value;
    }

    private static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }
}
