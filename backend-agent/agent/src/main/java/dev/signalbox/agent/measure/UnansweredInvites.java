package dev.signalbox.agent.measure;

import dev.signalbox.model.measure.Symptom;
import dev.signalbox.model.policy.Thresholds;
import dev.signalbox.model.target.Target;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Sees that INVITEs to a trunk get no response at all, not even 100.
 *
 * <p>On: {@code unansweredNeeded} of the last {@code unansweredOf} judged INVITEs were unanswered
 * at their deadline. A response that comes later corrects its INVITE: one lost or slow packet is
 * not a failure. Off: the last five were answered, or no INVITE goes there any more and probes were
 * answered often enough since it came on.
 */
final class UnansweredInvites {

    /** Answered INVITEs in a row that end the symptom. */
    static final int GOOD_IN_A_ROW = 5;

    /** Without an INVITE for so long, probes may speak for the trunk. */
    static final long QUIET_NANOS = 5_000_000_000L;

    /** A first failure asks for probes; afterwards the trunk is no suspect any more. */
    static final long SUSPECT_NANOS = 2_000_000_000L;

    /** A caller of {@link #expire} that is later than this was stalled, and so was the socket. */
    static final long STALL_NANOS = 100_000_000L;

    private static final int PENDING_MAX = 65_536;

    private final Target.Trunk trunk;
    private final Thresholds thresholds;
    private final Deque<Invite> pending = new ArrayDeque<>();
    private final Deque<Invite> judged = new ArrayDeque<>();
    private final int judgedMax;
    private final Latch latch = new Latch();
    private long lastInviteNanos;
    private long lastMissNanos;
    private int goodOptions;
    private int goodTestCalls;

    UnansweredInvites(Target.Trunk trunk, Thresholds thresholds) {
        this.trunk = trunk;
        this.thresholds = thresholds;
        this.judgedMax = Math.max(thresholds.unansweredOf(), GOOD_IN_A_ROW);
    }

    /** An INVITE was sent to the trunk. */
    void invited(Invite invite) {
        Invite before = pending.peekLast();
        if (before != null && before.deadlineNanos - invite.deadlineNanos > 0) {
            invite.deadlineNanos = before.deadlineNanos;
        }
        if (pending.size() == PENDING_MAX) {
            pending.removeFirst();
        }
        pending.addLast(invite);
        lastInviteNanos = invite.arrivalNanos;
    }

    /** The first response to an INVITE came, in time or late. */
    void answered(Invite invite, long nanos) {
        invite.answered = true;
        if (invite.missed) {
            invite.missed = false;
        } else {
            judge(invite);
        }
        Invite head = pending.peekFirst();
        while (head != null && head.answered) {
            pending.removeFirst();
            head = pending.peekFirst();
        }
        evaluate(nanos);
    }

    /**
     * Judges the INVITEs whose deadline is over.
     *
     * @return those that are unanswered
     */
    List<Invite> expire(long nanos) {
        Invite head = pending.peekFirst();
        if (head == null || head.deadlineNanos - nanos > 0) {
            return List.of();
        }
        if (nanos - head.deadlineNanos > STALL_NANOS) {
            // Responses may still wait in the socket: give the reader time to take them off.
            postpone(nanos + STALL_NANOS);
        }
        List<Invite> unanswered = new ArrayList<>();
        while (head != null && head.deadlineNanos - nanos <= 0) {
            pending.removeFirst();
            if (!head.answered) {
                head.missed = true;
                lastMissNanos = nanos;
                judge(head);
                evaluate(nanos);
                unanswered.add(head);
            }
            head = pending.peekFirst();
        }
        return unanswered;
    }

    /**
     * The agent stood still: what became of the INVITEs that wait is not known, their answers may
     * have been dropped with the buffers.
     */
    void stood() {
        pending.clear();
    }

    private void postpone(long until) {
        for (Invite invite : pending) {
            if (invite.deadlineNanos - until >= 0) {
                break;
            }
            if (!invite.postponed) {
                invite.postponed = true;
                invite.deadlineNanos = until;
            }
        }
    }

    /** The end of an OPTIONS; counts from the moment the symptom is on. */
    void options(boolean good) {
        goodOptions = good && latch.isOn() ? goodOptions + 1 : 0;
    }

    /** The end of a test call; counts from the moment the symptom is on. */
    void testCall(boolean good) {
        goodTestCalls = good && latch.isOn() ? goodTestCalls + 1 : 0;
    }

    /** Lets probes speak for a trunk that gets no INVITE any more. */
    void probesSpeak(long nanos) {
        boolean enough =
                goodOptions >= thresholds.optionsGood()
                        || goodTestCalls >= ProbeTrack.TEST_CALLS_GOOD;
        if (latch.isOn() && enough && nanos - lastInviteNanos >= QUIET_NANOS) {
            judged.clear();
            latch.set(false, nanos);
        }
    }

    private void judge(Invite invite) {
        judged.addLast(invite);
        if (judged.size() > judgedMax) {
            judged.removeFirst();
        }
    }

    private void evaluate(long nanos) {
        if (latch.isOn()) {
            if (answeredInARow() >= GOOD_IN_A_ROW) {
                latch.set(false, nanos);
            }
        } else if (missedLately() >= thresholds.unansweredNeeded()) {
            goodOptions = 0;
            goodTestCalls = 0;
            latch.set(true, nanos);
        }
    }

    private int answeredInARow() {
        int row = 0;
        for (Invite invite : judged) {
            row = invite.missed ? 0 : row + 1;
        }
        return row;
    }

    private List<Invite> latest() {
        int skip = Math.max(0, judged.size() - thresholds.unansweredOf());
        return judged.stream().skip(skip).toList();
    }

    private int missedLately() {
        int skip = Math.max(0, judged.size() - thresholds.unansweredOf());
        int missed = 0;
        for (Invite invite : judged) {
            missed += skip-- <= 0 && invite.missed ? 1 : 0;
        }
        return missed;
    }

    Latch latch() {
        return latch;
    }

    /** True shortly after an INVITE went unanswered, unless a later one was answered. */
    boolean suspicious(long nanos) {
        Invite last = judged.peekLast();
        return last != null && last.missed && nanos - lastMissNanos <= SUSPECT_NANOS;
    }

    /** The earlier of {@code other} and the moment at which something is due here. */
    long earlier(long other) {
        Invite head = pending.peekFirst();
        return head == null || other - head.deadlineNanos <= 0 ? other : head.deadlineNanos;
    }

    /** The symptom as it stands; asked only while it is on. */
    Symptom symptom() {
        List<Invite> latest = latest();
        boolean authenticated =
                latest.stream().filter(i -> i.missed).allMatch(i -> i.authenticated);
        long patience =
                latest.stream()
                        .filter(i -> i.missed)
                        .mapToLong(i -> i.patienceNanos)
                        .max()
                        .orElse(0);
        String detail =
                missedLately()
                        + " of the last "
                        + latest.size()
                        + " INVITEs without any response"
                        + (patience == 0 ? "" : " after " + patience / 1_000_000 + " ms");
        return new Symptom(
                trunk,
                Symptom.Kind.UNANSWERED_INVITES,
                authenticated && !latest.isEmpty()
                        ? Symptom.Source.MIRROR_AUTHENTICATED
                        : Symptom.Source.MIRROR_PLAIN,
                latch.sinceNanos(),
                latest.stream().mapToLong(i -> i.deadlineNanos).max().orElse(latch.sinceNanos()),
                latest.size(),
                detail);
    }
}
