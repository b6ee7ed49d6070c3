package dev.signalbox.world.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a console painted, and how long after it was published. */
public final class Paints {

    private final List<Paint> paints;

    /**
     * A picture that has been painted.
     *
     * @param atMicros wall clock, microseconds since 1970
     * @param versions the version it shows of each region
     */
    record Paint(long atMicros, Map<String, Long> versions) {
        Paint {
            versions = Map.copyOf(versions);
        }
    }

    /**
     * From published to painted, by all versions that were published: one that was overtaken by a
     * newer one of its region counts until that one was painted.
     *
     * @param published versions
     * @param neverPainted of these; nor any newer one
     * @param backwards pictures that showed an older version than the picture before
     * @param pictures painted, from the first to the last version
     */
    public record Delays(
            int published,
            int neverPainted,
            int backwards,
            int pictures,
            double millisP50,
            double millisP95,
            double millisP99,
            double millisMax) {}

    Paints(List<Paint> paints) {
        this.paints = List.copyOf(paints);
    }

    /** Reads what the console's {@code --paints} wrote; a last line without its end is left. */
    static Paints read(Path file) throws IOException {
        String text = Files.readString(file);
        List<Paint> paints = new ArrayList<>();
        text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .forEach(
                        line -> {
                            JsonNode node = JsonMapper.shared().readTree(line);
                            Map<String, Long> versions = new HashMap<>();
                            node.path("versions")
                                    .properties()
                                    .forEach(v -> versions.put(v.getKey(), v.getValue().asLong()));
                            paints.add(new Paint(node.path("paintedMicros").asLong(), versions));
                        });
        return new Paints(paints);
    }

    /** How many pictures. */
    int size() {
        return paints.size();
    }

    /** The version of {@code region} in the last picture, 0 without. */
    long last(String region) {
        return paints.isEmpty() ? 0 : paints.getLast().versions().getOrDefault(region, 0L);
    }

    /**
     * The delays of these reports.
     *
     * @param published in the order of their time
     */
    Delays delays(List<Publisher.Published> published) {
        Map<String, Integer> next = new HashMap<>();
        double[] millis = new double[published.size()];
        int painted = 0;
        for (Publisher.Published report : published) {
            int at = next.getOrDefault(report.region(), 0);
            while (at < paints.size() && version(at, report.region()) < report.version()) {
                at++;
            }
            next.put(report.region(), at);
            if (at < paints.size()) {
                millis[painted++] = (paints.get(at).atMicros() - report.atMicros()) / 1_000.0;
            }
        }
        double[] sorted = Arrays.copyOf(millis, painted);
        Arrays.sort(sorted);
        return new Delays(
                published.size(),
                published.size() - painted,
                backwards(),
                published.isEmpty() ? 0 : pictures(published),
                quantile(sorted, 0.5),
                quantile(sorted, 0.95),
                quantile(sorted, 0.99),
                quantile(sorted, 1));
    }

    private long version(int at, String region) {
        return paints.get(at).versions().getOrDefault(region, 0L);
    }

    private int backwards() {
        int backwards = 0;
        for (int i = 1; i < paints.size(); i++) {
            Map<String, Long> now = paints.get(i).versions();
            boolean older =
                    paints.get(i - 1).versions().entrySet().stream()
                            .anyMatch(v -> now.getOrDefault(v.getKey(), 0L) < v.getValue());
            backwards += older ? 1 : 0;
        }
        return backwards;
    }

    private int pictures(List<Publisher.Published> published) {
        long from = published.getFirst().atMicros();
        return (int) paints.stream().filter(paint -> paint.atMicros() >= from).count();
    }

    private static double quantile(double[] sorted, double rank) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[(int) Math.max(0, Math.ceil(rank * sorted.length) - 1)];
    }
}
