package dev.signalbox.model.policy;

/**
 * A region of the policy.
 *
 * @param name as in targets
 * @param title the name people use, for example {@code Frankfurt}
 * @param latitude degrees, -90 to 90, north positive
 * @param longitude degrees, -180 to 180, east positive
 * @param jurisdiction calls never leave it; for example {@code EU}
 * @param kind where it stands
 */
public record Region(
        String name,
        String title,
        double latitude,
        double longitude,
        String jurisdiction,
        Kind kind) {

    /** Where a region stands. */
    public enum Kind {
        CLOUD,
        ON_PREMISES
    }
}
