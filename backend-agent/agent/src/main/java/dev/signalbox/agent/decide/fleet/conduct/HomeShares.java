package dev.signalbox.agent.decide.fleet.conduct;

import dev.signalbox.agent.decide.fleet.FleetPicture;
import dev.signalbox.model.fleet.ArrivalsView;
import dev.signalbox.model.fleet.RegionEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Of the calls of each region's numbers, how many arrived at home while its door's part of the
 * table was what it was before. Some never leave, such as those of a service without another lawful
 * place: a return is not proven by them. Volatile, counted from the first look. One thread.
 */
final class HomeShares {

    /** Fewer calls say nothing about a share. */
    private static final long CALLS_MIN = 30;

    /** A region's calls, by the door that they came through. */
    private record Counter(String bootId, long total) {}

    /**
     * Where the calls of a region's numbers arrived.
     *
     * @param home how many at home
     * @param all at home and elsewhere
     */
    record Share(long home, long all) {

        /** 0 to 1. */
        double ratio() {
            return (double) home / all;
        }
    }

    /** One part of the table and what arrived while it held. */
    private static final class Span {
        private final SortedMap<String, SortedMap<String, Integer>> part;
        private final Map<String, Counter> newest = new HashMap<>();
        private long home;
        private long all;

        Span(SortedMap<String, SortedMap<String, Integer>> part) {
            this.part = part;
        }

        void look(FleetPicture picture, String region) {
            for (Map.Entry<String, RegionEntry> entry : picture.regions().entrySet()) {
                if (entry.getValue().stale()) {
                    continue;
                }
                String bootId = entry.getValue().view().bootId();
                long total =
                        entry.getValue().view().arrivals().stream()
                                .filter(a -> Objects.equals(a.home(), region))
                                .mapToLong(ArrivalsView::total)
                                .sum();
                Counter before = newest.put(entry.getKey(), new Counter(bootId, total));
                if (before != null && before.bootId().equals(bootId)) {
                    long came = Math.max(0, total - before.total());
                    all += came;
                    home += entry.getKey().equals(region) ? came : 0;
                }
            }
        }
    }

    private final Map<String, Span> now = new HashMap<>();
    private final Map<String, Share> before = new HashMap<>();

    /** One look, a few times a second. */
    void look(FleetPicture picture) {
        for (String region : picture.regions().keySet()) {
            SortedMap<String, SortedMap<String, Integer>> part =
                    picture.state().table().door(region);
            Span span = now.get(region);
            if (span == null || !span.part.equals(part)) {
                if (span != null) {
                    before.put(region, new Share(span.home, span.all));
                }
                span = new Span(part);
                now.put(region, span);
            }
            span.look(picture, region);
        }
    }

    /** Before the door's part of the table was the present one; empty when too little was seen. */
    Optional<Share> before(String region) {
        return Optional.ofNullable(before.get(region)).filter(share -> share.all() >= CALLS_MIN);
    }

    void forget() {
        now.clear();
        before.clear();
    }
}
