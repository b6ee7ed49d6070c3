package dev.signalbox.model.policy;

/**
 * A carrier of the policy.
 *
 * @param name as in targets
 * @param title the name people use
 */
public record Carrier(String name, String title) {}
