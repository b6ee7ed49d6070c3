package dev.signalbox.dashboards.part.change;

import dev.signalbox.dashboards.words.ChangeWords;
import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.target.Target;
import java.util.Locale;

/**
 * A plan somebody is about to ask for.
 *
 * @param region in which a provider is left; the target's own region otherwise
 * @param title of the target, as people say it
 */
public record PlanWish(PlanKind kind, Target target, String region, String title) {

    /** What is asked for: {@code Evacuate Frankfurt}. */
    public String heading() {
        return ChangeWords.verb(kind) + " " + title;
    }

    /** What follows from it, in words. */
    public String meaning() {
        return ChangeWords.meaning(kind, title);
    }

    /** True when the region's name has to be typed: nobody evacuates by a slip. */
    public boolean namedByHand() {
        return kind == PlanKind.EVACUATE_REGION;
    }

    /** What has to be typed. */
    public String name() {
        return region;
    }

    /** Why it cannot be asked for yet; empty when it can. */
    public String off(String reason, String typed) {
        if (reason.isBlank()) {
            return "Say why: the reason is journaled";
        }
        String given = typed.strip().toLowerCase(Locale.ROOT);
        if (namedByHand()
                && !given.equals(region.toLowerCase(Locale.ROOT))
                && !given.equals(title.toLowerCase(Locale.ROOT))) {
            return "Type " + region + " to confirm which region";
        }
        return "";
    }
}
