package dev.signalbox.dashboards.part.change;

import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.change.Scope;
import dev.signalbox.model.fleet.FleetStanding;
import dev.signalbox.model.fleet.FleetView;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who sits here, and whether anybody can be asked.
 *
 * @param standing of the fleet, null while no agent told
 * @param commandsOff why no command can be given, empty when they can
 * @param now what time-outs are counted to
 */
public record Asker(@Nullable FleetStanding standing, String commandsOff, Instant now) {

    /** As {@code view} tells. */
    public static Asker of(FleetView view, String commandsOff) {
        return new Asker(view.fleet().standing(), commandsOff, view.at());
    }

    /** The person, null while no agent told. */
    public @Nullable Person person() {
        return standing == null ? null : standing.you();
    }

    /** True when {@code other} is the one who sits here. */
    public boolean is(Person other) {
        Person here = person();
        return here != null && key(here).equals(key(other));
    }

    /** Upper case and blanks make no second person. */
    static String key(Person person) {
        return person.name().strip().toLowerCase(Locale.ROOT);
    }

    /** Why this person cannot do anything that needs {@code role}; empty when they can. */
    public String off(Role role, Scope scope) {
        if (!commandsOff.isEmpty()) {
            return commandsOff;
        }
        FleetStanding fleet = standing;
        if (fleet == null) {
            return "No agent has told who you are and how the fleet stands";
        }
        if (!fleet.you().role().atLeast(role)) {
            return "You are "
                    + fleet.you().role().text()
                    + ": this needs "
                    + (role == Role.OPERATOR || role == Role.APPROVER || role == Role.ADMINISTRATOR
                            ? "an "
                            : "a ")
                    + role.text();
        }
        if (scope == Scope.FLEET && !fleet.quorum()) {
            return "No quorum: "
                    + reachable(fleet)
                    + " of "
                    + fleet.members().size()
                    + " agents answer, so nothing new is decided";
        }
        return "";
    }

    private static long reachable(FleetStanding fleet) {
        return fleet.members().stream().filter(FleetStanding.MemberView::reachable).count();
    }
}
