package dev.signalbox.model.policy;

import java.net.URI;

/**
 * Who delivers the calls to a region's numbers, and can deliver them to another region: the hosting
 * carrier's API, a DNS or load balancer service, through a small web service in front of it
 * (docs/doors.md).
 *
 * @param region whose numbers
 * @param url where its shares are read and set
 */
public record Door(String region, URI url) {}
