package dev.signalbox.model.quorum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.model.change.Plan;
import dev.signalbox.model.journal.GuardResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FleetCodecTest {

    private final FleetCodec codec = new FleetCodec();

    @Property(tries = 100)
    void everyRecordComesBackAsItWas(@ForAll long seed) {
        for (FleetRecord record : new RandomValues(seed).oneOfEach(FleetRecord.class)) {
            byte[] bytes = codec.toBytes(record);
            assertThat(codec.recordFrom(bytes)).isEqualTo(record);
            assertThat(codec.toBytes(codec.recordFrom(bytes))).isEqualTo(bytes);
        }
    }

    @Property(tries = 100)
    void everyCommandAnswerAndPlanComesBackAsItWas(@ForAll long seed) {
        RandomValues random = new RandomValues(seed);
        for (FleetCommand command : random.oneOfEach(FleetCommand.class)) {
            assertThat(codec.commandFrom(codec.toBytes(command))).isEqualTo(command);
        }
        for (FleetAnswer answer : random.oneOfEach(FleetAnswer.class)) {
            assertThat(codec.answerFrom(codec.toBytes(answer))).isEqualTo(answer);
        }
        Plan plan = random.of(Plan.class);
        assertThat(codec.planFrom(codec.toBytes(plan))).isEqualTo(plan);
        assertThat(codec.hash(codec.planFrom(codec.toBytes(plan)))).isEqualTo(codec.hash(plan));
    }

    @Property(tries = 100)
    void aPlansHashNamesAllButItsGuards(@ForAll long seed) {
        RandomValues random = new RandomValues(seed);
        Plan plan = random.of(Plan.class);
        GuardResult guard = random.of(GuardResult.class);
        assertThat(codec.hash(plan.withGuards(List.of(guard)))).isEqualTo(codec.hash(plan));
        assertThat(codec.hash(random.of(Plan.class))).isNotEqualTo(codec.hash(plan));
    }

    @Test
    void aRecordOfANewerFormatIsRefusedAndANewFieldIsNot() {
        String brake =
                "{\"type\":\"fleet_brake_set\",\"v\":%d,\"at\":\"2026-11-20T12:00:00Z\",\"person\":"
                        + "{\"name\":\"ada\",\"role\":\"operator\"},\"reason\":\"storm\",\"x\":1}";
        assertThat(codec.recordFrom(utf8(String.format(Locale.ROOT, brake, 1))))
                .isInstanceOf(FleetRecord.BrakeSet.class);
        assertThatThrownBy(() -> codec.recordFrom(utf8(String.format(Locale.ROOT, brake, 2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("format 2");
        for (String wrong :
                List.of("", "[]", "{}", "{\"v\":1}", "{\"v\":1,\"type\":\"nothing\"}")) {
            assertThatThrownBy(() -> codec.recordFrom(utf8(wrong)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> codec.commandFrom(utf8(wrong)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
