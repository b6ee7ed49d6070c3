package dev.signalbox.agent.decide.fleet.guard;

import dev.signalbox.agent.decide.fleet.guard.FleetGuard.Finding;
import dev.signalbox.agent.decide.fleet.guard.FleetGuard.Judge;
import dev.signalbox.model.fleet.RegionEntry;

/** How many callers are talking there now: they are left to end on their own. */
final class LiveCalls implements Judge {

    @Override
    public Finding judge(Question question) {
        String region =
                question.plan().kind().back() && !question.origins().isEmpty()
                        ? question.origins().first()
                        : question.source();
        RegionEntry entry = question.picture().regions().get(region);
        String title = question.title(region);
        if (entry == null) {
            return Finding.block("how many calls are up in " + title + " is not known");
        }
        int live = entry.view().liveCalls();
        String words =
                live == 1
                        ? "1 call is up in " + title + ": it ends on its own, it is not dropped"
                        : "%d calls are up in %s: they end on their own, no deadline, none is dropped"
                                .formatted(live, title);
        return question.fresh(entry)
                ? Finding.pass(words)
                : Finding.warn(
                        words
                                + "; counted "
                                + entry.ageMillis() / 1000
                                + " s ago, nothing newer is known");
    }
}
