package dev.signalbox.ctl;

import dev.signalbox.ctl.connection.AgentCalls;
import dev.signalbox.ctl.connection.AgentException;
import dev.signalbox.ctl.connection.Endpoint;
import dev.signalbox.ctl.connection.RefusedException;
import dev.signalbox.ctl.connection.UnreachableException;
import dev.signalbox.model.target.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Asks one agent after the other until one answers: what concerns the fleet may be asked of any of
 * them, what concerns a region only of its own.
 */
final class FleetDoor {

    private final CtlMain root;

    FleetDoor(CtlMain root) {
        this.root = root;
    }

    /** A question to an agent. */
    interface Question<T> {
        T ask(Endpoint endpoint, AgentCalls agent) throws UnreachableException, RefusedException;
    }

    /**
     * The first answer of any agent.
     *
     * @throws UnreachableException when none answers; the others were told to the operator
     * @throws RefusedException when the first that answers refuses
     */
    <T> T any(Question<T> question) throws AgentException, IOException {
        return first(root.endpoints(), question);
    }

    /** The answer of the agent of {@code region}; the first of all when it is not known which. */
    <T> T of(String region, Question<T> question) throws AgentException, IOException {
        List<Endpoint> all = new ArrayList<>(root.endpoints());
        List<Endpoint> own = all.stream().filter(e -> region.equals(root.region(e))).toList();
        if (!own.isEmpty()) {
            return first(own, question);
        }
        for (Endpoint endpoint : all) {
            try (AgentCalls agent = new AgentCalls(endpoint)) {
                boolean its =
                        agent.snapshot().stream()
                                .filter(view -> view.relay() == null)
                                .anyMatch(view -> view.target().equals(new Target.Region(region)));
                if (its) {
                    return question.ask(endpoint, agent);
                }
            } catch (UnreachableException _) {
                // Another may be the one.
            }
        }
        throw new IllegalArgumentException(
                "the agent of "
                        + region
                        + " does not answer, or is none of those asked: it alone moves what is"
                        + " inside its region");
    }

    private <T> T first(List<Endpoint> endpoints, Question<T> question)
            throws AgentException, IOException {
        UnreachableException last = null;
        List<Endpoint> sorted = new ArrayList<>(endpoints);
        sorted.sort(Comparator.comparing(e -> String.valueOf(root.region(e))));
        for (Endpoint endpoint : sorted) {
            try (AgentCalls agent = new AgentCalls(endpoint)) {
                return question.ask(endpoint, agent);
            } catch (UnreachableException e) {
                last = e;
            }
        }
        if (last == null) {
            throw new IllegalArgumentException("no agent is named");
        }
        throw last;
    }
}
