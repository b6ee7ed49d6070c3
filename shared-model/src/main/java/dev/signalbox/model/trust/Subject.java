package dev.signalbox.model.trust;

import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Role;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * A certificate's subject: {@code CN=ada, OU=operator, O=acme} for a person, {@code CN=eu-central,
 * OU=agent, O=acme} for an agent.
 *
 * @param name of the person or of the agent's region (CN)
 * @param unit {@code agent}, or the role of a person (OU)
 * @param fleet the installation it belongs to (O)
 */
public record Subject(String name, String unit, String fleet) {

    /** What agents have as their unit. */
    public static final String AGENT = "agent";

    /**
     * Reads the subject.
     *
     * @throws CertificateException in words when one of the three parts is missing or there twice
     */
    public static Subject of(X509Certificate certificate) throws CertificateException {
        String text = certificate.getSubjectX500Principal().getName();
        try {
            List<Rdn> parts = new LdapName(text).getRdns();
            return new Subject(
                    part(parts, "CN", text), part(parts, "OU", text), part(parts, "O", text));
        } catch (InvalidNameException e) {
            throw new CertificateException("subject \"" + text + "\": cannot be read", e);
        }
    }

    /**
     * Who it names. Whether to believe it depends on who signed the certificate.
     *
     * @throws CertificateException in words when the unit is neither {@code agent} nor a role
     */
    public Peer peer() throws CertificateException {
        if (unit.equals(AGENT)) {
            return new Peer.Agent(name);
        }
        for (Role role : Role.values()) {
            if (role.text().equals(unit)) {
                return new Peer.SomePerson(new Person(name, role));
            }
        }
        throw new CertificateException(
                "subject of "
                        + name
                        + ": OU \""
                        + unit
                        + "\" is no role. Roles: "
                        + String.join(", ", Arrays.stream(Role.values()).map(Role::text).toList()));
    }

    private static String part(List<Rdn> parts, String type, String text)
            throws CertificateException {
        List<String> found =
                parts.stream()
                        .filter(part -> part.getType().equalsIgnoreCase(type))
                        .map(part -> String.valueOf(part.getValue()))
                        .toList();
        if (found.size() != 1 || found.getFirst().isBlank()) {
            throw new CertificateException(
                    "subject \"" + text + "\": has to have " + type + " exactly once");
        }
        return found.getFirst();
    }
}
