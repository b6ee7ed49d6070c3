package dev.signalbox.agent.decide;

import dev.signalbox.model.ai.Rung;
import dev.signalbox.model.journal.DiagnosisTitle;
import dev.signalbox.model.journal.JournalRecord.ServiceShift;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Service;
import dev.signalbox.model.target.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a breaker does, in words. */
final class BreakerWords {

    private BreakerWords() {}

    /** A breaker opens, for the first time or again. */
    static String opens(
            Moment moment, Target.Provider provider, List<ServiceShift> shifts, boolean again) {
        String name = moment.title(provider);
        String in = " in " + moment.region();
        String lead = again ? name + " is taken out again" + in + ": " : "";
        if (shifts.isEmpty()) {
            return again ? lead + "it gets no new calls" : name + " gets no new calls" + in;
        }
        Map<String, List<String>> byPlace = new LinkedHashMap<>();
        for (ServiceShift shift : shifts) {
            byPlace.computeIfAbsent(place(moment.policy(), shift), _ -> new ArrayList<>())
                    .add(moment.policy().serviceTitle(shift.service()));
        }
        String moved =
                byPlace.size() == 1
                        ? (again ? "new calls go to " : "New calls" + in + " go to ")
                                + byPlace.keySet().iterator().next()
                                + (again ? "" : " instead of " + name)
                        : (again ? "new calls leave it" : "New calls" + in + " leave " + name)
                                + ", "
                                + byPlace.entrySet().stream()
                                        .map(e -> of(e.getValue()) + " for " + e.getKey())
                                        .collect(Collectors.joining(", "));
        return lead + moved + degraded(moment.policy(), shifts);
    }

    /** Who would take over, to follow a reason why nobody does. */
    static String wouldGo(Moment moment, List<ServiceShift> shifts) {
        String places =
                shifts.stream()
                        .map(shift -> place(moment.policy(), shift))
                        .distinct()
                        .collect(Collectors.joining(" and "));
        return places.isEmpty() ? "it is not in use now" : "its new calls would go to " + places;
    }

    private static String of(List<String> services) {
        return "those of " + String.join(" and ", services);
    }

    private static String place(Policy policy, ServiceShift shift) {
        Target after = shift.after();
        if (after != null) {
            return DiagnosisTitle.name(policy, after);
        }
        Optional<Service> service = policy.service(shift.service());
        return switch (shift.rungAfter()) {
            case PRIMARY, DEGRADED, HUMAN_QUEUE -> "the human queue";
            case EMERGENCY ->
                    service.map(Service::emergency).filter(Objects::nonNull).isPresent()
                            ? "the emergency number"
                            : "nobody, for want of a human queue and an emergency number";
        };
    }

    private static String degraded(Policy policy, List<ServiceShift> shifts) {
        List<String> lower =
                shifts.stream()
                        .filter(s -> s.rungAfter() == Rung.DEGRADED)
                        .filter(s -> s.rungBefore() == Rung.PRIMARY)
                        .map(s -> policy.serviceTitle(s.service()))
                        .toList();
        return lower.isEmpty()
                ? ""
                : "; "
                        + String.join(" and ", lower)
                        + " can only greet and capture the intent meanwhile";
    }
}
