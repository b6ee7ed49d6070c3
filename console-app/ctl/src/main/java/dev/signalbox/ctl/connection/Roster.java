package dev.signalbox.ctl.connection;

import dev.signalbox.model.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
