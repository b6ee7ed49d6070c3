package dev.signalbox.world.story;

import java.util.List;

/** A story that cannot be told; names every wrong line. */
public final class StoryException extends Exception {

    private static final long serialVersionUID = 1;

    /** All errors, one per line of the message. */
    public StoryException(List<String> errors) {
        super(String.join(System.lineSeparator(), errors));
    }
}
