package dev.signalbox.dashboards.words;

import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.quorum.Phase;

/** Plans, guards and people in the operator's words. */
public final class ChangeWords {

    private ChangeWords() {}

    /** What a plan does, before the name of its source: {@code Evacuate}. */
    public static String verb(PlanKind kind) {
        return switch (kind) {
            case FAILOVER_TRUNK, FAILOVER_PROVIDER -> "Fail over";
            case RETURN_TRUNK, RETURN_PROVIDER, RETURN_REGION -> "Return to";
            case DRAIN_REGION -> "Drain";
            case EVACUATE_REGION -> "Evacuate";
        };
    }

    /** What follows from a plan, in one sentence about {@code source}. */
    public static String meaning(PlanKind kind, String source) {
        return switch (kind) {
            case FAILOVER_TRUNK -> "New calls leave " + source + " until a person returns them.";
            case FAILOVER_PROVIDER ->
                    "New calls go to the next provider instead of " + source + ".";
            case RETURN_TRUNK, RETURN_PROVIDER, RETURN_REGION ->
                    source + " gets its new calls back, in stages.";
            case DRAIN_REGION ->
                    "New calls leave "
                            + source
                            + " in stages, each verified; live calls end on their own.";
            case EVACUATE_REGION ->
                    "All new calls that may leave "
                            + source
                            + " go to other regions, in stages. A second person has to approve.";
        };
    }

    /** How far a plan is, in a word or two. */
    public static String phase(Phase phase) {
        return switch (phase) {
            case PROPOSED -> "planned";
            case RUNNING -> "running";
            case HELD -> "held";
            case COMPLETED -> "done";
            case UNDONE -> "undone";
            case DISCARDED -> "dropped";
        };
    }

    /** A guard's sign: only what a person has to weigh stands out. */
    public static Sign sign(GuardResult.Verdict verdict) {
        return switch (verdict) {
            case PASS -> Sign.WELL;
            case WARN -> Sign.MAJOR;
            case BLOCK, HARD -> Sign.CRITICAL;
        };
    }

    /** A guard's name as people say it: the one that {@code ctl override} takes. */
    public static String guard(String name) {
        return States.named(name);
    }

    /** {@code ada · operator}; the role alone of whom no certificate names. */
    public static String person(Person person) {
        return person.name().isEmpty()
                ? person.role().text()
                : person.name() + "  \u00b7  " + person.role().text();
    }
}
