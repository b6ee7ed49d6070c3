package dev.signalbox.agent.decide.fleet.guard;

import dev.signalbox.agent.decide.fleet.guard.FleetGuard.Finding;
import dev.signalbox.agent.decide.fleet.guard.FleetGuard.Judge;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.policy.Service;
import dev.signalbox.model.route.FleetTable;
import dev.signalbox.model.target.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls never leave the jurisdiction of their numbers. Judges what the plan says and the table it
 * would set, so that no road around the planner helps.
 */
final class Residency implements Judge {

    @Override
    public Finding judge(Question question) {
        List<String> abroad = new ArrayList<>(abroadByMoves(question));
        abroad.addAll(abroadByTable(question));
        if (!abroad.isEmpty()) {
            return Finding.hard("other jurisdiction: " + String.join("; ", abroad));
        }
        List<Plan.Stay> stays = stayingServices(question);
        if (question.plan().moves().isEmpty() && !stays.isEmpty()) {
            return nothingMoves(question, stays);
        }
        String staying =
                stays.isEmpty()
                        ? ""
                        : "; stays where it is: "
                                + String.join(", ", stays.stream().map(Plan.Stay::title).toList());
        String inside =
                question.titles(question.targets())
                        + ": "
                        + Lawful.jurisdiction(question.policy(), question.source())
                        + " like the numbers"
                        + staying;
        return stays.isEmpty() ? Finding.pass(inside) : Finding.warn(inside);
    }

    private static Finding nothingMoves(Question question, List<Plan.Stay> stays) {
        boolean lawful =
                stays.stream()
                        .map(s -> s.what() instanceof Target.Service t ? t.name() : "")
                        .flatMap(name -> question.policy().service(name).stream())
                        .anyMatch(
                                s ->
                                        Lawful.regions(question.policy(), s, question.source())
                                                .stream()
                                                .anyMatch(r -> !r.equals(question.source())));
        return lawful
                ? Finding.warn("nothing moves, so nothing leaves the jurisdiction")
                : Finding.hard(
                        "no region in %s but %s runs any of its services: the others are in other jurisdictions"
                                .formatted(
                                        Lawful.jurisdiction(question.policy(), question.source()),
                                        question.title(question.source())));
    }

    private static List<Plan.Stay> stayingServices(Question question) {
        return question.plan().stays().stream()
                .filter(s -> s.what() instanceof Target.Service)
                .toList();
    }

    private static List<String> abroadByMoves(Question question) {
        String home = question.plan().kind().back() ? question.source() : "";
        return question.plan().moves().stream()
                .filter(m -> m.to() instanceof Target.Region)
                .filter(m -> m.from() instanceof Target.Region)
                .filter(
                        m ->
                                !sameJurisdiction(
                                        question,
                                        home.isEmpty() && m.from() instanceof Target.Region from
                                                ? from.name()
                                                : home,
                                        m.to() instanceof Target.Region to ? to.name() : ""))
                .map(
                        m ->
                                "%s is in %s, calls of %s stay in %s"
                                        .formatted(
                                                question.title(
                                                        m.to() instanceof Target.Region to
                                                                ? to.name()
                                                                : ""),
                                                Lawful.jurisdiction(
                                                        question.policy(),
                                                        m.to() instanceof Target.Region to
                                                                ? to.name()
                                                                : ""),
                                                question.title(question.source()),
                                                Lawful.jurisdiction(
                                                        question.policy(), question.source())))
                .distinct()
                .toList();
    }

    private static boolean sameJurisdiction(Question question, String home, String region) {
        return Lawful.jurisdiction(question.policy(), home)
                .equals(Lawful.jurisdiction(question.policy(), region));
    }

    private static List<String> abroadByTable(Question question) {
        FleetTable table = question.plan().table();
        if (table == null) {
            return List.of();
        }
        List<String> abroad = new ArrayList<>();
        for (String door : question.doors()) {
            table.door(door)
                    .forEach(
                            (name, shares) -> {
                                Service service = question.policy().service(name).orElse(null);
                                shares.keySet().stream()
                                        .filter(r -> !r.equals(door))
                                        .filter(
                                                r ->
                                                        service == null
                                                                || !Lawful.allowed(
                                                                        question.policy(),
                                                                        service,
                                                                        door,
                                                                        r))
                                        .forEach(
                                                r ->
                                                        abroad.add(
                                                                "%s of %s's numbers may not be handled in %s"
                                                                        .formatted(
                                                                                question.policy()
                                                                                        .serviceTitle(
                                                                                                name),
                                                                                question.title(
                                                                                        door),
                                                                                question.title(
                                                                                        r))));
                            });
        }
        return abroad;
    }
}
