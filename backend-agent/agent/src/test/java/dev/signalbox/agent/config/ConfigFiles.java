package dev.signalbox.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Two good files in a directory, and ways to spoil them. */
final class ConfigFiles {

    static final String AGENT =
            """
            region: eu-central
            dataDirectory: data
            policy: policy.yaml
            listen:
              console: 127.0.0.1:0
            hep:
              listen: 127.0.0.1:0
              keyFile: hep.key
              allow: [127.0.0.1]
            probe:
              from: 127.0.0.1:0
            routers:
              - name: sbc-1
                kind: kamailio
                url: http://127.0.0.1:5060/RPC
                lease: 20s
            """;

    static final String POLICY =
            """
            fleet: demo
            regions:
              - {name: eu-central, title: Frankfurt, latitude: 50.11, longitude: 8.68, jurisdiction: EU, kind: cloud}
              - {name: us-east, title: Ashburn, latitude: 39.04, longitude: -77.49, jurisdiction: US}
            carriers:
              - {name: northwind, title: Northwind}
              - {name: contoso}
            trunks:
              - region: eu-central
                carrier: northwind
                direction: outbound
                address: sip:127.0.0.1:5091
                channels: 400
                callsPerSecond: 40
                security: none
                testNumber: "+4969555010"
              - {region: eu-central, carrier: contoso, direction: both, address: "sip:[::1]:5092;transport=tcp", channels: 10, callsPerSecond: 0.5, security: none}
            services:
              - {name: bookings, title: Bookings, jurisdictions: [EU], regions: [eu-central]}
            """;

    private final Path directory;

    ConfigFiles(Path directory) {
        this.directory = directory;
        agent(AGENT);
        policy(POLICY);
        write("hep.key", "secret\n");
    }

    Path agentFile() {
        return directory.resolve("agent.yaml");
    }

    ConfigFiles agent(String text) {
        return write("agent.yaml", text);
    }

    ConfigFiles policy(String text) {
        return write("policy.yaml", text);
    }

    ConfigFiles write(String name, String text) {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    ConfigFiles write(String name, byte[] bytes) {
        try {
            Files.write(directory.resolve(name), bytes);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return this;
    }

    /** The configuration in these files, which have to be free of errors. */
    AgentConfig loaded() {
        ConfigResult result = ConfigReader.read(agentFile());
        assertThat(result).isInstanceOf(ConfigResult.Loaded.class);
        return ((ConfigResult.Loaded) result).config();
    }

    /** The errors in these files, without the directory. */
    List<String> errors() {
        return switch (ConfigReader.read(agentFile())) {
            case ConfigResult.Loaded _ -> List.of();
            case ConfigResult.Refused refused ->
                    refused.errors().stream()
                            .map(e -> e.toString().replace(directory + "/", ""))
                            .toList();
        };
    }
}
