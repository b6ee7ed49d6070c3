package dev.signalbox.dashboards.part.map;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Outlines of land, from the resource {@code land.txt} (made by src/map/outline.py). */
final class Outline {

    private static final double UNITS_PER_DEGREE = 100;

    private Outline() {}

    /**
     * Rings of land and lakes: longitude and latitude in degrees by turns.
     *
     * @throws UncheckedIOException when the resource is missing or no outline
     */
    static List<double[]> rings() {
        try (InputStream in = Outline.class.getResourceAsStream("land.txt")) {
            if (in == null) {
                throw new IOException("land.txt is missing beside " + Outline.class.getName());
            }
            List<double[]> rings = new ArrayList<>();
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                rings.add(ring(line));
            }
            return rings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double[] ring(String line) throws IOException {
        String[] numbers = line.split(" ", -1);
        double[] ring = new double[numbers.length];
        int[] at = new int[2];
        try {
            for (int i = 0; i < numbers.length; i++) {
                at[i & 1] += Integer.parseInt(numbers[i]);
                ring[i] = at[i & 1] / UNITS_PER_DEGREE;
            }
        } catch (NumberFormatException e) {
            throw new IOException("land.txt: not a number in a ring", e);
        }
        return ring;
    }
}
