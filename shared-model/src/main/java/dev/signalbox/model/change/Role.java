package dev.signalbox.model.change;

import java.util.Locale;

/** What somebody may do, each role all that the ones before it may. From a person's certificate. */
public enum Role {
    /** Looks. */
    VIEWER,
    /** Plans, starts, holds and undoes changes, overrides guards, sets pins and the brake. */
    OPERATOR,
    /** Also approves what somebody else has planned. */
    APPROVER,
    /** Also changes who may what. */
    ADMINISTRATOR;

    /** True when this role may do what {@code needed} may. */
    public boolean atLeast(Role needed) {
        return compareTo(needed) >= 0;
    }

    /** As in certificates, records and JSON: {@code operator}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
