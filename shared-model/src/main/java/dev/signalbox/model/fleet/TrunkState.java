package dev.signalbox.model.fleet;

/** The state of a trunk as people see it. */
public enum TrunkState {
    /** Enough calls, none of them failing. */
    WELL(Severity.WELL),
    /** Too few calls to say: neither healthy nor failed. */
    INSUFFICIENT(Severity.WELL),
    /** One kind of evidence speaks against it. */
    SUSPECT(Severity.MINOR),
    /** Diagnosed as broken, and new calls still go there. */
    FAILING(Severity.CRITICAL),
    /** Diagnosed as broken, new calls go elsewhere. */
    EXCLUDED(Severity.MAJOR),
    /** Being taken back in stages. */
    RETURNING(Severity.MINOR);

    private final Severity severity;

    TrunkState(Severity severity) {
        this.severity = severity;
    }

    /** How much it needs a person. */
    public Severity severity() {
        return severity;
    }
}
