package dev.signalbox.agent.decide.fleet.guard;

import dev.signalbox.agent.decide.fleet.guard.FleetGuard.Finding;
import dev.signalbox.agent.decide.fleet.guard.FleetGuard.Judge;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.quorum.RegionVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every target has a trunk that can carry new calls, and there is a target at all. */
final class LastUsableTarget implements Judge {

    @Override
    public Finding judge(Question question) {
        if (question.targets().isEmpty()) {
            return Finding.hard(
                    question.plan().stays().isEmpty()
                            ? "nothing moves"
                            : "nothing can move: "
                                    + question.plan().stays().getFirst().title()
                                    + ": "
                                    + question.plan().stays().getFirst().reason());
        }
        List<String> able = new ArrayList<>();
        List<String> unable = new ArrayList<>();
        for (String target : question.targets()) {
            Optional<RegionView> view = question.view(target);
            String title = question.title(target);
            if (question.state().verdict(target) == RegionVerdict.LOST) {
                return Finding.hard(title + " is lost itself: its edge takes no calls");
            }
            if (view.isEmpty()) {
                return Finding.block("nothing is known of the trunks of " + title);
            }
            long usable =
                    view.get().trunks().stream()
                            .filter(t -> Emptied.usable(question.picture(), t))
                            .count();
            (usable > 0 ? able : unable)
                    .add(
                            "%s: %d of %d trunks can carry calls"
                                    .formatted(title, usable, view.get().trunks().size()));
        }
        return unable.isEmpty()
                ? Finding.pass(String.join(", ", able))
                : Finding.hard(String.join("; ", unable));
    }
}
