package dev.signalbox.agent.decide.fleet;

import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.quorum.FleetAnswer.Code;
import dev.signalbox.model.quorum.FleetAnswer.Refused;
import dev.signalbox.model.quorum.FleetCommand.Ask;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.FleetRules.Ruling;
import dev.signalbox.model.quorum.FleetSentences;
import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.model.quorum.FleetState.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A command's state and moment, and the ways to rule on it.
 *
 * @param from the region whose agent asks
 * @param at when it counts: the asker's wall time, but never before the last record
 */
record Matter(FleetState state, String from, Instant at) {

    /** How long a plan may wait, and an approval or an override holds. */
    static final Duration TERM = Duration.ofMinutes(15);

    /** How many different refusals of one person are journaled in a minute. */
    private static final int REFUSALS_OF_ONE_MAX = 16;

    /** How many refusals in all that agents report from their doors, where strangers knock. */
    private static final int REFUSALS_AT_DOORS_MAX = 64;

    static Matter of(FleetState state, Ask ask) {
        Instant at = ask.at().isBefore(state.at()) ? state.at() : ask.at();
        return new Matter(state, ask.from(), at);
    }

    /** The end of a term that begins now. */
    Instant term() {
        return at.plus(TERM);
    }

    /** True when {@code end} is not yet over. */
    boolean open(Instant end) {
        return at.isBefore(end);
    }

    @Nullable Change change(String planId) {
        return state.changes().get(planId);
    }

    /** Region names in the words of the agents: the same on every member. */
    FleetSentences words() {
        return new FleetSentences(state::title, UnaryOperator.identity());
    }

    /** {@code plan fleet-demo/12 (evacuate Frankfurt)}. */
    String plan(String planId) {
        Change change = change(planId);
        return "plan "
                + planId
                + (change == null
                        ? ""
                        : " (" + words().aim(change.plan().kind(), change.plan().source()) + ")");
    }

    static Ruling done(FleetRecord... records) {
        return new Ruling(List.of(records), null);
    }

    /** A refusal of what no person asked for: the asker hears it, the journal does not. */
    static Ruling refused(Refused refused) {
        return new Ruling(List.of(), refused);
    }

    /** A refusal of a person's step, journaled unless it is the same as a moment ago. */
    Ruling refused(Person person, String what, Refused refused) {
        String who = person.name().strip() + " (" + person.role().text() + ")";
        long lately =
                state.refusals().entrySet().stream()
                        .filter(e -> e.getKey().startsWith(who + "\n") && recent(e.getValue()))
                        .count();
        boolean write = lately < REFUSALS_OF_ONE_MAX;
        return new Ruling(attempt(write, who, what, refused), refused);
    }

    /** A refusal that an agent reports: already answered, only to be on record. */
    Ruling reported(String who, String what, String code, String sentence) {
        long lately = state.refusals().values().stream().filter(this::recent).count();
        boolean write = lately < REFUSALS_AT_DOORS_MAX && news(who, what, code);
        return write ? done(new FleetRecord.AttemptRefused(at, who, what, code, sentence)) : done();
    }

    private List<FleetRecord> attempt(boolean write, String who, String what, Refused refused) {
        String code = refused.code().text();
        return write && news(who, what, code)
                ? List.of(new FleetRecord.AttemptRefused(at, who, what, code, refused.sentence()))
                : List.of();
    }

    private boolean news(String who, String what, String code) {
        Instant last = state.refusals().get(FleetState.refusalKey(who, what, code));
        return last == null || !recent(last);
    }

    private boolean recent(Instant when) {
        return when.isAfter(at.minus(FleetState.REFUSALS_KEPT));
    }

    static Refused no(Code code, String sentence) {
        return new Refused(code, sentence);
    }

    static Refused noPlan(String planId) {
        return no(
                Code.NO_SUCH_PLAN,
                "There is no plan \"" + planId + "\". Open plans are in the list of changes.");
    }

    /** Why {@code person} may not do what {@code needed} may, or null. */
    static @Nullable Refused role(Person person, Role needed) {
        if (key(person).isEmpty()) {
            return no(Code.NOT_ALLOWED, "Nobody is named: a person's name is needed.");
        }
        if (person.role().atLeast(needed)) {
            return null;
        }
        return no(
                Code.NOT_ALLOWED,
                person.name()
                        + " is "
                        + person.role().text()
                        + ": this needs the role "
                        + needed.text()
                        + " or above.");
    }

    /** One name for one person, however it is written. */
    static String key(Person person) {
        return person.name().strip().toLowerCase(Locale.ROOT);
    }

    static boolean same(Person one, Person other) {
        return key(one).equals(key(other));
    }

    static @Nullable Refused reason(String reason, String what) {
        return reason.isBlank()
                ? no(
                        Code.INVALID,
                        "No reason given: say in a few words why " + what + "; it is journaled.")
                : null;
    }
}
