package dev.signalbox.model.quorum;

import java.util.Locale;

/**
 * What one observer says of a region's edge: the SBCs where its calls come in and go out.
 *
 * @param observer the region whose agent says it; for a carrier's view the door that was asked
 * @param view how it knows
 * @param about name of the region it is about
 * @param sentence with the numbers it rests on, for people
 * @param samples how many observations
 */
public record Word(
        String observer, View view, String about, Reach reach, String sentence, int samples) {

    /** Independent ways to know of a region. */
    public enum View {
        /** The region's own agent, next to its edge. */
        OWN,
        /** Another region's agent, by SIP OPTIONS to the edge. */
        PEER,
        /** Those who deliver its calls, asked at its front door. */
        CARRIER;

        /** As in records and JSON. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether the edge takes calls. */
    public enum Reach {
        ANSWERS,
        SILENT,
        /** The observer does not know, or is not heard of any more: says nothing either way. */
        UNKNOWN;

        /** As in records and JSON. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Who says it, about whom and how: a later word with the same key replaces an earlier one. */
    public String key() {
        return about + " by " + view.text() + " " + observer;
    }
}
