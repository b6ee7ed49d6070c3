package dev.signalbox.agent.trust;

import dev.signalbox.model.change.Role;
import dev.signalbox.model.trust.Peer;
import java.util.Locale;
import java.util.Optional;

/** What can be asked of an agent, and who may. */
enum Question {
    WATCH("Watch", "watching", Role.VIEWER, true),
    READ_JOURNAL("ReadJournal", "reading journals", Role.VIEWER, true),
    VERIFY_JOURNAL("VerifyJournal", "verifying the journal", Role.VIEWER, false),
    READ_CALLS("ReadCalls", "reading calls", Role.VIEWER, false),
    LIST_JOURNALS("ListJournals", "listing journals", Role.VIEWER, false),
    READ_RECORDING("ReadRecording", "reading the recording", Role.VIEWER, false),
    SET_BRAKE("SetBrake", "setting the brake", Role.OPERATOR, false),
    SET_PIN("SetPin", "setting a pin", Role.OPERATOR, false),
    MAKE_PLAN("MakePlan", "making a plan", Role.OPERATOR, false),
    /** Approving needs more: the service that knows the step asks for it. */
    CHANGE_PLAN("ChangePlan", "changing a plan", Role.OPERATOR, false);

    private final String method;
    private final String words;
    private final Role needed;
    private final boolean agentsMay;

    Question(String method, String words, Role needed, boolean agentsMay) {
        this.method = method;
        this.words = words;
        this.needed = needed;
        this.agentsMay = agentsMay;
    }

    /** The question a method of the contract asks; empty for one that nobody was told about. */
    static Optional<Question> of(String method) {
        for (Question question : values()) {
            if (question.method.equals(method)) {
                return Optional.of(question);
            }
        }
        return Optional.empty();
    }

    /** Why this one may not ask it; empty when they may. */
    Optional<String> refusal(Peer peer) {
        return switch (peer) {
            case Peer.Agent agent ->
                    agentsMay
                            ? Optional.empty()
                            : Optional.of(
                                    agent.words()
                                            + " is an agent: agents only watch and read journals; "
                                            + words
                                            + " needs a person");
            case Peer.SomePerson known ->
                    known.person().role().atLeast(needed)
                            ? Optional.empty()
                            : Optional.of(
                                    known.person().name()
                                            + " is "
                                            + one(known.person().role())
                                            + "; "
                                            + words
                                            + " needs "
                                            + one(needed));
        };
    }

    private static String one(Role role) {
        String text = role.text().toLowerCase(Locale.ROOT);
        return ("aeiou".indexOf(text.charAt(0)) >= 0 ? "an " : "a ") + text;
    }
}
