package dev.signalbox.agent.config;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The section {@code tls} of {@code agent.yaml}: who this agent is and whom it believes. */
final class TlsReader {

    private static final String MADE = "./signalbox pki issue agent eu-central --in pki";

    private TlsReader() {}

    /** The section; null after an error that leaves nothing to use. */
    static AgentConfig.@Nullable TlsConfig read(Section tls, Path directory) {
        Path certificate = required(tls, "certificate", directory, "agent.crt");
        Path key = required(tls, "key", directory, "agent.key");
        Path agents = required(tls, "agents", directory, "agents-authority.crt");
        Path people = required(tls, "people", directory, "people-authority.crt");
        Path revoked = tls.optional("revoked", Words.path(directory, "revoked.crl"));
        tls.end();
        return certificate == null || key == null || agents == null || people == null
                ? null
                : new AgentConfig.TlsConfig(certificate, key, agents, people, revoked);
    }

    /** The section {@code hep.tls}: how senders of mirrored packets know this agent. */
    static AgentConfig.@Nullable HepTls readHep(
            Section tls, Value<InetSocketAddress> address, Path directory) {
        InetSocketAddress listen = tls.required("listen", address);
        Path certificate = required(tls, "certificate", directory, "agent.crt");
        Path key = required(tls, "key", directory, "agent.key");
        tls.end();
        return listen == null || certificate == null || key == null
                ? null
                : new AgentConfig.HepTls(listen, certificate, key);
    }

    private static @Nullable Path required(
            Section tls, String key, Path directory, String example) {
        Path file = tls.required(key, Words.path(directory, example));
        if (file != null && !Files.isReadable(file)) {
            tls.error(key, "names a file that cannot be read", MADE);
            return null;
        }
        return file;
    }
}
