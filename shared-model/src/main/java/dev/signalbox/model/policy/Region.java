package dev.signalbox.model.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A region of the policy.
 *
 * @param name as in targets
 * @param title the name people use, for example {@code Frankfurt}
 * @param latitude degrees, -90 to 90, north positive
 * @param longitude degrees, -180 to 180, east positive
 * @param jurisdiction calls never leave it; for example {@code EU}
 * @param kind where it stands
 * @param edge where its SBCs answer SIP OPTIONS of the other regions' agents, null when nobody asks
 * @param numbers how the numbers begin whose calls it usually handles, for example {@code +4969555}
 */
public record Region(
        String name,
        String title,
        double latitude,
        double longitude,
        String jurisdiction,
        Kind kind,
        @Nullable String edge,
        List<String> numbers) {

    public Region {
        numbers = List.copyOf(numbers);
    }

    /** A region of which nobody asks the edge, and no number is known. */
    public Region(
            String name,
            String title,
            double latitude,
            double longitude,
            String jurisdiction,
            Kind kind) {
        this(name, title, latitude, longitude, jurisdiction, kind, null, List.of());
    }

    /** Where a region stands. */
    public enum Kind {
        CLOUD,
        ON_PREMISES
    }
}
