package dev.signalbox.agent.stream;

import io.grpc.InsecureServerCredentials;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptor;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Where and how consoles come in.
 *
 * @param listen port 0 takes a free one
 * @param credentials TLS that demands certificates, or none
 * @param gates every call passes them
 */
public record Entrance(
        InetSocketAddress listen, ServerCredentials credentials, List<ServerInterceptor> gates) {

    public Entrance {
        gates = List.copyOf(gates);
        boolean plain = credentials instanceof InsecureServerCredentials;
        if (plain && (listen.isUnresolved() || !listen.getAddress().isLoopbackAddress())) {
            throw new IllegalArgumentException(
                    "listen.console \""
                            + listen
                            + "\": plain gRPC is served on loopback only; elsewhere agent.yaml needs"
                            + " a section tls. Example: 127.0.0.1:7443");
        }
    }

    /**
     * Without certificates: everybody on this machine may everything.
     *
     * @throws IllegalArgumentException when the address is not loopback
     */
    public static Entrance plain(InetSocketAddress listen) {
        return new Entrance(listen, InsecureServerCredentials.create(), List.of());
    }

    /** With certificates, and a gate that asks for roles. */
    public static Entrance guarded(
            InetSocketAddress listen, ServerCredentials credentials, ServerInterceptor gate) {
        return new Entrance(listen, credentials, List.of(gate));
    }
}
