package dev.signalbox.dashboards.part.routelog;

import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.model.fleet.FleetLine;
import dev.signalbox.model.fleet.JournalLine;
import java.time.Instant;
import java.util.Locale;

/**
 * One change of routes.
 *
 * @param time when, as people read it
 * @param region whose calls
 * @param sign well when routers or doors took it, minor while they have not said, major when not
 * @param what which calls go where
 * @param cause why
 * @param result what doors or routers answered, and whether calls were seen to arrive
 */
public record RouteRow(
        Source source,
        Instant at,
        String time,
        String region,
        Kind kind,
        Sign sign,
        String what,
        String cause,
        String result) {

    /** What kind of road changed. */
    public enum Kind {
        REGION("regions"),
        TRUNK("trunks"),
        PROVIDER("AI providers");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** In a filter. */
        public String title() {
            return title;
        }
    }

    /** The record that decided it. */
    public sealed interface Source {

        /** Its id. */
        String id();

        /** Decided by the quorum. */
        record Fleet(FleetLine line) implements Source {
            @Override
            public String id() {
                return line.entry().id();
            }
        }

        /** Decided by a region's agent. */
        record Region(JournalLine line) implements Source {
            @Override
            public String id() {
                return line.entry().id();
            }
        }
    }

    /** True when every word of {@code wanted} occurs somewhere in it. */
    public boolean matches(String wanted) {
        String all =
                String.join(" ", time, region, kind.title(), what, cause, result)
                        .toLowerCase(Locale.ROOT);
        for (String word : wanted.toLowerCase(Locale.ROOT).split("\\s+", -1)) {
            if (!all.contains(word)) {
                return false;
            }
        }
        return true;
    }
}
