package dev.signalbox.analyze;

import dev.signalbox.model.net.IpEndpoint;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names for addresses: {@code --trunk name=host[:port]}. */
public final class Trunks {

    private record Named(String name, IpEndpoint endpoint, boolean anyPort) {

        boolean isAt(IpEndpoint end) {
            boolean sameAddress = end.high() == endpoint.high() && end.low() == endpoint.low();
            return sameAddress && (anyPort || end.port() == endpoint.port());
        }
    }

    private final List<Named> all = new ArrayList<>();

    /**
     * From the options of the command line.
     *
     * @throws IllegalArgumentException when one is not {@code name=host[:port]}, or its host is not
     *     known
     */
    Trunks(List<String> options) {
        for (String option : options) {
            all.add(named(option));
        }
    }

    private static Named named(String option) {
        int equals = option.indexOf('=');
        if (equals < 1 || equals == option.length() - 1) {
            throw new IllegalArgumentException(
                    "--trunk \""
                            + option
                            + "\": name=host[:port] is needed. Example: carrier-a=192.0.2.10:5060");
        }
        String end = option.substring(equals + 1);
        int colon = end.lastIndexOf(':');
        // An IPv6 address has colons of its own, and brackets when a port follows.
        boolean hasPort = colon > 0 && (end.indexOf(':') == colon || end.charAt(colon - 1) == ']');
        String host = (hasPort ? end.substring(0, colon) : end).replaceAll("^\\[|\\]$", "");
        int port = 0;
        try {
            port = hasPort ? Integer.parseInt(end.substring(colon + 1)) : 0;
            if (port < 0 || port > 65_535) {
                throw new NumberFormatException("0 to 65535");
            }
            IpEndpoint endpoint = IpEndpoint.of(InetAddress.getByName(host), port);
            return new Named(option.substring(0, equals), endpoint, !hasPort);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "--trunk \""
                            + option
                            + "\": the port is no number from 1 to 65535. Example: carrier-a=192.0.2.10:5060",
                    e);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "--trunk \""
                            + option
                            + "\": no host \""
                            + host
                            + "\" is known. Example: carrier-a=192.0.2.10",
                    e);
        }
    }

    /** The trunk at this end, null when there is none. */
    public @Nullable String at(IpEndpoint end) {
        return all.stream().filter(t -> t.isAt(end)).map(Named::name).findFirst().orElse(null);
    }

    /** The trunk a leg goes to or, when there is none, comes from. */
    public @Nullable String of(Leg leg) {
        String to = at(leg.to);
        return to != null ? to : at(IpEndpoint.of(leg.from, 0));
    }
}
