package dev.signalbox.agent.decide;

import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.measure.Symptom;
import java.util.List;

/**
 * What it takes to move automatically: two independent kinds of evidence, or mirrored calls from an
 * authenticated sender with enough samples. Mirrored packets can be forged or lost; a probe sees
 * one road only.
 */
final class EvidenceRule {

    static final String NAME = "evidence";

    private EvidenceRule() {}

    static GuardResult judge(List<Symptom> symptoms) {
        boolean authenticated =
                symptoms.stream().anyMatch(s -> s.source() == Symptom.Source.MIRROR_AUTHENTICATED);
        boolean mirror = symptoms.stream().anyMatch(s -> s.source() != Symptom.Source.PROBE);
        boolean probe = symptoms.stream().anyMatch(s -> s.source() == Symptom.Source.PROBE);
        if (authenticated) {
            return pass("calls mirrored by an authenticated sender");
        }
        if (mirror && probe) {
            return pass("two independent kinds: mirrored calls and probes");
        }
        String found =
                mirror ? "mirrored calls from a sender without key or private link" : "probes";
        return new GuardResult(
                NAME,
                GuardResult.Verdict.BLOCK,
                "only one kind of evidence: "
                        + (symptoms.isEmpty() ? "none left" : found)
                        + "; two are needed");
    }

    private static GuardResult pass(String detail) {
        return new GuardResult(NAME, GuardResult.Verdict.PASS, detail);
    }
}
