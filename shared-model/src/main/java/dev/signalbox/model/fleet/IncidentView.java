package dev.signalbox.model.fleet;

import dev.signalbox.model.target.Target;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong, and what is being done.
 *
 * @param id of the diagnosis
 * @param title what is wrong, a few words: {@code Carrier Northwind rejects new calls}
 * @param detail cause and numbers in one sentence
 * @param action what was done or why nothing was, one sentence
 * @param next what comes next and when at the earliest, empty when nothing is planned
 * @param nextAt when, if it is a matter of time
 * @param decisions ids of the moves made because of it, oldest first
 * @param intent true when the conversation is at fault and no road: it moves nothing, and speaks
 *     against no region as a target
 */
public record IncidentView(
        String id,
        Target target,
        Severity severity,
        String title,
        String detail,
        String action,
        String next,
        @Nullable Instant nextAt,
        Instant since,
        List<String> decisions,
        boolean intent) {

    /** One that may be a road's fault. */
    public IncidentView(
            String id,
            Target target,
            Severity severity,
            String title,
            String detail,
            String action,
            String next,
            @Nullable Instant nextAt,
            Instant since,
            List<String> decisions) {
        this(id, target, severity, title, detail, action, next, nextAt, since, decisions, false);
    }

    /** The same, of which the conversation is at fault. */
    public IncidentView ofIntent() {
        return new IncidentView(
                id, target, severity, title, detail, action, next, nextAt, since, decisions, true);
    }
}
