package dev.signalbox.agent.decide.fleet;

import dev.signalbox.agent.decide.fleet.guard.FleetGuard;
import dev.signalbox.agent.decide.fleet.guard.GuardMatrix;
import dev.signalbox.agent.decide.fleet.guard.UndoGuards;
import dev.signalbox.model.change.Origin;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.change.Scope;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.quorum.FleetAnswer.Code;
import dev.signalbox.model.quorum.FleetAnswer.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether every guard that the matrix orders was asked, once. Guards are judged by the agent that
 * asks: what it left out would otherwise stop nobody.
 */
final class GuardsAsked {

    private GuardsAsked() {}

    /** The names in results that a move of that scope and origin needs, no more and no fewer. */
    static SortedSet<String> names(Scope scope, Origin origin) {
        SortedSet<String> names = new TreeSet<>();
        for (FleetGuard guard : FleetGuard.values()) {
            if (GuardMatrix.use(guard, scope, origin) != GuardMatrix.Use.NOT) {
                names.add(guard.text(scope));
            }
        }
        return names;
    }

    /** The same of an undo, which people alone ask for. */
    static SortedSet<String> namesOfUndo() {
        SortedSet<String> names = new TreeSet<>();
        UndoGuards.asked().forEach(guard -> names.add(guard.text(Scope.FLEET)));
        return names;
    }

    /** Why {@code judged} are not the guards of {@code plan}, or null. */
    static @Nullable Refused whyNot(Plan plan, List<GuardResult> judged) {
        return whyNot(names(plan.scope(), plan.origin()), judged);
    }

    /** Why {@code judged} are not the guards of an undo, or null. */
    static @Nullable Refused whyNotUndo(List<GuardResult> judged) {
        return whyNot(namesOfUndo(), judged);
    }

    private static @Nullable Refused whyNot(SortedSet<String> missing, List<GuardResult> judged) {
        if (judged.isEmpty()) {
            // The agent that was asked had not heard of the plan yet, or knows no guards at all.
            return Matter.no(
                    Code.INVALID,
                    "No guard was judged for it: nothing moves before all are. Try again, or ask"
                            + " another agent.");
        }
        List<String> odd = new ArrayList<>();
        for (GuardResult result : judged) {
            if (!missing.remove(result.guard())) {
                odd.add(result.guard());
            }
        }
        if (missing.isEmpty() && odd.isEmpty()) {
            return null;
        }
        return Matter.no(
                Code.INVALID,
                "Every guard of its kind has to be judged, each once"
                        + (missing.isEmpty() ? "" : "; not judged: " + String.join(", ", missing))
                        + (odd.isEmpty() ? "" : "; not asked for: " + String.join(", ", odd))
                        + ". Make the plan anew, with agents of one version.");
    }
}
