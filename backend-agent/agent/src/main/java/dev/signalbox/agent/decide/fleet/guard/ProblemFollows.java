package dev.signalbox.agent.decide.fleet.guard;

import dev.signalbox.agent.decide.fleet.guard.FleetGuard.Finding;
import dev.signalbox.agent.decide.fleet.guard.FleetGuard.Judge;
import dev.signalbox.model.fleet.ProviderView;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.quorum.RegionVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A carrier or provider that fails at the target too would go on failing these calls there. */
final class ProblemFollows implements Judge {

    @Override
    public Finding judge(Question question) {
        List<String> follows = new ArrayList<>();
        List<String> compared = new ArrayList<>();
        for (String target : question.targets()) {
            Optional<RegionView> to = question.view(target);
            if (to.isEmpty()) {
                return Finding.block("nothing is known of " + question.title(target));
            }
            for (String origin : question.origins()) {
                Optional<RegionView> from = question.view(origin);
                boolean lost = question.state().verdict(origin) == RegionVerdict.LOST;
                if (from.isEmpty() && !lost && !question.sourceLost()) {
                    return Finding.block("nothing is known of " + question.title(origin));
                }
                from.ifPresent(
                        view -> {
                            follows.addAll(carriers(question, view, to.get()));
                            follows.addAll(providers(question, view, to.get()));
                        });
            }
            compared.add(question.title(target));
        }
        return follows.isEmpty()
                ? Finding.pass(
                        "no carrier or provider fails both there and in "
                                + String.join(" and ", compared))
                : Finding.block(String.join("; ", follows));
    }

    private static List<String> carriers(Question question, RegionView from, RegionView to) {
        return from.trunks().stream()
                .filter(t -> Emptied.fails(question.picture(), t))
                .flatMap(
                        mine ->
                                to.trunks().stream()
                                        .filter(t -> Emptied.fails(question.picture(), t))
                                        .filter(
                                                t ->
                                                        t.target()
                                                                .carrier()
                                                                .equals(mine.target().carrier())))
                .map(
                        t ->
                                "%s fails in %s too: leave %s there first"
                                        .formatted(
                                                t.carrierTitle(),
                                                question.title(to.target().name()),
                                                t.target()))
                .distinct()
                .toList();
    }

    private static List<String> providers(Question question, RegionView from, RegionView to) {
        return from.senses().providers().stream()
                .filter(ProblemFollows::fails)
                .flatMap(
                        mine ->
                                to.senses().providers().stream()
                                        .filter(ProblemFollows::fails)
                                        .filter(p -> p.target().equals(mine.target())))
                .map(
                        p ->
                                "%s fails in %s too: leave %s there first"
                                        .formatted(
                                                p.title(),
                                                question.title(to.target().name()),
                                                p.target()))
                .distinct()
                .toList();
    }

    private static boolean fails(ProviderView provider) {
        return provider.state() == ProviderView.State.OPEN
                || provider.state() == ProviderView.State.FAILING;
    }
}
