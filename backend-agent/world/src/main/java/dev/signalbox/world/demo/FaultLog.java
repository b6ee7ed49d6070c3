package dev.signalbox.world.demo;

import dev.signalbox.model.target.Target;
import dev.signalbox.world.story.Story;
import dev.signalbox.world.voice.Truth;
import dev.signalbox.world.worker.ProviderUse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the story has broken so far. Thread-safe. */
final class FaultLog {

    private final List<ScriptedFault> faults = new ArrayList<>();

    /** A step of the story was taken; a fault that follows another one of its target ends it. */
    synchronized void happened(Story.Step step, Instant at) {
        faults.replaceAll(
                fault ->
                        fault.target().equals(step.target())
                                        && fault.healedAt() == null
                                        && step.verb().ends(fault.verb())
                                ? fault.healed(at)
                                : fault);
        if (step.verb().breaks()) {
            faults.add(new ScriptedFault(step.text(), step.target(), step.verb(), at, null, null));
        }
    }

    /** All so far, oldest first, without knowing where calls went. */
    synchronized List<ScriptedFault> faults() {
        return List.copyOf(faults);
    }

    /**
     * All so far, oldest first, with the moments at which new calls went elsewhere.
     *
     * @param trunks what the world knows of its trunks
     * @param uses calls put on providers
     * @param jurisdictions of providers
     */
    List<ScriptedFault> faults(
            List<Truth.Fault> trunks,
            List<ProviderUse> uses,
            Map<Target.Provider, String> jurisdictions) {
        return faults().stream()
                .map(fault -> fault.rerouted(rerouted(fault, trunks, uses, jurisdictions)))
                .toList();
    }

    private static @Nullable Long rerouted(
            ScriptedFault fault,
            List<Truth.Fault> trunks,
            List<ProviderUse> uses,
            Map<Target.Provider, String> jurisdictions) {
        return switch (fault.target()) {
            case Target.Trunk trunk -> ofTrunk(fault, trunk, trunks);
            case Target.Provider provider ->
                    uses.stream()
                            .filter(use -> !use.at().isBefore(fault.startedAt()))
                            .filter(use -> fault.active(use.at(), Duration.ZERO))
                            .filter(use -> stepsIn(use.provider(), provider, jurisdictions))
                            .map(use -> Duration.between(fault.startedAt(), use.at()).toMillis())
                            .findFirst()
                            .orElse(null);
            case Target.Region _,
                    Target.Carrier _,
                    Target.Path _,
                    Target.Dependency _,
                    Target.Service _ ->
                    null;
        };
    }

    private static @Nullable Long ofTrunk(
            ScriptedFault fault, Target.Trunk trunk, List<Truth.Fault> trunks) {
        // The world notes a fault when its thread comes to it, a moment after the story's step.
        for (Truth.Fault known : trunks) {
            if (known.target().equals(trunk)
                    && !known.startedAt().isBefore(fault.startedAt())
                    && fault.active(known.startedAt(), Duration.ZERO)) {
                return known.reroutedMillis();
            }
        }
        return null;
    }

    /** Takes the calls of {@code broken}: the same stage, the same jurisdiction. */
    static boolean stepsIn(
            Target.Provider provider,
            Target.Provider broken,
            Map<Target.Provider, String> jurisdictions) {
        return !provider.equals(broken)
                && provider.stage().equals(broken.stage())
                && jurisdictions
                        .getOrDefault(provider, "")
                        .equals(jurisdictions.getOrDefault(broken, "?"));
    }
}
