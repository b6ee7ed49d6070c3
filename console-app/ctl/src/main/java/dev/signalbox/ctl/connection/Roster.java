package dev.signalbox.ctl.connection;

import dev.signalbox.model.fleet.FleetStanding;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.target.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Asks one agent after the other until one answers: what concerns the fleet may be asked of any of
 * them, what concerns a region only of its own. What all are asked they are asked at once.
 */
public final class Roster {

    private final List<Endpoint> endpoints;
    private final Map<Endpoint, String> regions;

    /**
     * @param endpoints in the order in which they are asked
     * @param regions whose agents they are, as far as that is known
     */
    public Roster(List<Endpoint> endpoints, Map<Endpoint, String> regions) {
        this.endpoints = List.copyOf(endpoints);
        this.regions = Map.copyOf(regions);
    }

    /** A question to an agent. */
    public interface Question<T> {
        T ask(Endpoint endpoint, AgentCalls agent) throws UnreachableException, RefusedException;
    }

    /** What one agent answered, or why it did not. */
    public sealed interface Answer<T> {

        /** Who was asked. */
        Endpoint endpoint();

        /** It answered. */
        record Got<T>(Endpoint endpoint, T value) implements Answer<T> {}

        /** It did not. */
        record Failed<T>(Endpoint endpoint, AgentException why) implements Answer<T> {}
    }

    /**
     * The answers of all agents, in their order. All are asked at once: one that hangs costs its
     * own deadline, and the others nothing.
     *
     * @param question asked by several threads
     */
    public <T> List<Answer<T>> all(Question<T> question) {
        List<Callable<Answer<T>>> asking =
                endpoints.stream()
                        .<Callable<Answer<T>>>map(e -> () -> answer(e, question))
                        .toList();
        List<Answer<T>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer<T>> each : threads.invokeAll(asking)) {
                answers.add(each.get());
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException own
                    ? own
                    : new IllegalStateException("an agent could not be asked", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while agents were asked", e);
        }
        return answers;
    }

    private static <T> Answer<T> answer(Endpoint endpoint, Question<T> question) {
        try (AgentCalls agent = new AgentCalls(endpoint)) {
            return new Answer.Got<>(endpoint, question.ask(endpoint, agent));
        } catch (AgentException e) {
            return new Answer.Failed<>(endpoint, e);
        }
    }

    /**
     * The first answer of any agent.
     *
     * @throws NoQuorumException when none decides and one says that it has no quorum
     * @throws UnreachableException when none answers
     * @throws RefusedException when the first that answers refuses
     */
    public <T> T any(Question<T> question) throws UnreachableException, RefusedException {
        return first(endpoints, question);
    }

    /**
     * The answer to what a majority has to decide. Who answers and is in touch with one is found
     * out of all at once, so that agents which are frozen or cut off cost one wait and not one
     * each.
     *
     * @throws NoQuorumException when none decides and one says that it has no quorum
     * @throws UnreachableException when none answers
     * @throws RefusedException when the first that answers refuses
     */
    public <T> T decided(Question<T> question) throws UnreachableException, RefusedException {
        Map<Endpoint, Sight> sights = sights();
        List<Endpoint> deciding = seen(sights, Sight.DECIDES);
        if (!deciding.isEmpty()) {
            return first(deciding, question);
        }
        List<Endpoint> alone = seen(sights, Sight.ALONE);
        if (!alone.isEmpty()) {
            // One says it in its own words; the others could only say the same, each after a wait.
            return first(alone.subList(0, 1), question);
        }
        return first(endpoints, question);
    }

    private enum Sight {
        DECIDES,
        ALONE,
        SILENT
    }

    private List<Endpoint> seen(Map<Endpoint, Sight> sights, Sight wanted) {
        return endpoints.stream().filter(e -> sights.get(e) == wanted).toList();
    }

    private Map<Endpoint, Sight> sights() {
        Map<Endpoint, Sight> sights = new HashMap<>();
        for (Answer<Sight> answer : all((_, agent) -> sight(agent))) {
            sights.put(
                    answer.endpoint(),
                    switch (answer) {
                        case Answer.Got<Sight> got -> got.value();
                        // Who refuses answers: what it refuses it says to the question itself.
                        case Answer.Failed<Sight> failed ->
                                failed.why() instanceof RefusedException
                                        ? Sight.DECIDES
                                        : Sight.SILENT;
                    });
        }
        return sights;
    }

    private static Sight sight(AgentCalls agent) throws UnreachableException, RefusedException {
        FleetStanding standing = agent.standing();
        return standing == null || standing.quorum() ? Sight.DECIDES : Sight.ALONE;
    }

    /**
     * The answer of the agent of {@code region}.
     *
     * @throws IllegalArgumentException in words when none of the agents is its
     */
    public <T> T of(String region, Question<T> question)
            throws UnreachableException, RefusedException {
        List<Endpoint> own = endpoints.stream().filter(e -> region.equals(regions.get(e))).toList();
        if (!own.isEmpty()) {
            return first(own, question);
        }
        Target.Region wanted = new Target.Region(region);
        List<String> silent = new ArrayList<>();
        RefusedException refusal = null;
        for (Answer<List<RegionView>> told : all((_, agent) -> agent.snapshot())) {
            switch (told) {
                case Answer.Got<List<RegionView>> got -> {
                    boolean its =
                            got.value().stream()
                                    .filter(view -> view.relay() == null)
                                    .anyMatch(view -> view.target().equals(wanted));
                    if (its) {
                        return first(List.of(got.endpoint()), question);
                    }
                }
                case Answer.Failed<List<RegionView>> failed -> {
                    if (failed.why() instanceof RefusedException refused) {
                        refusal = refused;
                    }
                    silent.add(failed.why().words());
                }
            }
        }
        if (refusal != null) {
            throw refusal;
        }
        throw new IllegalArgumentException(
                "the agent of "
                        + region
                        + " is none of those that answer, and it alone moves what is inside its"
                        + " region"
                        + (silent.isEmpty() ? "" : "; " + String.join("; ", silent)));
    }

    private static <T> T first(List<Endpoint> asked, Question<T> question)
            throws UnreachableException, RefusedException {
        UnreachableException last = null;
        NoQuorumException alone = null;
        for (Endpoint endpoint : asked) {
            try (AgentCalls agent = new AgentCalls(endpoint)) {
                return question.ask(endpoint, agent);
            } catch (NoQuorumException e) {
                // Another may be in touch with a majority. If none is, this one's word counts more
                // than that others do not answer: those are why.
                alone = e;
            } catch (UnreachableException e) {
                last = e;
            }
        }
        if (alone != null) {
            throw alone;
        }
        if (last == null) {
            throw new IllegalArgumentException("no agent is named");
        }
        throw last;
    }
}
