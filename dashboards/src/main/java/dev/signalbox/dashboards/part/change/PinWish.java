package dev.signalbox.dashboards.part.change;

import dev.signalbox.model.target.Target;

/**
 * A target that somebody wants to keep automation away from, or to give back to it.
 *
 * @param title of the target, as people say it
 * @param on false to give it back
 */
public record PinWish(Target target, String title, boolean on) {

    /** What is asked for: {@code Pin Northwind in Frankfurt}. */
    public String heading() {
        return (on ? "Pin " : "Unpin ") + title;
    }

    /** What follows from it. */
    public String meaning() {
        return on
                ? "Automation leaves "
                        + title
                        + " as it is until the time is over or somebody unpins it. Plans by hand"
                        + " still work."
                : "Automation may move " + title + " again where its rules enforce.";
    }
}
