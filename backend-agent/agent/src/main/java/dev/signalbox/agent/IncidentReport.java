package dev.signalbox.agent;

import dev.signalbox.agent.decide.CoolDown;
import dev.signalbox.model.fleet.IncidentView;
import dev.signalbox.model.fleet.TrunkState;
import dev.signalbox.model.journal.DecisionState;
import dev.signalbox.model.journal.DecisionState.Moved;
import dev.signalbox.model.journal.DecisionState.OpenDiagnosis;
import dev.signalbox.model.journal.DiagnosisCode;
import dev.signalbox.model.journal.DiagnosisTitle;
import dev.signalbox.model.ladder.ServiceRoute;
import dev.signalbox.model.measure.Picture;
import dev.signalbox.model.measure.ProbeState;
import dev.signalbox.model.measure.TrunkPicture;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Service;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.Now;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts an open diagnosis into words: what is wrong, what was done, what comes next. Pure. */
final class IncidentReport {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private final Policy policy;
    private final DecisionState state;
    private final Picture picture;
    private final long journalMillis;
    private final Now now;

    /**
     * Puts into words what holds at one moment.
     *
     * @param journalMillis {@code now} on the journal's own time line
     */
    IncidentReport(
            Policy policy, DecisionState state, Picture picture, long journalMillis, Now now) {
        this.policy = policy;
        this.state = state;
        this.picture = picture;
        this.journalMillis = journalMillis;
        this.now = now;
    }

    /** The incident of a trunk that has an open diagnosis. */
    IncidentView of(Target.Trunk trunk, TrunkState trunkState) {
        OpenDiagnosis open = Objects.requireNonNull(state.diagnoses().get(trunk));
        Moved moved = movedBecauseOf(open, trunk);
        Instant nextAt = moved == null || moved.sharePercent() > 0 ? null : coolDownEnd(moved);
        return new IncidentView(
                open.id(),
                trunk,
                trunkState.severity(),
                title(trunk, trunkState, open),
                detail(trunkState, open),
                action(open, moved),
                next(trunk, moved, nextAt),
                nextAt,
                open.since(),
                open.decisions());
    }

    /**
     * The incident of anything that has an open diagnosis and is no trunk.
     *
     * @param region whose agent reports
     */
    IncidentView of(Target target, String region) {
        OpenDiagnosis open = Objects.requireNonNull(state.diagnoses().get(target));
        if (target instanceof Target.Provider provider) {
            return new ProviderIncident(policy, region, state, journalMillis, now)
                    .of(provider, open);
        }
        Finding finding =
                target instanceof Target.Service service
                                && open.code() == DiagnosisCode.CALLERS_HEAR_SILENCE
                        ? silence(service, region, open.code())
                        : Finding.of(policy, region, target, open.code());
        IncidentView incident =
                new IncidentView(
                        open.id(),
                        target,
                        finding.severity(),
                        DiagnosisTitle.of(policy, target, open.code()),
                        detail(TrunkState.FAILING, open),
                        finding.action(),
                        finding.next(),
                        null,
                        open.since(),
                        open.decisions());
        return open.code() == DiagnosisCode.CALLERS_MISUNDERSTOOD ? incident.ofIntent() : incident;
    }

    /** Silence that a broken provider explains is not searched for elsewhere. */
    private Finding silence(Target.Service target, String region, DiagnosisCode code) {
        Finding unexplained = Finding.of(policy, region, target, code);
        Service service = policy.service(target.name()).orElse(null);
        if (service == null) {
            return unexplained;
        }
        ServiceRoute route = ServiceRoute.of(policy, region, service, state.breakers());
        return route.choices().entrySet().stream()
                .flatMap(chain -> chain.getValue().stream())
                .map(ServiceRoute.Choice::provider)
                .filter(provider -> state.diagnoses().containsKey(provider))
                .findFirst()
                .map(provider -> unexplained.because(words(provider), route.rung()))
                .orElse(unexplained);
    }

    private String words(Target.Provider provider) {
        OpenDiagnosis open = Objects.requireNonNull(state.diagnoses().get(provider));
        return DiagnosisTitle.of(policy, provider, open.code());
    }

    private @Nullable Moved movedBecauseOf(OpenDiagnosis open, Target.Trunk trunk) {
        Moved moved = state.moved().get(trunk);
        return moved != null && moved.diagnosisId().equals(open.id()) ? moved : null;
    }

    private String title(Target.Trunk trunk, TrunkState trunkState, OpenDiagnosis open) {
        if (trunkState == TrunkState.RETURNING) {
            return policy.carrierTitle(trunk.carrier()) + " is being taken back";
        }
        return DiagnosisTitle.of(policy, trunk, open.code());
    }

    /** The numbers of the diagnosis: its sentence without the part that the title says already. */
    private static String detail(TrunkState trunkState, OpenDiagnosis open) {
        String numbers = open.sentence().substring(open.sentence().indexOf(": ") + 1).strip();
        if (trunkState != TrunkState.RETURNING) {
            return numbers;
        }
        return "Before it: " + numbers;
    }

    private String action(OpenDiagnosis open, @Nullable Moved moved) {
        if (moved == null) {
            return open.refusal() == null ? "Not moved yet" : open.refusal().sentence();
        }
        String to =
                moved.to().stream()
                        .map(t -> policy.carrierTitle(t.carrier()))
                        .collect(Collectors.joining(", "));
        String since = CLOCK.format(moved.stageSince());
        if (!moved.confirmed()) {
            return "Being moved to " + to + ": the router has not confirmed yet";
        }
        return switch (moved.sharePercent()) {
            case 0 -> "New calls go to " + to + " since " + since;
            case 100 -> "Has all its new calls again since " + since;
            default ->
                    "Taken back in stages: "
                            + moved.sharePercent()
                            + " % of its new calls since "
                            + since;
        };
    }

    private String next(Target.Trunk trunk, @Nullable Moved moved, @Nullable Instant nextAt) {
        if (moved == null) {
            return "";
        }
        if (state.brake() != null) {
            return "No return while the brake is on";
        }
        if (nextAt == null) {
            return moved.sharePercent() < 100
                    ? "Next stage when its calls go well"
                    : "Closes when its calls go on well";
        }
        return nextAt.isAfter(now.wall())
                ? "Return begins at " + CLOCK.format(nextAt) + " at the earliest"
                : "Return begins when " + proofAwaited(trunk);
    }

    private String proofAwaited(Target.Trunk trunk) {
        boolean callable = policy.trunk(trunk).map(Trunk::testNumber).isPresent();
        ProbeState options =
                picture.of(trunk).map(TrunkPicture::options).orElse(ProbeState.UNKNOWN);
        if (options == ProbeState.FAILING || options == ProbeState.RECOVERING) {
            return "it answers OPTIONS again";
        }
        return callable ? "test calls get through" : "it answers OPTIONS again";
    }

    private Instant coolDownEnd(Moved moved) {
        Duration coolDown = CoolDown.of(policy.thresholds().coolDown(), moved.exclusions());
        long leftMillis = moved.outSinceMillis() + coolDown.toMillis() - journalMillis;
        return now.wall().plusMillis(leftMillis);
    }
}
