package dev.signalbox.agent.decide.fleet.guard;

import dev.signalbox.agent.decide.fleet.guard.FleetGuard.Finding;
import dev.signalbox.agent.decide.fleet.guard.FleetGuard.Judge;
import dev.signalbox.model.change.Plan;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One decision moves a part of a service's succeeding calls only. Calls that fail anyway are
 * bounded by the target's capacity alone.
 */
final class MovedShare implements Judge {

    @Override
    public Finding judge(Question question) {
        if (question.sourceLost()) {
            return Finding.pass(
                    question.title(question.source())
                            + "'s calls do not succeed now: only the targets' capacity counts");
        }
        Map<String, Double> moved = new TreeMap<>();
        for (Plan.Move move : question.plan().moves()) {
            String service = move.service();
            moved.merge(service == null ? "" : service, move.callsPerMinute(), Double::sum);
        }
        NewCalls calls = new NewCalls(question.picture());
        double most = 0;
        String fullest = "";
        for (Map.Entry<String, Double> service : moved.entrySet()) {
            double all = callsPerMinute(calls, service.getKey());
            if (all <= 0) {
                return Finding.block(
                        "how many calls "
                                + title(question, service.getKey())
                                + " has is not known");
            }
            double share = Math.min(1, service.getValue() / all);
            if (share > most) {
                most = share;
                fullest = title(question, service.getKey());
            }
        }
        String words =
                fullest.isEmpty()
                        ? "no calls move"
                        : String.format(
                                Locale.ROOT,
                                "%.0f %% of all calls of %s, at most %.0f %%",
                                most * 100,
                                fullest,
                                question.limits().movedShareMax() * 100);
        return most <= question.limits().movedShareMax()
                ? Finding.pass(words)
                : Finding.block(words);
    }

    private static String title(Question question, String service) {
        return service.isEmpty() ? "all services" : question.policy().serviceTitle(service);
    }

    /** Of the service in all regions, or of all services. */
    private static double callsPerMinute(NewCalls calls, String name) {
        return calls.picture().policy().regions().stream()
                .mapToDouble(
                        home ->
                                name.isEmpty()
                                        ? calls.ofHome(home.name())
                                        : calls.ofService(home.name(), name))
                .sum();
    }
}
