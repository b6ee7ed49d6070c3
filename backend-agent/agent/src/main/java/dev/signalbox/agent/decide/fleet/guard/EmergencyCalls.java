package dev.signalbox.agent.decide.fleet.guard;

import dev.signalbox.agent.decide.fleet.guard.FleetGuard.Finding;
import dev.signalbox.agent.decide.fleet.guard.FleetGuard.Judge;

/**
 * Emergency calls never move: a number's address is registered for its own region. The policy names
 * no emergency number and no registered address, and neither can be probed by calling; so this says
 * what is not known, and is no reason to believe that all is well.
 */
final class EmergencyCalls implements Judge {

    @Override
    public Finding judge(Question question) {
        if (question.plan().moves().isEmpty()) {
            return Finding.pass("no call moves");
        }
        String source = question.title(question.source());
        String unknown =
                "no emergency number is configured in the policy: that "
                        + source
                        + "'s front door keeps such calls, and that each number's address is registered, cannot be seen from here";
        return Finding.warn(
                question.sourceLost()
                        ? unknown
                                + ". "
                                + source
                                + " is lost: until it is back they depend on the carriers"
                        : unknown);
    }
}
