package dev.signalbox.agent.measure;

import dev.signalbox.agent.parse.SipParser;
import dev.signalbox.agent.parse.SipResult;
import dev.signalbox.model.measure.CallMetrics;
import dev.signalbox.model.measure.Picture;
import dev.signalbox.model.measure.ProbeResult;
import dev.signalbox.model.measure.Symptom;
import dev.signalbox.model.measure.TrunkPicture;
import dev.signalbox.model.measure.WindowMeasures;
import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Region;
import dev.signalbox.model.policy.Rules;
import dev.signalbox.model.policy.Thresholds;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.sip.MirrorTrust;
import dev.signalbox.model.sip.MirroredSip;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.Now;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An SBC with two carriers in virtual time; it drives {@link Measures} as the agent's loop does.
 */
final class Scene {

    static final IpEndpoint SBC = IpEndpoint.of("192.0.2.10", 5060);
    static final Target.Trunk NORTHWIND = new Target.Trunk("eu-central", "northwind");
    static final Target.Trunk BLUEFIN = new Target.Trunk("eu-central", "bluefin");
    static final IpEndpoint NORTHWIND_END = IpEndpoint.of("192.0.2.20", 5060);
    static final IpEndpoint BLUEFIN_END = IpEndpoint.of("192.0.2.30", 5060);
    static final Instant START = Instant.parse("2026-01-05T10:00:00Z");

    /** A clock that may have any value, near its overflow here. */
    static final long START_NANOS = Long.MAX_VALUE - Duration.ofMinutes(1).toNanos();

    /** What a trunk's symptoms did. */
    record Change(double millis, Target.Trunk trunk, Symptom.Kind kind, boolean on) {}

    private record Event(double millis, long order, Runnable what) {}

    final Measures measures;
    private final SipParser parser = new SipParser();
    private final MirroredSip mirrored = new MirroredSip(parser.message());
    final List<Change> changes = new ArrayList<>();
    MirrorTrust trust = MirrorTrust.AUTHENTICATED;
    int captureId = 2001;
    double millis;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(
                    java.util.Comparator.comparingDouble(Event::millis)
                            .thenComparingLong(Event::order));
    private final Set<Symptom.Kind> on = new HashSet<>();
    private long order;
    private int calls;

    Scene() {
        this(Thresholds.DEFAULTS, 60_000);
    }

    Scene(Thresholds thresholds, int callsMax) {
        measures = new Measures(policy(thresholds), "eu-central", now(), callsMax);
        measures.advance(now());
    }

    static Policy policy(Thresholds thresholds) {
        return new Policy(
                "test",
                "",
                List.of(
                        region("eu-central", "+4969555"),
                        region("eu-west", "+3531555", "+35315559")),
                List.of(),
                List.of(
                        trunk(NORTHWIND, Trunk.Direction.BOTH, NORTHWIND_END),
                        trunk(BLUEFIN, Trunk.Direction.OUTBOUND, BLUEFIN_END)),
                List.of(),
                List.of(),
                thresholds,
                Rules.OBSERVING);
    }

    private static Region region(String name, String... numbers) {
        return new Region(name, name, 50, 8, "EU", Region.Kind.CLOUD, null, List.of(numbers));
    }

    private static Trunk trunk(Target.Trunk target, Trunk.Direction direction, IpEndpoint end) {
        return new Trunk(
                target,
                direction,
                "sip:" + end,
                end,
                Trunk.Transport.UDP,
                100,
                50,
                Trunk.Security.NONE,
                null);
    }

    Now now() {
        return new Now(START_NANOS, START).plus(Duration.ofNanos(Math.round(millis * 1e6)));
    }

    /** Something happens at a time of its own. */
    void at(double when, Runnable what) {
        events.add(new Event(when, order++, what));
    }

    /** Runs events and deadlines until then. */
    void runUntil(double end) {
        while (true) {
            Event event = events.peek();
            double due = millis + (measures.nextDeadlineNanos() - now().nanos()) / 1e6;
            double next = Math.min(due, event == null ? end : event.millis);
            if (next > end) {
                break;
            }
            millis = Math.max(millis, next);
            if (event != null && event.millis <= millis) {
                events.remove();
                event.what.run();
            }
            advance();
            if (event == null && next == end) {
                return;
            }
        }
        millis = end;
        advance();
    }

    /** Nobody takes anything in for so long. */
    void stand(double pause) {
        millis += pause;
        measures.stood(Math.round(pause * 1e6), now());
        advance();
    }

    private void advance() {
        boolean changed = measures.advance(now());
        Set<Symptom.Kind> before = Set.copyOf(on);
        for (TrunkPicture trunk : picture().trunks()) {
            if (trunk.trunk().equals(NORTHWIND)) {
                on.clear();
                trunk.symptoms().forEach(s -> on.add(s.kind()));
            }
        }
        for (Symptom.Kind kind : Symptom.Kind.values()) {
            if (before.contains(kind) != on.contains(kind)) {
                changes.add(new Change(millis, NORTHWIND, kind, on.contains(kind)));
                org.assertj.core.api.Assertions.assertThat(changed).as("change reported").isTrue();
            }
        }
    }

    Picture picture() {
        return measures.picture(now());
    }

    TrunkPicture northwind() {
        return picture().of(NORTHWIND).orElseThrow();
    }

    List<Symptom> symptoms() {
        return northwind().symptoms();
    }

    /** 10 s, 1 min, 5 min. */
    WindowMeasures window(int which) {
        return measures.windows(NORTHWIND, now()).get(which);
    }

    /** All that is known of calls in one direction; 10 s, 1 min, 5 min, 1 h. */
    CallMetrics metrics(Trunk.Direction direction, String prefix, int which) {
        return measures.metrics(now()).rows().stream()
                .filter(row -> row.target().equals(NORTHWIND))
                .filter(row -> row.direction() == direction && row.prefix().equals(prefix))
                .findFirst()
                .orElseThrow()
                .windows()
                .get(which);
    }

    void probe(ProbeResult.Kind kind, int status) {
        measures.accept(new ProbeResult(NORTHWIND, kind, status, 1), now());
    }

    void options(int status) {
        probe(ProbeResult.Kind.OPTIONS, status);
    }

    Leg call() {
        return new Leg("call-" + ++calls, SBC, NORTHWIND_END);
    }

    Leg callToBluefin() {
        return new Leg("call-" + ++calls, SBC, BLUEFIN_END);
    }

    Leg callFromNorthwind() {
        return new Leg("call-" + ++calls, NORTHWIND_END, SBC);
    }

    /** One leg of one call: {@code caller} sends the INVITE. */
    final class Leg {
        final String callId;
        final IpEndpoint caller;
        final IpEndpoint callee;
        String fromUser = "anna";
        String requestUser = "b";
        String fromTag = "from";
        String toTag = "to";
        String branch = "z9hG4bK-1";
        long cseq = 1;
        double skewMillis;

        /** Session description of what is sent next. */
        String body = "";

        Leg(String callId, IpEndpoint caller, IpEndpoint callee) {
            this.callId = callId;
            this.caller = caller;
            this.callee = callee;
        }

        Leg invite() {
            return request("INVITE", null);
        }

        Leg ack() {
            return request("ACK", toTag);
        }

        /** RFC 3261 section 13.2.2.4: a transaction of its own. */
        Leg ackOfAnswer() {
            String inviteBranch = branch;
            branch = inviteBranch + "-ack";
            ack();
            branch = inviteBranch;
            return this;
        }

        Leg bye() {
            cseq++;
            return request("BYE", toTag);
        }

        Leg byeOfCallee() {
            send(
                    callee,
                    caller,
                    "BYE sip:x SIP/2.0\r\n" + headers(toTag, fromTag, 9, "BYE", "z9hG4bK-9"));
            return this;
        }

        Leg request(String method, @Nullable String toTag) {
            send(
                    caller,
                    callee,
                    "%s sip:%s@x SIP/2.0\r\n".formatted(method, requestUser)
                            + headers(fromTag, toTag, cseq, method, branch));
            return this;
        }

        Leg answer(int status) {
            return answer(status, 0);
        }

        Leg answer(int status, int q850Cause) {
            return answer(status, q850Cause, "INVITE");
        }

        Leg answer(int status, int q850Cause, String method) {
            String answered = status == 100 ? null : toTag;
            String reason = q850Cause == 0 ? "" : "Reason: Q.850;cause=" + q850Cause + "\r\n";
            send(
                    callee,
                    caller,
                    "SIP/2.0 %d x\r\n%s".formatted(status, reason)
                            + headers(fromTag, answered, cseq, method, branch));
            return this;
        }

        /** A retry of the same attempt: next CSeq, another branch. */
        Leg retry() {
            cseq++;
            branch += "r";
            return invite();
        }

        private String headers(
                String from, @Nullable String to, long number, String method, String topBranch) {
            return """
            Via: SIP/2.0/UDP x;branch=%s\r
            From: <sip:%s@x>;tag=%s\r
            To: <sip:%s@x>%s\r
            Call-ID: %s\r
            CSeq: %d %s\r
            \r
            %s"""
                    .formatted(
                            topBranch,
                            fromUser,
                            from,
                            requestUser,
                            to == null ? "" : ";tag=" + to,
                            callId,
                            number,
                            method,
                            body);
        }

        private void send(IpEndpoint from, IpEndpoint to, String message) {
            byte[] bytes = message.getBytes(StandardCharsets.ISO_8859_1);
            SipResult read = parser.parse(bytes, 0, bytes.length);
            org.assertj.core.api.Assertions.assertThat(read).isInstanceOf(SipResult.Message.class);
            long sentMicros =
                    START.toEpochMilli() * 1000 + Math.round((millis + skewMillis) * 1000);
            mirrored.set(from, to, sentMicros, trust, captureId);
            measures.accept(mirrored, now().nanos());
        }
    }

    /** A call that is set up and ends: 100 at once, progress, answer, hang-up after a second. */
    Leg goodCall() {
        Leg leg = call();
        double start = millis;
        leg.invite();
        at(start + 3, () -> leg.answer(100));
        at(start + 60, () -> leg.answer(180));
        at(start + 500, () -> leg.answer(200));
        at(start + 510, leg::ack);
        at(start + 1500, leg::bye);
        return leg;
    }
}
