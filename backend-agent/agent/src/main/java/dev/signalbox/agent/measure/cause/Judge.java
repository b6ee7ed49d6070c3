package dev.signalbox.agent.measure.cause;

import dev.signalbox.agent.measure.CallEvent;
import dev.signalbox.model.cause.CauseTable;
import dev.signalbox.model.cause.ConversationOutcome;
import dev.signalbox.model.cause.Side;
import dev.signalbox.model.cause.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** From the facts of a call to its one cause. Looks at nothing but the facts. */
final class Judge {

    /** Longer endings are cut in lists. */
    static final int UNKNOWN_LENGTH_MAX = 64;

    /** A caller who gives up without having heard ringing for so long met a broken road. */
    private static final long SILENT_SETUP_NANOS = 4_000_000_000L;

    private static final int EVIDENCE_MAX = 8;

    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{5,}");

    private final CauseTable.Finder table;

    Judge(CauseTable table) {
        this.table = new CauseTable.Finder(table);
    }

    /** What an ending alone says. */
    private record Given(Tag tag, boolean suspected, String reason, String unknownEnding) {
        static Given of(Tag tag, String reason) {
            return new Given(tag, false, reason, "");
        }
    }

    /** Asked only of a call that has ended. */
    Finding judge(CallFacts facts) {
        Given sip = ofSip(facts.sip);
        ConversationOutcome outcome = facts.outcome();
        Given given = outcome == null ? sip : ofOutcome(outcome);
        if (given == null) {
            given = Given.of(Tag.UNKNOWN, "Nothing is known of its end");
        }
        List<String> evidence = evidence(facts, outcome);
        if (sip != null
                && sip.tag.side() == Side.INFRASTRUCTURE
                && given.tag.side() == Side.INTENT
                && !given.equals(sip)) {
            return new Finding(
                    sip.tag, sip.suspected, given.tag, sip.reason, evidence, given.unknownEnding);
        }
        Suspicion suspicion = suspicion(given.tag, facts);
        String sentence = suspicion == null ? null : suspicion.find(facts);
        if (suspicion == null || sentence == null) {
            return new Finding(
                    given.tag,
                    given.suspected,
                    given.tag,
                    given.reason,
                    evidence,
                    given.unknownEnding);
        }
        return new Finding(
                suspicion.tag(), true, given.tag, sentence, evidence, given.unknownEnding);
    }

    /** Which endings may hide something else, and how strong it must be. */
    private static @Nullable Suspicion suspicion(Tag given, CallFacts facts) {
        return switch (given) {
            case MISUNDERSTOOD, REPROMPT_LOOP, HANDOFF_REQUESTED ->
                    first(s -> s != Suspicion.CALLER_UNANSWERED && s.find(facts) != null);
            case SILENCE, TIME_LIMIT -> first(s -> s.find(facts) != null);
            case USER_HANGUP -> {
                Suspicion found = first(s -> s.find(facts) != null && s.atTheEnd(facts));
                yield found;
            }
            case AGENT_DONE,
                    CALLEE_UNAVAILABLE,
                    BAD_NUMBER,
                    MACHINE,
                    SPAM_BLOCKED,
                    SIP_ROUTE,
                    MEDIA,
                    AI_DOWN,
                    AI_SLOW,
                    AI_QUOTA,
                    DEPENDENCY_TIMEOUT,
                    PLATFORM,
                    TRUNK_AUTH_QUOTA,
                    MISCONFIGURED,
                    PAYMENT,
                    LIMITS,
                    DRAINED,
                    CANCELLED,
                    DEPLOY,
                    UNKNOWN ->
                    null;
        };
    }

    private static @Nullable Suspicion first(Predicate<Suspicion> wanted) {
        for (Suspicion suspicion : Suspicion.values()) {
            if (wanted.test(suspicion)) {
                return suspicion;
            }
        }
        return null;
    }

    private Given ofOutcome(ConversationOutcome outcome) {
        String ending = CauseTable.normal(outcome.endedReason());
        return table.ofEnding(ending)
                .map(tag -> Given.of(tag, "The platform says " + cut(ending)))
                .orElseGet(
                        () ->
                                new Given(
                                        Tag.UNKNOWN,
                                        false,
                                        "No table knows " + cut(ending),
                                        cut(ending)));
    }

    /** Short, and without what may be somebody's number: it is shown and listed. */
    private static String cut(String ending) {
        String masked = NUMBER.matcher(ending).replaceAll("#");
        return masked.length() <= UNKNOWN_LENGTH_MAX
                ? masked
                : masked.substring(0, UNKNOWN_LENGTH_MAX);
    }

    /** What SIP alone says; null when it has not ended by what SIP showed. */
    private @Nullable Given ofSip(SipFacts sip) {
        CallEvent.Ended ended = sip.ended();
        SipFacts.Attempt attempt = sip.decisive();
        if (ended != null && (sip.answered() || attempt == null || attempt.failed == null)) {
            return hangUp(ended);
        }
        if (attempt == null || !sip.failedEverywhere()) {
            return null;
        }
        CallEvent.Failed failed = attempt.failed;
        if (failed == null) {
            return Given.of(
                    Tag.SIP_ROUTE, "No response at all from " + sip.trunk() + ": a 408 of our own");
        }
        if (failed.status() == 487 && !failed.progressed() && waitedInSilence(attempt, failed)) {
            return new Given(
                    Tag.SIP_ROUTE, true, "The caller gave up after 4 s without any ringing", "");
        }
        String code =
                failed.status()
                        + (failed.q850Cause() == 0 ? "" : " with Q.850 " + failed.q850Cause());
        String reason = sip.trunk() + " ended it with " + code;
        return table.ofSip(failed.status(), failed.q850Cause(), failed.progressed())
                .map(tag -> Given.of(tag, reason))
                .orElseGet(() -> new Given(Tag.UNKNOWN, false, reason, "sip-" + failed.status()));
    }

    private static boolean waitedInSilence(SipFacts.Attempt attempt, CallEvent.Failed failed) {
        return failed.at().nanos() - attempt.firstNanos >= SILENT_SETUP_NANOS;
    }

    private Given hangUp(CallEvent.Ended ended) {
        int cause = ended.q850Cause();
        Tag byCause = cause == 0 ? null : table.ofSip(0, cause, true).orElse(null);
        if (byCause != null && byCause.side() == Side.INFRASTRUCTURE) {
            return Given.of(byCause, "BYE with Q.850 " + cause);
        }
        return ended.byCarrier()
                ? Given.of(Tag.USER_HANGUP, "The person hung up")
                : Given.of(Tag.AGENT_DONE, "Our side hung up");
    }

    private static List<String> evidence(CallFacts facts, @Nullable ConversationOutcome outcome) {
        List<String> evidence = new ArrayList<>();
        if (outcome != null) {
            evidence.add("Platform: " + cut(CauseTable.normal(outcome.endedReason())));
        }
        sipEvidence(facts.sip, evidence);
        for (Suspicion suspicion : Suspicion.values()) {
            String sentence = suspicion.find(facts);
            if (sentence != null) {
                evidence.add(sentence);
            }
        }
        MediaFacts.Quality quality = facts.media();
        if (quality != null && !quality.bad()) {
            evidence.add("Media: " + quality.text());
        }
        return evidence.size() <= EVIDENCE_MAX ? evidence : evidence.subList(0, EVIDENCE_MAX);
    }

    private static void sipEvidence(SipFacts sip, List<String> evidence) {
        for (Map.Entry<?, SipFacts.Attempt> entry : sip.attempts().entrySet()) {
            SipFacts.Attempt attempt = entry.getValue();
            CallEvent.Failed failed = attempt.failed;
            String what = null;
            if (attempt.answered) {
                what = "answered";
            } else if (failed != null) {
                what = Integer.toString(failed.status());
                what += failed.q850Cause() == 0 ? "" : " (Q.850 " + failed.q850Cause() + ")";
            } else if (attempt.hasFailed()) {
                what = "no response";
            }
            if (what != null) {
                evidence.add("SIP " + entry.getKey() + ": " + what);
            }
        }
        CallEvent.Ended ended = sip.ended();
        if (ended != null) {
            String cause = ended.q850Cause() == 0 ? "" : ", Q.850 " + ended.q850Cause();
            evidence.add("BYE from " + (ended.byCarrier() ? "the carrier" : "our side") + cause);
        }
    }
}
