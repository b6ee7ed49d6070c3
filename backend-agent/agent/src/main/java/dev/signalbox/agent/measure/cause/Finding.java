package dev.signalbox.agent.measure.cause;

import dev.signalbox.model.cause.Tag;
import java.util.List;

/**
 * Why a call ended, judged from what is known of it.
 *
 * @param suspected infrastructure is suspected only
 * @param given what the ending alone says
 * @param reason one sentence
 * @param evidence short sentences
 * @param unknownEnding what no table knows; empty when the table knows it
 */
record Finding(
        Tag tag,
        boolean suspected,
        Tag given,
        String reason,
        List<String> evidence,
        String unknownEnding) {

    Finding {
        evidence = List.copyOf(evidence);
    }
}
