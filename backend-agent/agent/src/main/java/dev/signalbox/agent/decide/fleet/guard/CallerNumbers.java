package dev.signalbox.agent.decide.fleet.guard;

import dev.signalbox.agent.decide.fleet.guard.FleetGuard.Finding;
import dev.signalbox.agent.decide.fleet.guard.FleetGuard.Judge;
import dev.signalbox.model.policy.Trunk;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Whether the targets' carriers may show the source's numbers is in contracts, not in the policy: a
 * person is told which carriers to think of.
 */
final class CallerNumbers implements Judge {

    @Override
    public Finding judge(Question question) {
        SortedSet<String> known = carriers(question, question.origins());
        SortedSet<String> others = carriers(question, question.targets());
        others.removeAll(known);
        if (question.targets().isEmpty()) {
            return Finding.pass("no number is shown elsewhere");
        }
        String unknown = "; the cost per hour is not known";
        return Finding.warn(
                others.isEmpty()
                        ? "the same carriers carry them there; whether they accept these numbers from "
                                + question.titles(question.targets())
                                + " is not in the policy"
                                + unknown
                        : String.join(" and ", others)
                                + " would show these numbers for the first time: whether they are authorised, and with which attestation, is not in the policy"
                                + unknown);
    }

    private static SortedSet<String> carriers(Question question, Collection<String> regions) {
        SortedSet<String> titles = new TreeSet<>();
        for (String region : regions) {
            for (Trunk trunk : question.policy().trunksOf(region)) {
                if (trunk.direction().sendsCalls()) {
                    titles.add(question.policy().carrierTitle(trunk.target().carrier()));
                }
            }
        }
        return titles;
    }
}
