package dev.signalbox.agent.trust;

import dev.signalbox.model.time.Now;
import dev.signalbox.model.time.NowSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells of refusals without becoming a way to fill the disk: the same one at most once a minute,
 * then with how often, and at most {@link #KINDS_MAX} different ones a minute. Any thread.
 */
final class RefusalLog {

    /** The same refusal is told again after this long. */
    static final long QUIET_MILLIS = 60_000;

    /** Different refusals within {@link #QUIET_MILLIS}; the others are only counted. */
    static final int KINDS_MAX = 64;

    private static final int WORDS_CHARS_MAX = 300;

    private final RefusalSink sink;
    private final NowSource clock;
    private final Map<Kind, Told> told = new LinkedHashMap<>();
    private final Told others = new Told(0);

    private record Kind(String who, String what, String code) {}

    /** When one kind was told last, and what came since. */
    private static final class Told {
        private long atNanos;
        private long since;
        private String sentence = "";

        Told(long atNanos) {
            this.atNanos = atNanos;
        }
    }

    RefusalLog(RefusalSink sink, NowSource clock) {
        this.sink = sink;
        this.clock = clock;
    }

    /** One more. Words of strangers are cut and cleaned. */
    synchronized void refused(String who, String what, String code, String sentence) {
        Now now = clock.now();
        Kind kind = new Kind(clean(who), what, code);
        Told known = told.get(kind);
        if (known != null) {
            known.since++;
            known.sentence = clean(sentence);
            return;
        }
        if (told.size() >= KINDS_MAX) {
            if (others.since == 0) {
                others.atNanos = now.nanos();
            }
            others.since++;
            return;
        }
        told.put(kind, new Told(now.nanos()));
        sink.refused(new Refusal(now.wall(), kind.who(), what, code, clean(sentence)));
    }

    /** Tells what was counted once its minute is over. Call it about every second. */
    synchronized void tick() {
        Now now = clock.now();
        for (Iterator<Map.Entry<Kind, Told>> all = told.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Kind, Told> entry = all.next();
            Told last = entry.getValue();
            if (now.millisSince(last.atNanos) < QUIET_MILLIS) {
                continue;
            }
            if (last.since == 0) {
                all.remove();
                continue;
            }
            Kind kind = entry.getKey();
            sink.refused(
                    new Refusal(
                            now.wall(),
                            kind.who(),
                            kind.what(),
                            kind.code(),
                            last.sentence + " (" + last.since + " times more in a minute)"));
            last.atNanos = now.nanos();
            last.since = 0;
        }
        if (others.since > 0 && now.millisSince(others.atNanos) >= QUIET_MILLIS) {
            sink.refused(
                    new Refusal(
                            now.wall(),
                            "many",
                            "several",
                            "many",
                            others.since + " refusals more in a minute, not told one by one"));
            others.since = 0;
        }
    }

    private static String clean(String words) {
        String plain = words.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= WORDS_CHARS_MAX
                ? plain
                : plain.substring(0, WORDS_CHARS_MAX) + "...";
    }
}
