package dev.signalbox.model.contract;

import dev.signalbox.model.ai.Rung;
import dev.signalbox.model.fleet.AgentStatus.JournalCondition;
import dev.signalbox.model.fleet.PathView;
import dev.signalbox.model.fleet.ProviderView;
import dev.signalbox.model.fleet.Severity;
import dev.signalbox.model.fleet.TrunkState;
import dev.signalbox.model.measure.ProbeState;
import dev.signalbox.model.policy.Rules;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.v1.Direction;
import dev.signalbox.v1.RuleMode;

/**
 * Enums of the contract and of the model, each to the other. A value this program does not know
 * becomes the most careful one: nothing is called well, proven or acting because it was not
 * understood.
 */
final class ContractEnums {

    private ContractEnums() {}

    static dev.signalbox.v1.Severity toContract(Severity severity) {
        return switch (severity) {
            case WELL -> dev.signalbox.v1.Severity.SEVERITY_WELL;
            case MINOR -> dev.signalbox.v1.Severity.SEVERITY_MINOR;
            case MAJOR -> dev.signalbox.v1.Severity.SEVERITY_MAJOR;
            case CRITICAL -> dev.signalbox.v1.Severity.SEVERITY_CRITICAL;
        };
    }

    static Severity fromContract(dev.signalbox.v1.Severity severity) {
        return switch (severity) {
            case SEVERITY_WELL -> Severity.WELL;
            case SEVERITY_MINOR, SEVERITY_UNSPECIFIED, UNRECOGNIZED -> Severity.MINOR;
            case SEVERITY_MAJOR -> Severity.MAJOR;
            case SEVERITY_CRITICAL -> Severity.CRITICAL;
        };
    }

    static dev.signalbox.v1.PathState toContract(PathView.State state) {
        return switch (state) {
            case WELL -> dev.signalbox.v1.PathState.PATH_STATE_WELL;
            case INSUFFICIENT -> dev.signalbox.v1.PathState.PATH_STATE_INSUFFICIENT;
            case POOR -> dev.signalbox.v1.PathState.PATH_STATE_POOR;
            case DOWN -> dev.signalbox.v1.PathState.PATH_STATE_DOWN;
        };
    }

    static PathView.State fromContract(dev.signalbox.v1.PathState state) {
        return switch (state) {
            case PATH_STATE_WELL -> PathView.State.WELL;
            case PATH_STATE_INSUFFICIENT, PATH_STATE_UNSPECIFIED, UNRECOGNIZED ->
                    PathView.State.INSUFFICIENT;
            case PATH_STATE_POOR -> PathView.State.POOR;
            case PATH_STATE_DOWN -> PathView.State.DOWN;
        };
    }

    static dev.signalbox.v1.ProviderState toContract(ProviderView.State state) {
        return switch (state) {
            case WELL -> dev.signalbox.v1.ProviderState.PROVIDER_STATE_WELL;
            case INSUFFICIENT -> dev.signalbox.v1.ProviderState.PROVIDER_STATE_INSUFFICIENT;
            case SLOW -> dev.signalbox.v1.ProviderState.PROVIDER_STATE_SLOW;
            case OVER_QUOTA -> dev.signalbox.v1.ProviderState.PROVIDER_STATE_OVER_QUOTA;
            case FAILING -> dev.signalbox.v1.ProviderState.PROVIDER_STATE_FAILING;
            case OPEN -> dev.signalbox.v1.ProviderState.PROVIDER_STATE_OPEN;
            case TRIAL -> dev.signalbox.v1.ProviderState.PROVIDER_STATE_TRIAL;
            case CLOSING -> dev.signalbox.v1.ProviderState.PROVIDER_STATE_CLOSING;
        };
    }

    static ProviderView.State fromContract(dev.signalbox.v1.ProviderState state) {
        return switch (state) {
            case PROVIDER_STATE_WELL -> ProviderView.State.WELL;
            case PROVIDER_STATE_INSUFFICIENT, PROVIDER_STATE_UNSPECIFIED, UNRECOGNIZED ->
                    ProviderView.State.INSUFFICIENT;
            case PROVIDER_STATE_SLOW -> ProviderView.State.SLOW;
            case PROVIDER_STATE_OVER_QUOTA -> ProviderView.State.OVER_QUOTA;
            case PROVIDER_STATE_FAILING -> ProviderView.State.FAILING;
            case PROVIDER_STATE_OPEN -> ProviderView.State.OPEN;
            case PROVIDER_STATE_TRIAL -> ProviderView.State.TRIAL;
            case PROVIDER_STATE_CLOSING -> ProviderView.State.CLOSING;
        };
    }

    static dev.signalbox.v1.Rung toContract(Rung rung) {
        return switch (rung) {
            case PRIMARY -> dev.signalbox.v1.Rung.RUNG_PRIMARY;
            case DEGRADED -> dev.signalbox.v1.Rung.RUNG_DEGRADED;
            case HUMAN_QUEUE -> dev.signalbox.v1.Rung.RUNG_HUMAN_QUEUE;
            case EMERGENCY -> dev.signalbox.v1.Rung.RUNG_EMERGENCY;
        };
    }

    static Rung fromContract(dev.signalbox.v1.Rung rung) {
        return switch (rung) {
            case RUNG_PRIMARY -> Rung.PRIMARY;
            case RUNG_DEGRADED, RUNG_UNSPECIFIED, UNRECOGNIZED -> Rung.DEGRADED;
            case RUNG_HUMAN_QUEUE -> Rung.HUMAN_QUEUE;
            case RUNG_EMERGENCY -> Rung.EMERGENCY;
        };
    }

    static dev.signalbox.v1.TrunkState toContract(TrunkState state) {
        return switch (state) {
            case WELL -> dev.signalbox.v1.TrunkState.TRUNK_STATE_WELL;
            case INSUFFICIENT -> dev.signalbox.v1.TrunkState.TRUNK_STATE_INSUFFICIENT;
            case SUSPECT -> dev.signalbox.v1.TrunkState.TRUNK_STATE_SUSPECT;
            case FAILING -> dev.signalbox.v1.TrunkState.TRUNK_STATE_FAILING;
            case EXCLUDED -> dev.signalbox.v1.TrunkState.TRUNK_STATE_EXCLUDED;
            case RETURNING -> dev.signalbox.v1.TrunkState.TRUNK_STATE_RETURNING;
        };
    }

    static TrunkState fromContract(dev.signalbox.v1.TrunkState state) {
        return switch (state) {
            case TRUNK_STATE_WELL -> TrunkState.WELL;
            case TRUNK_STATE_INSUFFICIENT, TRUNK_STATE_UNSPECIFIED, UNRECOGNIZED ->
                    TrunkState.INSUFFICIENT;
            case TRUNK_STATE_SUSPECT -> TrunkState.SUSPECT;
            case TRUNK_STATE_FAILING -> TrunkState.FAILING;
            case TRUNK_STATE_EXCLUDED -> TrunkState.EXCLUDED;
            case TRUNK_STATE_RETURNING -> TrunkState.RETURNING;
        };
    }

    static Direction toContract(Trunk.Direction direction) {
        return switch (direction) {
            case INBOUND -> Direction.DIRECTION_INBOUND;
            case OUTBOUND -> Direction.DIRECTION_OUTBOUND;
            case BOTH -> Direction.DIRECTION_BOTH;
        };
    }

    static Trunk.Direction fromContract(Direction direction) {
        return switch (direction) {
            case DIRECTION_INBOUND -> Trunk.Direction.INBOUND;
            case DIRECTION_OUTBOUND -> Trunk.Direction.OUTBOUND;
            case DIRECTION_BOTH, DIRECTION_UNSPECIFIED, UNRECOGNIZED -> Trunk.Direction.BOTH;
        };
    }

    static dev.signalbox.v1.ProbeState toContract(ProbeState state) {
        return switch (state) {
            case UNKNOWN -> dev.signalbox.v1.ProbeState.PROBE_STATE_UNKNOWN;
            case UNPROBEABLE -> dev.signalbox.v1.ProbeState.PROBE_STATE_UNPROBEABLE;
            case GOOD -> dev.signalbox.v1.ProbeState.PROBE_STATE_GOOD;
            case FAILING -> dev.signalbox.v1.ProbeState.PROBE_STATE_FAILING;
            case RECOVERING -> dev.signalbox.v1.ProbeState.PROBE_STATE_RECOVERING;
        };
    }

    static ProbeState fromContract(dev.signalbox.v1.ProbeState state) {
        return switch (state) {
            case PROBE_STATE_UNKNOWN, PROBE_STATE_UNSPECIFIED, UNRECOGNIZED -> ProbeState.UNKNOWN;
            case PROBE_STATE_UNPROBEABLE -> ProbeState.UNPROBEABLE;
            case PROBE_STATE_GOOD -> ProbeState.GOOD;
            case PROBE_STATE_FAILING -> ProbeState.FAILING;
            case PROBE_STATE_RECOVERING -> ProbeState.RECOVERING;
        };
    }

    static dev.signalbox.v1.JournalCondition toContract(JournalCondition condition) {
        return switch (condition) {
            case GOOD -> dev.signalbox.v1.JournalCondition.JOURNAL_CONDITION_GOOD;
            case UNWRITABLE -> dev.signalbox.v1.JournalCondition.JOURNAL_CONDITION_UNWRITABLE;
            case BROKEN -> dev.signalbox.v1.JournalCondition.JOURNAL_CONDITION_BROKEN;
        };
    }

    static JournalCondition fromContract(dev.signalbox.v1.JournalCondition condition) {
        return switch (condition) {
            case JOURNAL_CONDITION_GOOD -> JournalCondition.GOOD;
            case JOURNAL_CONDITION_UNWRITABLE, JOURNAL_CONDITION_UNSPECIFIED, UNRECOGNIZED ->
                    JournalCondition.UNWRITABLE;
            case JOURNAL_CONDITION_BROKEN -> JournalCondition.BROKEN;
        };
    }

    static RuleMode toContract(Rules.Mode mode) {
        return switch (mode) {
            case OBSERVE -> RuleMode.RULE_MODE_OBSERVE;
            case ENFORCE -> RuleMode.RULE_MODE_ENFORCE;
        };
    }

    static Rules.Mode fromContract(RuleMode mode) {
        return switch (mode) {
            case RULE_MODE_OBSERVE, RULE_MODE_UNSPECIFIED, UNRECOGNIZED -> Rules.Mode.OBSERVE;
            case RULE_MODE_ENFORCE -> Rules.Mode.ENFORCE;
        };
    }
}
