package dev.signalbox.agent.decide.fleet.guard;

import dev.signalbox.agent.decide.fleet.guard.FleetGuard.Finding;
import dev.signalbox.agent.decide.fleet.guard.FleetGuard.Judge;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.fleet.TrunkView;
import dev.signalbox.model.policy.Trunk;
import java.util.Optional;

/** Calls never move onto weaker protection than the weakest that the source has in use. */
final class EncryptionParity implements Judge {

    @Override
    public Finding judge(Question question) {
        Finding worst = Finding.pass("nothing to compare");
        for (String origin : question.origins()) {
            Optional<Trunk.Security> from = weakest(question, origin);
            for (String target : question.targets()) {
                Optional<Trunk.Security> to = weakest(question, target);
                Finding finding = compare(question, origin, from, target, to);
                if (finding.verdict().compareTo(worst.verdict()) >= 0) {
                    worst = finding;
                }
            }
        }
        return worst;
    }

    private static Finding compare(
            Question question,
            String origin,
            Optional<Trunk.Security> from,
            String target,
            Optional<Trunk.Security> to) {
        if (from.isEmpty() || to.isEmpty()) {
            return Finding.block(
                    "how %s protects calls is not known: no trunk in use"
                            .formatted(question.title(from.isEmpty() ? origin : target)));
        }
        String words =
                "%s in %s to %s in %s; codecs are not compared"
                        .formatted(
                                words(from.get()),
                                question.title(origin),
                                words(to.get()),
                                question.title(target));
        if (to.get().compareTo(from.get()) >= 0) {
            return Finding.pass(words);
        }
        // What they were moved to protected them better than their own region ever did: no trap.
        return question.plan().kind().back()
                ? Finding.warn(words + ", as it always was at home")
                : Finding.hard(words);
    }

    /** Of the trunks in use; of all in the policy where none is, or nothing is known. */
    private static Optional<Trunk.Security> weakest(Question question, String region) {
        Optional<RegionView> view = question.view(region);
        Optional<Trunk.Security> used =
                question.policy().trunksOf(region).stream()
                        .filter(
                                t ->
                                        view.stream()
                                                .flatMap(v -> v.trunks().stream())
                                                .filter(v -> Emptied.usable(question.picture(), v))
                                                .map(TrunkView::target)
                                                .anyMatch(t.target()::equals))
                        .map(Trunk::security)
                        .min(Trunk.Security::compareTo);
        return used.isPresent()
                ? used
                : question.policy().trunksOf(region).stream()
                        .map(Trunk::security)
                        .min(Trunk.Security::compareTo);
    }

    private static String words(Trunk.Security security) {
        return switch (security) {
            case NONE -> "unencrypted";
            case TLS -> "TLS";
            case TLS_SRTP -> "TLS + SRTP";
        };
    }
}
