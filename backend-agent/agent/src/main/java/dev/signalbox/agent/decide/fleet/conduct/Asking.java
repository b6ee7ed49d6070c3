package dev.signalbox.agent.decide.fleet.conduct;

import dev.signalbox.agent.decide.fleet.FleetPicture;
import dev.signalbox.model.quorum.FleetCommand.Ask;

/**
 * Names commands by what they are about and the state they follow from, never by chance: two
 * leaders that see the same ask for the same, once. After any record the name is another one, so
 * that a refusal is not for ever.
 */
record Asking(FleetPicture picture) {

    /** The ask for one kind of step about one thing. */
    Ask ask(String kind, String about, long stage) {
        String id =
                "conduct/%s/%s/%d/%d/%d"
                        .formatted(
                                kind,
                                about,
                                stage,
                                picture.state().table().epoch(),
                                picture.state().position().sequence());
        return new Ask(id, picture.self(), picture.now().wall());
    }
}
