package dev.signalbox.model.change;

import java.util.Locale;

/** What a plan does. */
public enum PlanKind {
    /** New calls leave a trunk until a person returns them. */
    FAILOVER_TRUNK(Scope.REGION, false),
    /** A trunk that was left by hand gets its calls back, in stages. */
    RETURN_TRUNK(Scope.REGION, true),
    /** New calls leave an AI provider in one region until a person returns them. */
    FAILOVER_PROVIDER(Scope.REGION, false),
    /** A provider that was left by hand gets its calls back. */
    RETURN_PROVIDER(Scope.REGION, true),
    /** New calls leave a region that works, in stages. */
    DRAIN_REGION(Scope.FLEET, false),
    /** New calls leave a region; needs a second person. */
    EVACUATE_REGION(Scope.FLEET, false),
    /** A region gets its calls back, in stages. */
    RETURN_REGION(Scope.FLEET, true);

    private final Scope scope;
    private final boolean back;

    PlanKind(Scope scope, boolean back) {
        this.scope = scope;
        this.back = back;
    }

    /** Who decides it. */
    public Scope scope() {
        return scope;
    }

    /** True when calls come back to the source. */
    public boolean back() {
        return back;
    }

    /** How many different people have to want it. */
    public int peopleNeeded() {
        return this == EVACUATE_REGION ? 2 : 1;
    }

    /** What it does, for people: {@code evacuate}. */
    public String verb() {
        return switch (this) {
            case FAILOVER_TRUNK, FAILOVER_PROVIDER -> "leave";
            case RETURN_TRUNK, RETURN_PROVIDER, RETURN_REGION -> "return";
            case DRAIN_REGION -> "drain";
            case EVACUATE_REGION -> "evacuate";
        };
    }

    /** As in records and JSON: {@code evacuate_region}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
