package dev.signalbox.agent.measure;

import dev.signalbox.model.sip.MirroredSip;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Responses to INVITEs that nobody has seen yet. An SBC with several processes mirrors packets a
 * little out of order, so the INVITE may still come. Bounded in number and in time.
 */
final class EarlyResponses {

    /** Mirrors reorder packets by less than this. */
    static final long KEPT_NANOS = 500_000_000L;

    static final int CALLS_MAX = 1_024;
    private static final int RESPONSES_MAX = 4;

    private record Kept(MirroredSip response, long nanos) {}

    /** By the hash of Call-ID and From-tag, oldest first. */
    private final Map<Long, List<Kept>> kept = new LinkedHashMap<>();

    void keep(long hash, MirroredSip sip, long nanos) {
        forget(nanos);
        List<Kept> ofCall = kept.computeIfAbsent(hash, _ -> new ArrayList<>(1));
        if (ofCall.size() < RESPONSES_MAX) {
            ofCall.add(new Kept(KeptSip.of(sip), nanos));
        }
    }

    /** Takes out what came early for a call, in its order. */
    List<MirroredSip> take(long hash, long nanos) {
        if (kept.isEmpty()) {
            return List.of();
        }
        List<Kept> ofCall = kept.remove(hash);
        return ofCall == null
                ? List.of()
                : ofCall.stream()
                        .filter(k -> nanos - k.nanos < KEPT_NANOS)
                        .map(Kept::response)
                        .toList();
    }

    private void forget(long nanos) {
        Iterator<List<Kept>> oldest = kept.values().iterator();
        while (oldest.hasNext()) {
            boolean tooMany = kept.size() >= CALLS_MAX;
            boolean tooOld = nanos - oldest.next().getFirst().nanos >= KEPT_NANOS;
            if (!tooMany && !tooOld) {
                return;
            }
            oldest.remove();
        }
    }
}
