package dev.signalbox.world.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class RunEndpointsTest {

    @Test
    void anAgentThatIsDownStaysNamed(@TempDir Path directory) throws Exception {
        AgentSite dublin = site(directory, "eu-west", 7443);
        AgentSite ashburn = site(directory, "us-east", 7444);
        RunEndpoints endpoints =
                new RunEndpoints(
                        directory, List.of(dublin, ashburn), directory.resolve("pki/people/ada"));
        assertThat(endpoints.publish()).isZero();
        publish(dublin, 1);
        publish(ashburn, 2);
        assertThat(endpoints.publish()).isEqualTo(2);

        Files.delete(dublin.endpoints());
        assertThat(endpoints.publish()).isEqualTo(1);
        assertThat(published(directory)).extracting(a -> a.path("pid").asInt()).contains(1, 2);

        publish(dublin, 3);
        assertThat(endpoints.publish()).isEqualTo(2);
        assertThat(published(directory))
                .extracting(a -> a.path("pid").asInt())
                .containsExactly(3, 2);
        assertThat(endpoints.pids()).isEqualTo(Map.of("eu-west", 3L, "us-east", 2L));
    }

    private static AgentSite site(Path directory, String region, int port) throws Exception {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        AgentSite site =
                new AgentSite(
                        region,
                        directory.resolve(region),
                        address,
                        address,
                        address,
                        address,
                        address,
                        address);
        Files.createDirectories(site.endpoints().getParent());
        return site;
    }

    private static void publish(AgentSite site, int pid) throws Exception {
        Files.writeString(
                site.endpoints(), "{\"region\":\"" + site.region() + "\",\"pid\":" + pid + "}");
    }

    private static List<JsonNode> published(Path directory) throws Exception {
        JsonNode run =
                new ObjectMapper().readTree(Files.readString(directory.resolve("endpoints.json")));
        assertThat(run.path("pid").asLong()).isEqualTo(ProcessHandle.current().pid());
        return run.path("agents").valueStream().toList();
    }
}
