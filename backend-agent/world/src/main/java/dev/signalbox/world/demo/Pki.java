package dev.signalbox.world.demo;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Makes the throw-away certificates of a run. What it writes for an agent are {@code agent.crt},
 * {@code agent.key}, {@code agents-authority.crt}, {@code people-authority.crt} and {@code
 * revoked.crl}, all PEM.
 */
interface Pki {

    /** No certificates: everything is plain and on loopback. */
    Pki NONE =
            new Pki() {
                @Override
                public boolean agent(String region, Path directory) {
                    return false;
                }

                @Override
                public boolean person(String name, String role, Path directory) {
                    return false;
                }
            };

    /**
     * Writes the certificate of a region's agent into {@code directory}, which need not be there.
     *
     * @return false when there are no certificates in this run
     * @throws IOException when it cannot be made or written
     */
    boolean agent(String region, Path directory) throws IOException;

    /**
     * Writes the certificate of a person into {@code directory}, which need not be there.
     *
     * @param role viewer, operator, approver or administrator
     * @return false when there are no certificates in this run
     * @throws IOException when it cannot be made or written
     */
    boolean person(String name, String role, Path directory) throws IOException;
}
