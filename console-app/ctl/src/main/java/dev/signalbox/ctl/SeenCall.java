package dev.signalbox.ctl;

import dev.signalbox.model.cause.CallVerdict;
import dev.signalbox.model.journal.JournalSentences;
import dev.signalbox.model.target.Target;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Why one call ended, and where.
 *
 * @param region its name; empty when the agent does not say
 * @param bootId the run of the agent that the verdict's sequence belongs to
 */
record SeenCall(String region, String bootId, CallVerdict verdict) {

    private static final String INDENT = " ".repeat(14);

    ObjectNode json() {
        return CausesJson.call(region, bootId, verdict);
    }

    /** When, where and why in one line, then the reason and the evidence. */
    List<String> text() {
        List<String> lines = new ArrayList<>();
        String service = verdict.service().isEmpty() ? "no service named" : verdict.service();
        Target.Trunk trunk = verdict.trunk();
        String carrier = trunk == null ? "" : ", by " + trunk.carrier();
        String what =
                (verdict.suspected() ? "suspected " : "")
                        + Json.name(verdict.tag().side())
                        + ": "
                        + verdict.tag().text()
                        + (verdict.given() == verdict.tag()
                                ? ""
                                : ", its ending alone said " + verdict.given().text());
        lines.addAll(
                StatusText.indented(
                        JournalSentences.clock(verdict.endedAt()) + "  ",
                        INDENT,
                        what + "; " + service + " in " + region + carrier));
        lines.addAll(StatusText.indented(INDENT, INDENT, "call " + verdict.callId()));
        if (!verdict.reason().isEmpty()) {
            lines.addAll(StatusText.indented(INDENT, INDENT, verdict.reason()));
        }
        for (String evidence : verdict.evidence()) {
            lines.addAll(StatusText.indented(INDENT + "- ", INDENT + "  ", evidence));
        }
        return lines;
    }
}
