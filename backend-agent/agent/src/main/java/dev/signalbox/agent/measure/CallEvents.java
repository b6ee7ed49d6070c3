package dev.signalbox.agent.measure;

import dev.signalbox.model.media.Codec;
import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.policy.Trunk;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Events of calls until somebody takes them, bounded: what does not fit is counted. */
final class CallEvents implements CallObserver {

    static final int WAITING_MAX = 20_000;

    private final Deque<CallEvent> waiting = new ArrayDeque<>();
    private final Tally tally;

    CallEvents(Tally tally) {
        this.tally = tally;
    }

    @Override
    public void attempted(Call call, long nanos) {
        add(new CallEvent.Attempted(at(call, nanos)));
    }

    @Override
    public void progressed(Call call, long nanos) {
        add(new CallEvent.Progressed(at(call, nanos)));
    }

    void unanswered(Call call, long nanos) {
        add(new CallEvent.Unanswered(at(call, nanos)));
    }

    @Override
    public void answered(Call call, @Nullable Codec audio, long nanos) {
        add(new CallEvent.Answered(at(call, nanos), call.local, call.carrier, audio));
    }

    @Override
    public void failed(Call call, int status, int q850Cause, long nanos) {
        add(new CallEvent.Failed(at(call, nanos), status, q850Cause, call.progressed));
    }

    @Override
    public void ended(Call call, IpEndpoint by, int q850Cause, long nanos) {
        add(new CallEvent.Ended(at(call, nanos), call.isCarrier(by), q850Cause));
    }

    void drainTo(Consumer<CallEvent> taker) {
        for (CallEvent event = waiting.poll(); event != null; event = waiting.poll()) {
            taker.accept(event);
        }
    }

    private void add(CallEvent event) {
        if (waiting.size() == WAITING_MAX) {
            tally.add(Tally.Event.CALL_EVENT_DROPPED);
        } else {
            waiting.addLast(event);
        }
    }

    private static Trunk trunk(Call call) {
        return call.trunk.trunk;
    }

    private static CallEvent.At at(Call call, long nanos) {
        return new CallEvent.At(call.callId, trunk(call).target(), call.outbound, nanos);
    }
}
