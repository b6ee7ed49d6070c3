package dev.signalbox.agent.measure.cause;

import dev.signalbox.agent.config.CausesFile;
import dev.signalbox.agent.measure.CallEvent;
import dev.signalbox.model.ai.CallResult;
import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.ai.WorkerFact;
import dev.signalbox.model.cause.CallVerdict;
import dev.signalbox.model.cause.ConversationOutcome;
import dev.signalbox.model.media.Codec;
import dev.signalbox.model.media.MirroredRtcp;
import dev.signalbox.model.media.QualityReport;
import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Provider;
import dev.signalbox.model.policy.Rules;
import dev.signalbox.model.policy.Service;
import dev.signalbox.model.policy.Thresholds;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.Now;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls and what is known of them, in virtual time. */
final class Desk {

    static final Target.Trunk NORTHWIND = new Target.Trunk("eu-central", "northwind");
    static final Target.Trunk BLUEFIN = new Target.Trunk("eu-central", "bluefin");
    static final IpEndpoint SBC = IpEndpoint.of("192.0.2.10", 5060);
    static final IpEndpoint CARRIER = IpEndpoint.of("192.0.2.20", 5060);
    static final Instant START = Instant.parse("2026-01-05T10:00:00Z");

    /** A clock near its overflow. */
    static final long START_NANOS = Long.MAX_VALUE - Duration.ofMinutes(1).toNanos();

    final CallCauses causes;
    Now now = new Now(START_NANOS, START);
    private int spans;

    Desk() {
        this(30_000);
    }

    Desk(int callsMax) {
        causes = new CallCauses(policy(), CausesFile.builtIn(), now, callsMax);
    }

    static Policy policy() {
        return new Policy(
                "test",
                "",
                List.of(),
                List.of(),
                List.of(),
                List.of(
                        new Provider(
                                new Target.Provider("stt", "clearwater", "eu"),
                                "Clearwater",
                                "EU",
                                List.of("clearwater"),
                                List.of(),
                                Duration.ofMillis(600))),
                List.of(
                        new Service(
                                "bookings",
                                "Bookings",
                                List.of("EU"),
                                List.of("eu-central"),
                                Map.of(),
                                null,
                                null)),
                Thresholds.DEFAULTS,
                Rules.OBSERVING);
    }

    /** Lets time pass in steps, as the agent's loop does. */
    boolean pass(double seconds) {
        boolean changed = false;
        for (double left = seconds; left > 0; left -= 0.5) {
            now = now.plus(Duration.ofMillis(Math.round(Math.min(left, 0.5) * 1000)));
            changed |= causes.advance(now);
        }
        return changed;
    }

    CallEvent.At at(String callId, Target.Trunk trunk) {
        return new CallEvent.At(callId, trunk, true, now.nanos());
    }

    void accept(Object fact) {
        switch (fact) {
            case CallEvent event -> causes.accept(event, now);
            case WorkerFact span -> causes.accept(span, now);
            case ConversationOutcome outcome -> causes.accept(outcome, now);
            case MirroredRtcp rtcp -> causes.accept(rtcp, now);
            case QualityReport said -> causes.accept(said, now);
            default -> throw new IllegalArgumentException(fact.toString());
        }
    }

    void all(Object... facts) {
        for (Object fact : facts) {
            accept(fact);
        }
    }

    CallEvent attempted(String callId, Target.Trunk trunk) {
        return new CallEvent.Attempted(at(callId, trunk));
    }

    CallEvent answered(String callId, Target.Trunk trunk) {
        return answered(callId, trunk, new Codec("PCMA", 8_000));
    }

    CallEvent answered(String callId, Target.Trunk trunk, @Nullable Codec audio) {
        return new CallEvent.Answered(at(callId, trunk), SBC, CARRIER, audio);
    }

    CallEvent failed(String callId, Target.Trunk trunk, int status, int q850, boolean progressed) {
        return new CallEvent.Failed(at(callId, trunk), status, q850, progressed);
    }

    CallEvent ended(String callId, boolean byCarrier, int q850) {
        return new CallEvent.Ended(at(callId, NORTHWIND), byCarrier, q850);
    }

    WorkerFact.Origin origin(
            String traceId, @Nullable String callId, double atSeconds, double millis) {
        return new WorkerFact.Origin(
                traceId,
                "span-" + ++spans,
                callId,
                "bookings",
                START.plusMillis(Math.round(atSeconds * 1000)),
                millis);
    }

    WorkerFact call(
            WorkerFact.Origin origin, Stage stage, @Nullable Double first, CallResult result) {
        String name =
                switch (stage) {
                    case STT -> "clearwater";
                    case LLM -> "acme";
                    case TTS -> "lark";
                    case REALTIME -> "rapid";
                };
        return new WorkerFact.ProviderCall(
                origin, stage, new WorkerFact.ProviderName(name, null, null), "m", first, result);
    }

    WorkerFact stt(String trace, @Nullable String callId, double at, double firstMillis) {
        return call(origin(trace, callId, at, firstMillis), Stage.STT, firstMillis, CallResult.OK);
    }

    WorkerFact tts(String trace, @Nullable String callId, double at) {
        return call(origin(trace, callId, at, 400), Stage.TTS, 150.0, CallResult.OK);
    }

    WorkerFact llm(String trace, @Nullable String callId, double at, CallResult result) {
        Double first = result == CallResult.OK ? Double.valueOf(350) : null;
        return call(origin(trace, callId, at, 400), Stage.LLM, first, result);
    }

    WorkerFact conversation(String trace, @Nullable String callId, double end) {
        return new WorkerFact.Conversation(origin(trace, callId, 0, end * 1000));
    }

    ConversationOutcome outcome(
            String id, @Nullable String callId, @Nullable String trace, String reason) {
        return new ConversationOutcome(
                id, callId, trace, "bookings", reason, START.plusSeconds(20));
    }

    /** Of the carrier: what it receives from us, and what it has sent. */
    MirroredRtcp rtcp(
            String callId, double at, @Nullable Long sent, double loss, int lost, long ticks) {
        return new MirroredRtcp(
                callId,
                IpEndpoint.of("192.0.2.20", 20_001),
                IpEndpoint.of("192.0.2.10", 30_001),
                START.plusMillis(Math.round(at * 1000)),
                sent,
                List.of(new MirroredRtcp.Block(7, loss, lost, ticks)));
    }

    /** Our SBC's X-RTP-Stat: how many packets came from the carrier, null when it does not say. */
    QualityReport received(String callId, @Nullable Long packets) {
        return new QualityReport(
                callId,
                QualityReport.Source.X_RTP_STAT,
                false,
                SBC,
                CARRIER,
                START.plusSeconds(3),
                List.of(
                        new QualityReport.Side(
                                QualityReport.End.LOCAL,
                                null,
                                new QualityReport.Loss(null, null, null, packets),
                                new QualityReport.Delay(null, null, null),
                                new QualityReport.Mos(null, null))));
    }

    List<CallVerdict> verdicts() {
        return causes.verdictsAfter(0);
    }

    CallVerdict verdict() {
        org.assertj.core.api.Assertions.assertThat(verdicts()).hasSize(1);
        return verdicts().getFirst();
    }
}
