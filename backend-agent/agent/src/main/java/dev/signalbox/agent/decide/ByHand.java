package dev.signalbox.agent.decide;

import dev.signalbox.model.ai.BreakerState;
import dev.signalbox.model.journal.DecisionState.Hand;
import dev.signalbox.model.journal.Evidence;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.target.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Does what a person asked for: takes out what they hold out. Guards were judged when it was asked
 * for; neither brake nor pin is in the way, they stop automation only.
 */
final class ByHand implements Rule {

    @Override
    public Optional<Step> judge(Moment moment) {
        return moment.state().hands().entrySet().stream()
                .filter(e -> e.getValue().out())
                .map(e -> judge(moment, e))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Step> judge(Moment moment, Map.Entry<Target, Hand> held) {
        return switch (held.getKey()) {
            case Target.Trunk trunk ->
                    moment.state().routes().sharePercent(trunk) == 0 || Moves.inFlight(moment)
                            ? Optional.empty()
                            : moment.policy()
                                    .trunk(trunk)
                                    .map(source -> exclude(moment, source, held.getValue()));
            case Target.Provider provider ->
                    Breakers.state(moment, provider) == BreakerState.OPEN
                            ? Optional.empty()
                            : Optional.of(open(moment, provider, held.getValue()));
            case Target.Region _,
                    Target.Carrier _,
                    Target.Path _,
                    Target.Service _,
                    Target.Dependency _ ->
                    Optional.empty();
        };
    }

    private static Step exclude(Moment moment, Trunk source, Hand hand) {
        List<Target.Trunk> to =
                HandPlan.taker(moment, source).map(Trunk::target).map(List::of).orElse(List.of());
        String goTo = to.isEmpty() ? "nowhere" : moment.title(to.getFirst());
        return Moves.decide(
                moment,
                new Moves.Change(
                        source.target(),
                        hand.id(),
                        JournalRecord.MoveKind.EXCLUDE,
                        0,
                        to,
                        Moves.exclusions(moment, source.target()) + 1,
                        "New calls of "
                                + moment.title(source.target())
                                + " in "
                                + source.target().region()
                                + " go to "
                                + goTo
                                + ", as "
                                + hand.by()
                                + " asked for",
                        List.of(asked(hand)),
                        List.of()));
    }

    private static Step open(Moment moment, Target.Provider provider, Hand hand) {
        var shifts = Breakers.shifts(moment, provider, BreakerState.OPEN, 0);
        return Breakers.decide(
                moment,
                new Breakers.Change(
                        provider,
                        hand.id(),
                        BreakerState.OPEN,
                        0,
                        Breakers.openings(moment, provider) + 1,
                        BreakerWords.opens(moment, provider, shifts, false)
                                + ", as "
                                + hand.by()
                                + " asked for",
                        List.of(asked(hand)),
                        List.of()));
    }

    private static Evidence asked(Hand hand) {
        return new Evidence("by_hand", "operator", 1, hand.by() + ": " + hand.reason());
    }
}
