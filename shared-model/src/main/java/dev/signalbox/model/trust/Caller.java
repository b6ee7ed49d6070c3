package dev.signalbox.model.trust;

import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Role;
import io.grpc.Context;
import org.jspecify.annotations.Nullable;

/** Whose call is being answered, for the service that answers it. */
public final class Caller {

    /** Set for every call that came with a certificate; nothing for plain ones on loopback. */
    public static final Context.Key<Peer> PEER = Context.key("signalbox-peer");

    private Caller() {}

    /** The caller by certificate, null when the call came without one. */
    public static @Nullable Peer peer() {
        return PEER.get();
    }

    /**
     * The person who asks. On loopback without certificates everybody may everything, under the
     * name they say.
     *
     * @param said the name in the request; counts only where there are no certificates
     * @throws IllegalStateException when an agent asks for what only people may ask for
     */
    public static Person person(String said) {
        return switch (PEER.get()) {
            case null -> new Person(said, Role.ADMINISTRATOR);
            case Peer.SomePerson known -> known.person();
            case Peer.Agent agent ->
                    throw new IllegalStateException(
                            agent.words() + " is no person: agents only watch and read journals");
        };
    }
}
