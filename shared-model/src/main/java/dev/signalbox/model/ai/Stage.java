package dev.signalbox.model.ai;

import java.util.Locale;
import java.util.Optional;

/** The part of a conversation that a provider serves. */
public enum Stage {
    /** Speech to text. */
    STT,
    /** The language model. */
    LLM,
    /** Text to speech. */
    TTS,
    /** Speech to speech in one. */
    REALTIME;

    /** As in targets and files: {@code llm}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads {@link #text()}. */
    public static Optional<Stage> of(String text) {
        for (Stage stage : values()) {
            if (stage.text().equals(text)) {
                return Optional.of(stage);
            }
        }
        return Optional.empty();
    }
}
