package dev.signalbox.agent.decide.fleet.guard;

import dev.signalbox.agent.decide.fleet.guard.FleetGuard.Finding;
import dev.signalbox.agent.decide.fleet.guard.FleetGuard.Judge;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What is done can be undone: the table before it still names regions that are there. */
final class WayBack implements Judge {

    @Override
    public Finding judge(Question question) {
        if (question.plan().wayBack().isBlank()) {
            return Finding.block("the plan does not say how it is undone: make it anew");
        }
        SortedSet<String> before = new TreeSet<>();
        for (String door : question.doors()) {
            before.add(door);
            question.before().door(door).values().forEach(shares -> before.addAll(shares.keySet()));
        }
        List<String> gone =
                before.stream().filter(r -> question.policy().region(r).isEmpty()).toList();
        return gone.isEmpty()
                ? Finding.pass(
                        "undo restores the table of epoch %d at once; up to 15 min after the last stage, then a return is planned; it holds until a person changes it, a plan that nobody starts expires in 15 min"
                                .formatted(question.before().epoch()))
                : Finding.block(
                        "the table before it names %s, which the policy does not have any more"
                                .formatted(String.join(" and ", gone)));
    }
}
