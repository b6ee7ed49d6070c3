package dev.signalbox.world.voice;

import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.target.Target;
import dev.signalbox.world.traffic.CarrierProfile;

/** One trunk of the world: its carrier, its address, how it is now. Used by the world's thread. */
final class TrunkLine {

    private final Target.Trunk target;
    private final CarrierProfile carrier;
    private final IpEndpoint endpoint;
    private Condition condition = Condition.WELL;

    TrunkLine(Target.Trunk target, CarrierProfile carrier, IpEndpoint endpoint) {
        this.target = target;
        this.carrier = carrier;
        this.endpoint = endpoint;
    }

    Target.Trunk target() {
        return target;
    }

    CarrierProfile carrier() {
        return carrier;
    }

    IpEndpoint endpoint() {
        return endpoint;
    }

    /** As the SBC's routing table and the policy spell it. */
    String uri() {
        return "sip:" + endpoint;
    }

    Condition condition() {
        return condition;
    }

    void become(Condition now) {
        condition = now;
    }

    boolean frozen() {
        return condition == Condition.FROZEN;
    }
}
