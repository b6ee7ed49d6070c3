package dev.signalbox.ctl;

import dev.signalbox.ctl.connection.AgentCalls;
import dev.signalbox.ctl.connection.AgentCalls.Verdicts;
import dev.signalbox.ctl.connection.AgentException;
import dev.signalbox.ctl.connection.Endpoint;
import dev.signalbox.ctl.connection.RefusedException;
import dev.signalbox.ctl.connection.Roster.Answer;
import dev.signalbox.ctl.connection.UnreachableException;
import dev.signalbox.model.fleet.RegionView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Single calls and why they ended, from all agents. */
final class CallList {

    private static final long RETRY_MILLIS = 1_000;

    private final CtlMain root;
    private final CallFilter filter;
    private final int limit;
    private final Asked asked;

    private final List<Endpoint> unreached;

    /** Regions by the run of the agent that reports them. */
    private final Map<String, String> regions = new HashMap<>();

    /** How far each run of an agent was read. */
    private final Map<String, Long> read = new HashMap<>();

    /**
     * @param limit at most so many calls to begin with
     * @param asked the snapshots that say which agent reports which region
     */
    CallList(CtlMain root, CallFilter filter, int limit, Asked asked) {
        this.root = root;
        this.filter = filter;
        this.limit = limit;
        this.asked = asked;
        this.unreached = new ArrayList<>(asked.unreached());
        asked.regions().forEach(this::learn);
    }

    /** Shows what is remembered, newest first. */
    int show() throws IOException {
        List<SeenCall> all = remembered();
        if (filter.callId() != null && all.isEmpty() && unreached.isEmpty()) {
            throw new IllegalArgumentException(
                    "--call \""
                            + filter.callId()
                            + "\": no agent remembers such a call. Example: --call"
                            + " 7f3a@sbc.example.net; all: ctl causes --calls");
        }
        List<SeenCall> newest = all.subList(0, Math.min(limit, all.size()));
        if (root.json()) {
            ObjectNode json = Json.object().put("remembered", all.size());
            ArrayNode array = json.putArray("calls");
            newest.forEach(call -> array.add(call.json()));
            root.print(json);
        } else {
            newest.forEach(call -> call.text().forEach(root.shell().out()::println));
            if (newest.isEmpty() && asked.reached() > 0) {
                root.shell().out().println("No such call is remembered.");
            } else if (newest.size() < all.size()) {
                root.shell()
                        .err()
                        .println(
                                Words.format(
                                        "The newest %,d of %,d that are remembered; see --limit.",
                                        newest.size(), all.size()));
            }
        }
        return unreached.isEmpty() ? CtlMain.DONE : CtlMain.UNREACHABLE;
    }

    /** Shows what is remembered, oldest first, and what comes, until interrupted. */
    int follow() throws IOException {
        List<SeenCall> all = remembered();
        all.subList(0, Math.min(limit, all.size())).reversed().forEach(this::print);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                for (Endpoint endpoint : root.endpoints()) {
                    threads.execute(() -> follow(endpoint));
                }
                threads.shutdown();
                threads.awaitTermination(Long.MAX_VALUE, TimeUnit.DAYS);
            } catch (InterruptedException _) {
                // That is how following ends.
                Thread.currentThread().interrupt();
            } finally {
                threads.shutdownNow();
            }
        }
        return CtlMain.DONE;
    }

    /** The last verdict on each call that is wanted, newest first. */
    private List<SeenCall> remembered() throws IOException {
        Map<String, SeenCall> last = new LinkedHashMap<>();
        List<Endpoint> asked = new ArrayList<>(root.endpoints());
        asked.removeAll(unreached);
        for (Answer<List<Verdicts>> answer :
                root.roster(asked).all((_, agent) -> remembered(agent))) {
            switch (answer) {
                case Answer.Got<List<Verdicts>> got -> {
                    for (Verdicts batch : got.value()) {
                        // A revision takes the place of what was said of the call before.
                        for (SeenCall call : seen(batch)) {
                            last.put(call.bootId() + " " + call.verdict().callId(), call);
                        }
                    }
                }
                case Answer.Failed<List<Verdicts>> failed -> {
                    root.sayUnreachable(failed.endpoint(), failed.why().words());
                    unreached.add(failed.endpoint());
                }
            }
        }
        List<SeenCall> wanted = new ArrayList<>(last.values());
        wanted.removeIf(call -> !filter.wants(call));
        wanted.sort(
                Comparator.comparing((SeenCall call) -> call.verdict().endedAt())
                        .thenComparingLong(call -> call.verdict().sequence())
                        .reversed());
        return wanted;
    }

    private static List<Verdicts> remembered(AgentCalls agent)
            throws UnreachableException, RefusedException {
        List<Verdicts> batches = new ArrayList<>();
        agent.readCalls(0, false, batches::add);
        return batches;
    }

    private void follow(Endpoint endpoint) {
        boolean said = false;
        while (!Thread.currentThread().isInterrupted()) {
            try (AgentCalls agent = new AgentCalls(endpoint)) {
                List<RegionView> views = agent.snapshot();
                views.forEach(this::learn);
                // Sequences of another run mean nothing in this one, which is read from its start.
                String bootId = views.isEmpty() ? "" : views.getFirst().bootId();
                said = false;
                agent.readCalls(
                        after(bootId),
                        true,
                        batch -> seen(batch).stream().filter(filter::wants).forEach(this::print));
            } catch (AgentException e) {
                if (!said && !Thread.currentThread().isInterrupted()) {
                    root.sayUnreachable(endpoint, e.words());
                    said = true;
                }
            }
            try {
                TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized void learn(RegionView view) {
        regions.put(view.bootId(), view.target().name());
    }

    private synchronized long after(String bootId) {
        return read.getOrDefault(bootId, 0L);
    }

    private synchronized List<SeenCall> seen(Verdicts batch) {
        String region = regions.getOrDefault(batch.bootId(), "");
        return batch.calls().stream()
                .map(
                        verdict -> {
                            read.merge(batch.bootId(), verdict.sequence(), Math::max);
                            return new SeenCall(region, batch.bootId(), verdict);
                        })
                .toList();
    }

    private synchronized void print(SeenCall call) {
        if (root.json()) {
            root.shell().out().println(call.json());
        } else {
            call.text().forEach(root.shell().out()::println);
        }
        root.shell().out().flush();
    }
}
