package dev.signalbox.agent.decide.fleet.guard;

import dev.signalbox.agent.decide.fleet.guard.FleetGuard.Finding;
import dev.signalbox.agent.decide.fleet.guard.FleetGuard.Judge;

/**
 * Emergency calls never move: a number's address is registered for its own region. What can be
 * known from here is that front doors keep them; the registration cannot be probed by calling.
 */
final class EmergencyCalls implements Judge {

    @Override
    public Finding judge(Question question) {
        String kept =
                "emergency calls stay in "
                        + question.title(question.source())
                        + ", its front door keeps them there; whether each number's address is registered cannot be seen from here";
        return question.sourceLost()
                ? Finding.warn(
                        kept
                                + ". "
                                + question.title(question.source())
                                + " is lost: until it is back they depend on the carriers")
                : Finding.pass(kept);
    }
}
