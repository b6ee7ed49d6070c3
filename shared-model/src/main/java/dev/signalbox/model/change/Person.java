package dev.signalbox.model.change;

/**
 * Somebody who asks for something.
 *
 * @param name from the certificate; where there are none (plain gRPC on loopback) as they say
 * @param role what they may do
 */
public record Person(String name, Role role) {}
