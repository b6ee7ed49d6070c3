package dev.signalbox.world.bench.hep;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * An endless stream of messages of a steady number of live calls. Some hundred calls are being set
 * up or ended at any time, interleaved message by message; the others talk. When a call is set up
 * and as many talk as may, the one that has talked longest comes to its end: its state has not been
 * touched for as long as a machine can remember, which is what makes many calls cost more than few.
 */
final class CallStream {

    private static final int BUSY_MAX = 256;

    /** Spreads the numbers of calls; odd, so that no two are alike. */
    private static final int SPREAD = 0x9e3779b1;

    /** One kind of call on one carrier's leg; {@code known} from that message on. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Script(MessageTemplate[] packets, int setup, int known) {}

    private final Script[] scripts;
    private final int[] busyNumbers;
    private final Script[] busyScripts;
    private final int[] busySteps;
    private final int[] talkingNumbers;
    private final Script[] talkingScripts;
    private int talkingFrom;
    private int talking;
    private int busyAt = -1;
    private int calls;
    private int begun;
    private boolean known;

    /**
     * Nothing has been sent.
     *
     * @param live calls that talk at the same time, once so many have been set up
     * @param seed of the order of kinds and carriers
     * @param direct packets outside the heap
     */
    CallStream(int live, long seed, boolean direct) {
        this(List.of(CallKind.values()), live, seed, direct);
    }

    /** The same of some kinds only, by their shares. */
    CallStream(List<CallKind> kinds, int live, long seed, boolean direct) {
        scripts = scripts(kinds, seed, direct);
        int busy = Math.clamp(live, 1, BUSY_MAX);
        busyNumbers = new int[busy];
        busyScripts = new Script[busy];
        busySteps = new int[busy];
        talkingNumbers = new int[live];
        talkingScripts = new Script[live];
        for (int i = 0; i < busy; i++) {
            begin(i);
        }
    }

    private static Script[] scripts(List<CallKind> kinds, long seed, boolean direct) {
        List<Script> all = new ArrayList<>();
        for (CallKind kind : kinds) {
            for (int carrier = 0; carrier < BenchTrunks.CARRIERS.size(); carrier++) {
                Script script =
                        new Script(
                                SipTexts.of(kind, carrier, direct),
                                kind.setup.size(),
                                kind.setup.indexOf(Move.INVITE) + 1);
                all.addAll(Collections.nCopies(kind.perMille, script));
            }
        }
        Collections.shuffle(all, new Random(seed));
        return all.toArray(Script[]::new);
    }

    /**
     * The next message.
     *
     * @param sentMicros its time stamp
     * @return the packet, valid until the next call
     */
    ByteBuffer next(long sentMicros) {
        busyAt = busyAt + 1 == busySteps.length ? 0 : busyAt + 1;
        int slot = busyAt;
        Script script = busyScripts[slot];
        int step = busySteps[slot];
        known = step >= script.known;
        ByteBuffer packet = script.packets[step].of(busyNumbers[slot], sentMicros);
        step++;
        busySteps[slot] = step;
        if (step == script.packets.length) {
            begin(slot);
        } else if (step == script.setup) {
            talks(slot);
        }
        return packet;
    }

    /** The message shown last was of a call whose INVITE had been shown. */
    boolean isOfKnownCall() {
        return known;
    }

    /** Calls that talk now. */
    int talking() {
        return talking;
    }

    private void begin(int slot) {
        busyScripts[slot] = scripts[begun % scripts.length];
        begun = begun + 1 & Integer.MAX_VALUE;
        busyNumbers[slot] = calls++ * SPREAD;
        busySteps[slot] = 0;
    }

    private void talks(int slot) {
        int at = talkingFrom + talking;
        at -= at >= talkingNumbers.length ? talkingNumbers.length : 0;
        if (talking < talkingNumbers.length) {
            talking++;
            talkingNumbers[at] = busyNumbers[slot];
            talkingScripts[at] = busyScripts[slot];
            begin(slot);
            return;
        }
        // The oldest one's place is where the newest goes.
        int number = talkingNumbers[talkingFrom];
        Script script = talkingScripts[talkingFrom];
        talkingNumbers[talkingFrom] = busyNumbers[slot];
        talkingScripts[talkingFrom] = busyScripts[slot];
        talkingFrom = talkingFrom + 1 == talkingNumbers.length ? 0 : talkingFrom + 1;
        busyNumbers[slot] = number;
        busyScripts[slot] = script;
        busySteps[slot] = script.setup;
    }
}
