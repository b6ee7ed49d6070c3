package dev.signalbox.model.journal;

/** Named verdicts. Their text form is lower case and stays the same for ever. */
public enum DiagnosisCode {
    /** New INVITEs get no response at all. */
    TRUNK_NOT_ANSWERING,
    /** New INVITEs are refused by the carrier. */
    TRUNK_REJECTING
}
