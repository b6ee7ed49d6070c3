package dev.signalbox.agent.decide.fleet.guard;

import dev.signalbox.agent.decide.fleet.guard.FleetGuard.Finding;
import dev.signalbox.agent.decide.fleet.guard.FleetGuard.Judge;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.measure.ProbeState;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Old measurements move nothing: targets have to have reported just now, and enough. A source that
 * is lost may be silent; then the words of its observers count.
 */
final class FreshEvidence implements Judge {

    @Override
    public Finding judge(Question question) {
        List<String> good = new ArrayList<>();
        List<String> bad = new ArrayList<>();
        SortedSet<String> asked = new TreeSet<>(question.targets());
        asked.add(question.source());
        for (String region : asked) {
            boolean excused = region.equals(question.source()) && question.sourceLost();
            String title = question.title(region);
            RegionEntry entry = question.picture().regions().get(region);
            if (excused) {
                good.add(title + " is lost, its observers' words count");
            } else if (entry == null) {
                bad.add("nothing is known of " + title);
            } else if (!question.fresh(entry)) {
                bad.add(age(question, title, entry));
            } else if (question.targets().contains(region) && !enough(question, entry.view())) {
                bad.add(
                        "%s has had %d calls in five minutes and no trunk that answers probes: too little to say"
                                .formatted(title, Rates.attempts(entry.view())));
            } else {
                good.add("%s %d ms old".formatted(title, entry.ageMillis()));
            }
        }
        return bad.isEmpty()
                ? Finding.pass(String.join(", ", good))
                : Finding.block(String.join("; ", bad));
    }

    private static String age(Question question, String title, RegionEntry entry) {
        return "%s's report is %d ms old, at most %d ms"
                .formatted(title, entry.ageMillis(), question.limits().evidenceAgeMillisMax());
    }

    private static boolean enough(Question question, RegionView view) {
        return Rates.attempts(view) >= question.limits().samplesMin()
                || view.trunks().stream().anyMatch(t -> t.options() == ProbeState.GOOD);
    }
}
