/**
 * What an installation wants: regions, carriers, trunks, services, thresholds, rules. Imports
 * model.ai, model.net, model.sip (places of URIs), model.target and the JDK.
 */
@NullMarked
package dev.signalbox.model.policy;

import org.jspecify.annotations.NullMarked;
