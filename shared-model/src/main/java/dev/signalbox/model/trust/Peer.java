package dev.signalbox.model.trust;

import dev.signalbox.model.change.Person;

/** Who is at the other end of a connection, by their certificate. */
public sealed interface Peer {

    /** For people: {@code ada (operator)}, {@code agent eu-west}. */
    String words();

    /** The agent of another region. */
    record Agent(String region) implements Peer {
        @Override
        public String words() {
            return "agent " + region;
        }
    }

    /** Somebody with a role. */
    record SomePerson(Person person) implements Peer {
        @Override
        public String words() {
            return person.name() + " (" + person.role().text() + ")";
        }
    }
}
