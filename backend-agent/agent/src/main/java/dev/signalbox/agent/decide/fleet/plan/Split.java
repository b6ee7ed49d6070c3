package dev.signalbox.agent.decide.fleet.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Divides whole percents by weights. */
final class Split {

    private Split() {}

    /**
     * Parts of {@code percent} by weight, adding up to it; parts of 0 are left out. What rounding
     * leaves goes to the largest remainders. Equal parts when all weights are 0.
     */
    static SortedMap<String, Integer> of(int percent, SortedMap<String, Double> weights) {
        double sum = weights.values().stream().mapToDouble(Double::doubleValue).sum();
        SortedMap<String, Integer> parts = new TreeMap<>();
        SortedMap<String, Double> remainders = new TreeMap<>();
        int left = percent;
        for (Map.Entry<String, Double> weight : weights.entrySet()) {
            double exact = percent * (sum > 0 ? weight.getValue() / sum : 1.0 / weights.size());
            int whole = (int) exact;
            parts.put(weight.getKey(), whole);
            remainders.put(weight.getKey(), exact - whole);
            left -= whole;
        }
        List<String> largestFirst =
                remainders.entrySet().stream()
                        .sorted(
                                Comparator.comparingDouble(
                                                (Map.Entry<String, Double> e) -> -e.getValue())
                                        .thenComparing(Map.Entry::getKey))
                        .map(Map.Entry::getKey)
                        .toList();
        for (int i = 0; i < left; i++) {
            parts.merge(largestFirst.get(i % largestFirst.size()), 1, Integer::sum);
        }
        parts.values().removeIf(part -> part == 0);
        return parts;
    }
}
