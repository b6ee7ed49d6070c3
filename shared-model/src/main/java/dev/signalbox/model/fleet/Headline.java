package dev.signalbox.model.fleet;

/**
 * The sentence at the top: what is wrong, for whom, what was done, what callers hear now. One calm
 * line when all is well.
 *
 * @param severity the worst of what it speaks of; decides the sign beside it
 * @param sentence one sentence, some 150 characters where it can be cut
 * @param reason why, how fast, what comes next; may be empty
 */
public record Headline(Severity severity, String sentence, String reason) {}
