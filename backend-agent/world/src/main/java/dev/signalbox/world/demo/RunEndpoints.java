package dev.signalbox.world.demo;

import dev.signalbox.world.process.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The run's {@code endpoints.json}: what each agent published last, together; written again when an
 * agent was restarted. An agent that is down stays in it, so that people who ask for all are told.
 */
final class RunEndpoints {

    private final Path directory;
    private final List<AgentSite> sites;
    private final Path identity;
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, JsonNode> last = new LinkedHashMap<>();
    private String published = "";

    /**
     * @param identity the certificate that ctl shows when nobody names another
     */
    RunEndpoints(Path directory, List<AgentSite> sites, Path identity) {
        this.directory = directory;
        this.sites = sites;
        this.identity = identity;
    }

    /** Process id of each agent that has published one, by region. */
    Map<String, Long> pids() {
        Map<String, Long> pids = new TreeMap<>();
        last.forEach(
                (region, endpoints) -> {
                    if (endpoints.path("pid").isNumber()) {
                        pids.put(region, endpoints.path("pid").asLong());
                    }
                });
        return pids;
    }

    /**
     * Publishes what is known now.
     *
     * @return how many agents are up
     * @throws IOException when the run directory cannot be written
     */
    int publish() throws IOException {
        int up = 0;
        for (AgentSite site : sites) {
            try {
                last.put(site.region(), json.readTree(Files.readString(site.endpoints())));
                up++;
            } catch (NoSuchFileException _) {
                // Not up yet, or going down: an agent takes its file away when it ends.
            } catch (JacksonException e) {
                throw new IOException(site.endpoints() + " is no JSON: " + e.getMessage(), e);
            }
        }
        ObjectNode root = json.createObjectNode();
        ArrayNode agents = root.putArray("agents");
        for (AgentSite site : sites) {
            JsonNode agent = last.get(site.region());
            if (agent != null) {
                agents.add(agent);
            }
        }
        root.put("identity", directory.relativize(identity).toString());
        root.put("runDirectory", directory.toString());
        root.put("pid", ProcessHandle.current().pid());
        String text = root.toString();
        if (!text.equals(published)) {
            RunDirectory.publish(directory.resolve("endpoints.json"), text + "\n");
            published = text;
        }
        return up;
    }
}
