package dev.signalbox.agent.measure.cause;

import dev.signalbox.agent.measure.CallEvent;
import dev.signalbox.agent.measure.silence.Silences;
import dev.signalbox.model.ai.WorkerFact;
import dev.signalbox.model.cause.CauseTable;
import dev.signalbox.model.cause.ConversationOutcome;
import dev.signalbox.model.measure.ServicePicture;
import dev.signalbox.model.measure.Symptom;
import dev.signalbox.model.media.MirroredRtcp;
import dev.signalbox.model.media.QualityReport;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.time.Now;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that is measured of conversations: why they ended, and who hears silence. Hands each fact to
 * both. Used by one thread, driven like {@code Measures}: everything that waits, then {@code
 * advance}.
 */
public final class Conversations {

    private final CallCauses causes;
    private final Silences silences;

    /**
     * Nothing is known yet.
     *
     * @param table which ending means what
     * @param start the present moment
     */
    public Conversations(Policy policy, CauseTable table, Now start) {
        this.causes = new CallCauses(policy, table, start);
        this.silences = new Silences(policy);
    }

    /** What SIP showed, from {@code Measures.drainCallEvents}. */
    public void accept(CallEvent event, Now arrival) {
        causes.accept(event, arrival);
        silences.accept(event, arrival);
    }

    /** What a voice worker reported. */
    public void accept(WorkerFact fact, Now arrival) {
        causes.accept(fact, arrival);
        silences.accept(fact, arrival);
    }

    /** How a platform says a conversation ended. */
    public void accept(ConversationOutcome outcome, Now arrival) {
        causes.accept(outcome, arrival);
        silences.accept(outcome);
    }

    /** What mirrored RTCP showed. */
    public void accept(MirroredRtcp rtcp, Now arrival) {
        causes.accept(rtcp, arrival);
        silences.accept(rtcp, arrival);
    }

    /** What an end says of the media; silence is not in it. */
    public void accept(QualityReport report, Now arrival) {
        causes.accept(report, arrival);
    }

    /**
     * Does what is due until {@code now}.
     *
     * @return true when a symptom came or went since the last call of this method
     */
    public boolean advance(Now now) {
        boolean ofCauses = causes.advance(now);
        boolean ofSilences = silences.advance(now);
        return ofCauses || ofSilences;
    }

    /** Nobody took in what came for a while: who waits is told anew. */
    public void stood(Now now) {
        silences.stood(now);
    }

    /** Why calls ended. */
    public CallCauses causes() {
        return causes;
    }

    /** Who hears silence. */
    public Silences silences() {
        return silences;
    }

    /** The services of the policy, in its order, with what is wrong now. */
    public List<ServicePicture> services(Now now) {
        List<ServicePicture> failing = causes.services(now);
        List<ServicePicture> silent = silences.services(now);
        List<ServicePicture> both = new ArrayList<>(failing.size());
        for (int i = 0; i < failing.size(); i++) {
            List<Symptom> symptoms = new ArrayList<>(silent.get(i).symptoms());
            symptoms.addAll(failing.get(i).symptoms());
            both.add(new ServicePicture(failing.get(i).service(), symptoms));
        }
        return both;
    }

    /** What did not count and why, since the start. */
    public SortedMap<String, Long> counters() {
        SortedMap<String, Long> all = new TreeMap<>(causes.counters());
        all.putAll(silences.counters());
        return all;
    }
}
