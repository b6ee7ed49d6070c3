package dev.signalbox.agent.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Region;
import dev.signalbox.model.policy.Rules;
import dev.signalbox.model.policy.Thresholds;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class HomeNumbersTest {

    @Property
    void saysWhatThePolicySays(
            @ForAll @Size(max = 4)
                    List<@NotEmpty @StringLength(max = 4) @Chars({'+', '1', '2'}) String> one,
            @ForAll @Size(max = 4)
                    List<@NotEmpty @StringLength(max = 4) @Chars({'+', '1', '2'}) String> two,
            @ForAll @StringLength(max = 6) @CharRange(from = '1', to = '3') @Chars({'+', 'a'})
                    String number) {
        Policy policy = policy(one, two);
        HomeNumbers numbers = new HomeNumbers(policy);

        int home = numbers.home(number);

        assertThat(home == HomeNumbers.NONE ? null : numbers.regions().get(home))
                .isEqualTo(policy.home(number).map(Region::name).orElse(null));
    }

    @Test
    void theLongestBeginningCounts() {
        HomeNumbers numbers = new HomeNumbers(policy(List.of("+49"), List.of("+4969555")));

        assertThat(numbers.home("+49695551")).isEqualTo(1);
        assertThat(numbers.home("+4969556")).isZero();
        assertThat(numbers.home("+35")).isEqualTo(HomeNumbers.NONE);
        assertThat(numbers.home("")).isEqualTo(HomeNumbers.NONE);
    }

    @Test
    void aPrefixThatIsNoneIsNamed() {
        assertThatThrownBy(() -> new HomeNumbers(policy(List.of("+49 69"), List.of())))
                .hasMessageContaining("prefix \"+49 69\"");
    }

    private static Policy policy(List<String> one, List<String> two) {
        return new Policy(
                "test",
                "",
                List.of(region("one", one), region("two", two)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Thresholds.DEFAULTS,
                Rules.OBSERVING);
    }

    private static Region region(String name, List<String> numbers) {
        return new Region(name, name, 0, 0, "EU", Region.Kind.CLOUD, null, numbers);
    }
}
