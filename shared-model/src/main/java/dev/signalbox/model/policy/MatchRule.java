package dev.signalbox.model.policy;

import dev.signalbox.model.sip.UriPlace;

/** What an INVITE has to show to be a trunk's call, where its addresses do not tell. */
public sealed interface MatchRule {

    /**
     * A header has this value.
     *
     * @param name in any case
     * @param value the whole value of its first line, ASCII letters in any case
     */
    record Header(String name, String value) implements MatchRule {}

    /**
     * A URI has this host.
     *
     * @param host without port, IPv6 without brackets, ASCII letters in any case
     */
    record Host(UriPlace place, String host) implements MatchRule {}
}
