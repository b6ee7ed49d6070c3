package dev.signalbox.agent.decide.fleet.guard;

import dev.signalbox.agent.decide.fleet.guard.FleetGuard.Finding;
import dev.signalbox.agent.decide.fleet.guard.FleetGuard.Judge;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.policy.Service;
import dev.signalbox.model.quorum.FleetSentences;
import dev.signalbox.model.quorum.RegionVerdict;
import dev.signalbox.model.target.Target;
import java.util.ArrayList;
import java.util.List;

/** After the move every service is still served somewhere in its callers' jurisdiction. */
final class RegionRemains implements Judge {

    @Override
    public Finding judge(Question question) {
        String source = question.source();
        if (question.plan().kind().back()) {
            return Finding.pass(question.title(source) + " serves again, nobody stops serving");
        }
        List<String> serving = new ArrayList<>();
        List<String> unserved = new ArrayList<>();
        for (Service service : moved(question)) {
            List<String> left =
                    Lawful.regions(question.policy(), service, source).stream()
                            .filter(r -> !r.equals(source))
                            .filter(r -> question.state().verdict(r) == RegionVerdict.PRESENT)
                            .toList();
            if (left.isEmpty()) {
                unserved.add(service.title());
            } else {
                serving.add(service.title() + " in " + question.titles(left));
            }
        }
        if (!unserved.isEmpty()) {
            return Finding.hard(
                    "no region of the jurisdiction would serve " + String.join(" and ", unserved));
        }
        List<String> silent =
                question.plan().stays().stream()
                        .filter(Plan.Stay::silence)
                        .filter(s -> s.what() instanceof Target.Service)
                        .map(Plan.Stay::title)
                        .distinct()
                        .toList();
        if (!silent.isEmpty()) {
            return Finding.warn(
                    FleetSentences.list(silent)
                            + (silent.size() == 1 ? " is" : " are")
                            + " served nowhere now: these callers hear silence until "
                            + question.title(source)
                            + " is back");
        }
        return Finding.pass(
                serving.isEmpty() ? "nothing moves" : "goes on: " + String.join(", ", serving));
    }

    private static List<Service> moved(Question question) {
        return question.plan().moves().stream()
                .map(Plan.Move::service)
                .distinct()
                .flatMap(
                        name ->
                                name == null
                                        ? question.policy().servicesOf(question.source()).stream()
                                        : question.policy().service(name).stream())
                .distinct()
                .toList();
    }
}
