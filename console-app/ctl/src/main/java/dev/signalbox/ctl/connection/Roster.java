package dev.signalbox.ctl.connection;

import dev.signalbox.model.fleet.FleetStanding;
import dev.signalbox.model.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Asks one agent after the other until one answers: what concerns the fleet may be asked of any of
 * them, what concerns a region only of its own.
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
        Map<Endpoint, Sight> sights = new ConcurrentHashMap<>();
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Endpoint endpoint : endpoints) {
                each.execute(() -> sights.put(endpoint, sight(endpoint)));
            }
        }
        return sights;
    }

    private static Sight sight(Endpoint endpoint) {
        try (AgentCalls agent = new AgentCalls(endpoint)) {
            FleetStanding standing = agent.standing();
            return standing == null || standing.quorum() ? Sight.DECIDES : Sight.ALONE;
        } catch (RefusedException e) {
            // It answers; what it refuses it says to the question itself.
            return Sight.DECIDES;
        } catch (UnreachableException e) {
            return Sight.SILENT;
        }
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
        for (Endpoint endpoint : endpoints) {
            try (AgentCalls agent = new AgentCalls(endpoint)) {
                boolean its =
                        agent.snapshot().stream()
                                .filter(view -> view.relay() == null)
                                .anyMatch(view -> view.target().equals(wanted));
                if (its) {
                    return question.ask(endpoint, agent);
                }
            } catch (UnreachableException e) {
                silent.add(e.words());
            }
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
