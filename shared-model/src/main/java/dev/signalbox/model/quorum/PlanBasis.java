package dev.signalbox.model.quorum;

import dev.signalbox.model.change.Plan;
import dev.signalbox.model.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Names the state that a plan is made from: what people or the quorum decided about the regions it
 * touches. What only goes by, such as reports, rates and doors read back, makes no plan stale;
 * guards judge it again at every stage.
 */
public final class PlanBasis {

    private static final String BRAKE = "brake";
    private static final String PIN = "pin ";
    private static final String VERDICT = "verdict ";

    private PlanBasis() {}

    /**
     * The state now: the table's epoch, the policy, and {@link #state}.
     *
     * @param policyHash of the policy that the plan is made by
     * @param regions that the plan touches
     */
    public static Plan.Basis of(FleetState state, String policyHash, SortedSet<String> regions) {
        return new Plan.Basis(state.table().epoch(), policyHash, state(state, regions));
    }

    /**
     * What people or the quorum have decided since about the regions that a plan touches, in words;
     * empty when it is still what the plan was made from.
     */
    public static List<String> changedSince(Plan plan, FleetState state) {
        String is = state(state, TableChange.regions(plan, state.table()));
        return changes(plan.basis().state(), is, state::title);
    }

    /** Whether nothing can come of a plan any more, because the fleet has moved on since. */
    public static boolean outdated(Plan plan, FleetState state) {
        return plan.basis().epoch() != state.table().epoch()
                || !changedSince(plan, state).isEmpty();
    }

    /**
     * The fleet's brake, pins of {@code regions} and verdicts about them, a line each; empty when
     * there is nothing but the usual.
     */
    public static String state(FleetState state, SortedSet<String> regions) {
        StringBuilder text = new StringBuilder();
        FleetState.Brake brake = state.brake();
        if (brake != null) {
            line(text, BRAKE, brake.id());
        }
        for (String region : regions) {
            FleetState.Pin pin = state.pins().get(new Target.Region(region));
            if (pin != null) {
                line(text, PIN + region, pin.id());
            }
            RegionVerdict verdict = state.verdict(region);
            if (verdict != RegionVerdict.PRESENT) {
                line(text, VERDICT + region, verdict.text());
            }
        }
        return text.toString();
    }

    /**
     * What is different between two states, in words for operators: {@code Dublin is lost}.
     *
     * @param title the name people use for a region
     */
    static List<String> changes(String was, String is, UnaryOperator<String> title) {
        SortedMap<String, String> before = parts(was);
        SortedMap<String, String> after = parts(is);
        List<String> words = new ArrayList<>();
        after.forEach(
                (name, value) -> {
                    if (!value.equals(before.get(name))) {
                        words.add(now(name, value, title));
                    }
                });
        before.keySet().stream()
                .filter(name -> !after.containsKey(name))
                .forEach(name -> words.add(over(name, title)));
        return words;
    }

    private static String now(String name, String value, UnaryOperator<String> title) {
        if (name.startsWith(PIN)) {
            return title.apply(name.substring(PIN.length())) + " was pinned";
        }
        if (name.startsWith(VERDICT)) {
            return title.apply(name.substring(VERDICT.length())) + " is " + value + " now";
        }
        return name.equals(BRAKE) ? "the fleet's brake was set" : name + " is " + value;
    }

    private static String over(String name, UnaryOperator<String> title) {
        if (name.startsWith(PIN)) {
            return "the pin of " + title.apply(name.substring(PIN.length())) + " was released";
        }
        if (name.startsWith(VERDICT)) {
            return title.apply(name.substring(VERDICT.length()))
                    + " is not lost or cut off any more";
        }
        return name.equals(BRAKE) ? "the fleet's brake was released" : name + " is gone";
    }

    /** Each line by what comes before its last word. */
    private static SortedMap<String, String> parts(String state) {
        SortedMap<String, String> parts = new TreeMap<>();
        state.lines()
                .forEach(
                        line -> {
                            int space = line.lastIndexOf(' ');
                            parts.put(
                                    space < 0 ? line : line.substring(0, space),
                                    line.substring(space + 1));
                        });
        return parts;
    }

    private static void line(StringBuilder text, String what, String value) {
        text.append(what).append(' ').append(value).append('\n');
    }
}
