package dev.signalbox.model.journal;

/**
 * Why something is believed, kept as it was at that moment.
 *
 * @param kind for example {@code unanswered_invites}
 * @param source for example {@code mirror_authenticated} or {@code probe}
 * @param samples how many observations
 * @param detail numbers in words
 */
public record Evidence(String kind, String source, int samples, String detail) {}
