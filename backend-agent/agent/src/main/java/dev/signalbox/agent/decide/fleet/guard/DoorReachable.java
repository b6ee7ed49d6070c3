package dev.signalbox.agent.decide.fleet.guard;

import dev.signalbox.agent.decide.fleet.FleetPicture;
import dev.signalbox.agent.decide.fleet.guard.FleetGuard.Finding;
import dev.signalbox.agent.decide.fleet.guard.FleetGuard.Judge;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** Calls of a region's numbers move only at the front door of those who deliver them. */
final class DoorReachable implements Judge {

    @Override
    public Finding judge(Question question) {
        SortedSet<String> doors = question.doors();
        if (doors.isEmpty()) {
            doors.add(question.source());
        }
        List<String> missing = new ArrayList<>();
        List<String> unread = new ArrayList<>();
        List<String> good = new ArrayList<>();
        long ageMillisMax = question.limits().evidenceAgeMillisMax();
        for (String door : doors) {
            String title = question.title(door) + "'s front door";
            FleetPicture.SeenDoor seen = question.picture().doors().get(door);
            if (question.policy().door(door).isEmpty()) {
                missing.add(question.title(door));
            } else if (seen == null) {
                unread.add(title + " was never read");
            } else if (!seen.problem().isEmpty()) {
                unread.add(title + ": " + seen.problem());
            } else if (seen.ageMillis() > ageMillisMax) {
                unread.add(
                        "%s was read %d ms ago, at most %d ms"
                                .formatted(title, seen.ageMillis(), ageMillisMax));
            } else {
                good.add("%s read %d ms ago".formatted(title, seen.ageMillis()));
            }
        }
        if (!missing.isEmpty()) {
            return Finding.hard(
                    String.join(" and ", missing)
                            + " has no front door in the policy: nothing can move these calls");
        }
        return unread.isEmpty()
                ? Finding.pass(String.join(", ", good))
                : Finding.block(String.join("; ", unread));
    }
}
