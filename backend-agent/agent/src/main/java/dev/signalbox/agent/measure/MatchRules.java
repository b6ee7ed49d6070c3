package dev.signalbox.agent.measure;

import dev.signalbox.model.policy.MatchRule;
import dev.signalbox.model.sip.SipMessage;
import java.util.List;

/** Whether an INVITE shows what a trunk's rules ask for. */
final class MatchRules {

    private MatchRules() {}

    /** True when one of them is fulfilled; none ask for nothing. */
    static boolean fulfilled(List<MatchRule> rules, SipMessage invite) {
        if (rules.isEmpty()) {
            return true;
        }
        for (MatchRule rule : rules) {
            boolean met =
                    switch (rule) {
                        case MatchRule.Header(String name, String value) ->
                                invite.header(name).isInAnyCase(value);
                        case MatchRule.Host(var place, String host) ->
                                invite.host(place).isInAnyCase(host);
                    };
            if (met) {
                return true;
            }
        }
        return false;
    }
}
