package dev.signalbox.world.door;

/** An order that no door can take; the message says what is wrong and what to send instead. */
final class BadOrderException extends Exception {

    private static final long serialVersionUID = 1;

    BadOrderException(String message) {
        super(message);
    }
}
