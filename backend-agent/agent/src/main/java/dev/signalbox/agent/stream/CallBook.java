package dev.signalbox.agent.stream;

import dev.signalbox.model.cause.CallVerdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The newest verdicts on calls, for those who ask for them one by one. Bounded: the oldest is
 * forgotten. Any thread.
 */
public final class CallBook {

    /** Verdicts that are remembered; some 600 bytes each. */
    public static final int VERDICTS_MAX = 20_000;

    private final Deque<CallVerdict> verdicts = new ArrayDeque<>();
    private Runnable onAppend = () -> {};

    /** Adds verdicts; their sequences follow those that are known. */
    public void append(List<CallVerdict> fresh) {
        if (fresh.isEmpty()) {
            return;
        }
        Runnable told;
        synchronized (this) {
            for (CallVerdict verdict : fresh) {
                if (verdicts.size() == VERDICTS_MAX) {
                    verdicts.removeFirst();
                }
                verdicts.addLast(verdict);
            }
            told = onAppend;
        }
        told.run();
    }

    /** The oldest verdicts after {@code sequence}, at most {@code max}. */
    synchronized List<CallVerdict> read(long sequence, int max) {
        List<CallVerdict> read = new ArrayList<>();
        // Readers are nearly always near the end.
        for (var newest = verdicts.descendingIterator(); newest.hasNext(); ) {
            CallVerdict verdict = newest.next();
            if (verdict.sequence() <= sequence) {
                break;
            }
            read.add(verdict);
        }
        List<CallVerdict> oldestFirst = read.reversed();
        return List.copyOf(oldestFirst.subList(0, Math.min(max, oldestFirst.size())));
    }

    synchronized void onAppend(Runnable listener) {
        onAppend = listener;
    }
}
