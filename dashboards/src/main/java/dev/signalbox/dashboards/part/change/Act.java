package dev.signalbox.dashboards.part.change;

import dev.signalbox.model.change.Role;

/** What a person can do with a plan. */
public enum Act {
    START("Start", Role.OPERATOR),
    APPROVE("Approve", Role.APPROVER),
    HOLD("Hold", Role.OPERATOR),
    RESUME("Resume", Role.OPERATOR),
    UNDO("Undo", Role.OPERATOR),
    DISCARD("Discard", Role.OPERATOR);

    private final String title;
    private final Role needed;

    Act(String title, Role needed) {
        this.title = title;
        this.needed = needed;
    }

    /** On its button. */
    public String title() {
        return title;
    }

    /** The least role that may. */
    public Role needed() {
        return needed;
    }
}
