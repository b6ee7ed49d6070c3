package dev.signalbox.world.demo;

import dev.signalbox.model.cause.Tag;
import dev.signalbox.model.target.Target;
import java.util.List;
import java.util.Map;

/** A world whose calls are answered by people: what happens to AI touches nobody. */
final class NoWorkers implements WorkerControl {

    @Override
    public void fail(Target.Provider provider) {}

    @Override
    public void slow(Target.Provider provider) {}

    @Override
    public void heal(Target.Provider provider) {}

    @Override
    public void misunderstand(Target.Service service) {}

    @Override
    public void rollBack(Target.Service service) {}

    @Override
    public Map<String, Tag> causes() {
        return Map.of();
    }

    @Override
    public List<Use> uses() {
        return List.of();
    }

    @Override
    public List<Failure> failures() {
        return List.of();
    }

    @Override
    public long spansSent() {
        return 0;
    }

    @Override
    public void close() {}
}
