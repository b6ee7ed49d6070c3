package dev.signalbox.world.worker;

import java.net.InetSocketAddress;
import java.net.URI;

/** Addresses of an agent's HTTP door. */
final class Endpoints {

    private Endpoints() {}

    static URI uri(InetSocketAddress http, String pathAndQuery) {
        String host = http.getHostString();
        String bracketed = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return URI.create("http://" + bracketed + ":" + http.getPort() + pathAndQuery);
    }
}
