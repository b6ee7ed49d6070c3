package dev.signalbox.world.voice;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * A carrier's SIP socket: answers OPTIONS, and takes calls as a carrier would: rings, answers,
 * obeys CANCEL and BYE, sends finals again until they are acknowledged. Written by hand rather than
 * with a SIP stack because a dozen of them must be up within milliseconds and need no more than
 * this. Used by the world's thread.
 */
final class CarrierPort implements Port {

    private static final long RING_AFTER_MILLIS = 140;
    private static final long ANSWER_AFTER_MILLIS = 900;
    private static final long REJECT_AFTER_MILLIS = 20;

    /** RFC 3261 timer G: 500 ms doubled up to 4 s, for 32 s. */
    private static final long TIMER_G_MILLIS = 500;

    private static final long TIMER_G_MILLIS_MAX = 4_000;
    private static final long TIMER_H_MILLIS = 32_000;
    private static final int CALLS_MAX = 512;
    private static final int REQUESTS_PER_TURN_MAX = 64;

    private final DatagramChannel channel;
    private final TrunkLine trunk;
    private final Agenda agenda;
    private final ByteBuffer buffer = ByteBuffer.allocate(65_536);
    private final Map<String, Call> callsByBranch =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Call> eldest) {
                    return size() > CALLS_MAX;
                }
            };
    private long tags;

    /** A call that somebody makes to this carrier. */
    private static final class Call {
        private final SipRequest invite;
        private final SocketAddress peer;
        private final String toTag;
        private String last = "";
        private boolean decided;
        private boolean acknowledged;

        Call(SipRequest invite, SocketAddress peer, String toTag) {
            this.invite = invite;
            this.peer = peer;
            this.toTag = toTag;
        }
    }

    CarrierPort(DatagramChannel channel, TrunkLine trunk, Agenda agenda) {
        this.channel = channel;
        this.trunk = trunk;
        this.agenda = agenda;
    }

    @Override
    public void receive(long now) throws IOException {
        for (int i = 0; i < REQUESTS_PER_TURN_MAX; i++) {
            buffer.clear();
            SocketAddress peer = channel.receive(buffer);
            if (peer == null) {
                return;
            }
            buffer.flip();
            String text = StandardCharsets.UTF_8.decode(buffer).toString();
            Optional<SipRequest> request = SipRequest.read(text);
            if (request.isPresent() && !trunk.frozen()) {
                handle(request.get(), peer, now);
            }
        }
    }

    private void handle(SipRequest request, SocketAddress peer, long now) throws IOException {
        switch (request.method()) {
            case "OPTIONS" ->
                    send(
                            request.response(
                                    200, newTag(), "Allow: INVITE, ACK, CANCEL, BYE, OPTIONS\r\n"),
                            peer);
            case "INVITE" -> invite(request, peer, now);
            case "CANCEL" -> cancel(request, peer, now);
            case "ACK" -> acknowledge(request);
            case "BYE" -> send(request.response(known(request) ? 200 : 481, newTag(), ""), peer);
            default -> send(request.response(405, newTag(), ""), peer);
        }
    }

    private void invite(SipRequest request, SocketAddress peer, long now) throws IOException {
        Call before = callsByBranch.get(request.branch());
        if (before != null) {
            send(before.last, peer);
            return;
        }
        Call call = new Call(request, peer, newTag());
        callsByBranch.put(request.branch(), call);
        say(call, request.response(100, "", ""));
        if (trunk.condition() == Condition.REJECTS_503) {
            after(now, REJECT_AFTER_MILLIS, at -> decide(call, 503, at));
            return;
        }
        after(
                now,
                RING_AFTER_MILLIS,
                _ -> {
                    if (!call.decided) {
                        say(call, request.response(180, call.toTag, contact()));
                    }
                });
        after(now, ANSWER_AFTER_MILLIS, at -> decide(call, 200, at));
    }

    private void cancel(SipRequest request, SocketAddress peer, long now) throws IOException {
        Call call = callsByBranch.get(request.branch());
        send(request.response(call == null ? 481 : 200, newTag(), ""), peer);
        if (call != null) {
            decide(call, 487, now);
        }
    }

    private void acknowledge(SipRequest request) {
        for (Call call : callsByBranch.values()) {
            if (call.invite.callId().equals(request.callId())) {
                call.acknowledged = true;
            }
        }
    }

    private boolean known(SipRequest request) {
        return callsByBranch.values().stream()
                .anyMatch(call -> call.invite.callId().equals(request.callId()));
    }

    /** The first final response wins; it is sent again until the ACK comes. */
    private void decide(Call call, int status, long now) {
        if (call.decided) {
            return;
        }
        call.decided = true;
        say(call, call.invite.response(status, call.toTag, status == 200 ? contact() : ""));
        repeat(call, now, TIMER_G_MILLIS, now + TimeUnit.MILLISECONDS.toNanos(TIMER_H_MILLIS));
    }

    private void repeat(Call call, long now, long afterMillis, long untilNanos) {
        after(
                now,
                afterMillis,
                at -> {
                    if (!call.acknowledged && at < untilNanos) {
                        say(call, call.last);
                        long next = Math.min(2 * afterMillis, TIMER_G_MILLIS_MAX);
                        repeat(call, at, next, untilNanos);
                    }
                });
    }

    private void say(Call call, String response) {
        call.last = response;
        if (!trunk.frozen()) {
            try {
                send(response, call.peer);
            } catch (IOException _) {
                // A caller that has gone: its own time-out ends the call.
                call.acknowledged = true;
            }
        }
    }

    private void send(String response, SocketAddress peer) throws IOException {
        channel.send(ByteBuffer.wrap(response.getBytes(StandardCharsets.UTF_8)), peer);
    }

    private String contact() {
        return "Contact: <" + trunk.uri() + ">\r\n";
    }

    private String newTag() {
        return "c" + tags++;
    }

    private void after(long now, long millis, LongConsumer action) {
        agenda.at(now + TimeUnit.MILLISECONDS.toNanos(millis), action);
    }
}
