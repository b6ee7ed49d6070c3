package dev.signalbox.dashboards.part.map;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds places for signs and labels that neither collide nor leave the frame. Pure geometry. */
final class LabelPlacement {

    /** Free space kept around everything, pixels. */
    static final double MARGIN = 4;

    private static final double GAP = 9;
    private static final int RINGS = 14;
    private static final double RING_STEP = 16;

    private LabelPlacement() {}

    /** A rectangle in pixels. */
    record Box(double x, double y, double width, double height) {
        boolean overlaps(Box other) {
            return x < other.x + other.width
                    && other.x < x + width
                    && y < other.y + other.height
                    && other.y < y + height;
        }

        boolean inside(double frameWidth, double frameHeight) {
            return x >= MARGIN
                    && y >= MARGIN
                    && x + width <= frameWidth - MARGIN
                    && y + height <= frameHeight - MARGIN;
        }

        boolean contains(double px, double py) {
            return px >= x && px <= x + width && py >= y && py <= y + height;
        }
    }

    /**
     * What is to be placed: a sign at its place on the map, and the size of its label.
     *
     * @param radius of the sign
     */
    record Spot(double x, double y, double radius, double labelWidth, double labelHeight) {
        Box sign() {
            return new Box(x - radius, y - radius, 2 * radius, 2 * radius);
        }
    }

    /**
     * A sign where it is drawn, and its label, null when there is no room for it.
     *
     * @param far true when a line must lead from the sign to the label
     */
    record Placed(double x, double y, @Nullable Box label, boolean far) {}

    /**
     * Places {@code spots}, the most important first. Signs of places that are too near to each
     * other are pushed apart.
     *
     * @param taken areas that must stay free, for example a legend
     */
    static List<Placed> place(
            List<Spot> spots, List<Box> taken, double frameWidth, double frameHeight) {
        List<Spot> signs = apart(spots, frameWidth, frameHeight);
        List<Box> occupied = new ArrayList<>(taken);
        signs.forEach(spot -> occupied.add(spot.sign()));
        List<Placed> placed = new ArrayList<>();
        for (Spot spot : signs) {
            Box label = null;
            boolean far = false;
            for (int ring = 0; ring < RINGS && label == null; ring++) {
                label = free(spot, ring * RING_STEP, occupied, frameWidth, frameHeight);
                far = ring > 0;
            }
            if (label != null) {
                occupied.add(label);
            }
            placed.add(new Placed(spot.x(), spot.y(), label, far && label != null));
        }
        return placed;
    }

    private static @Nullable Box free(
            Spot spot, double away, List<Box> occupied, double frameWidth, double frameHeight) {
        double w = spot.labelWidth();
        double h = spot.labelHeight();
        double reach = spot.radius() + GAP + away;
        double right = spot.x() + reach;
        double left = spot.x() - reach - w;
        double middle = spot.y() - h / 2;
        double above = spot.y() - reach - h;
        double below = spot.y() + reach;
        double high = spot.y() - h - away * 0.7;
        double low = spot.y() + away * 0.7;
        double centre = spot.x() - w / 2;
        double[][] corners = {
            {right, middle},
            {left, middle},
            {right, low},
            {right, high},
            {left, low},
            {left, high},
            {centre, below},
            {centre, above}
        };
        for (double[] corner : corners) {
            Box box = new Box(corner[0], corner[1], w, h);
            if (box.inside(frameWidth, frameHeight) && occupied.stream().noneMatch(box::overlaps)) {
                return box;
            }
        }
        return null;
    }

    /** Moves signs that would cover each other apart, a little at a time. */
    private static List<Spot> apart(List<Spot> spots, double frameWidth, double frameHeight) {
        double[] xs = new double[spots.size()];
        double[] ys = new double[spots.size()];
        for (int i = 0; i < xs.length; i++) {
            xs[i] = inFrame(spots.get(i).x(), spots.get(i).radius(), frameWidth);
            ys[i] = inFrame(spots.get(i).y(), spots.get(i).radius(), frameHeight);
        }
        for (int round = 0; round < 40; round++) {
            for (int i = 0; i < xs.length; i++) {
                for (int j = i + 1; j < xs.length; j++) {
                    double apart = spots.get(i).radius() + spots.get(j).radius() + 2;
                    double dx = xs[j] - xs[i];
                    double dy = ys[j] - ys[i];
                    double distance = Math.hypot(dx, dy);
                    if (distance >= apart) {
                        continue;
                    }
                    // Two regions in one place part in a direction of their own.
                    double ux = distance < 0.01 ? Math.cos(j) : dx / distance;
                    double uy = distance < 0.01 ? Math.sin(j) : dy / distance;
                    double push = (apart - distance) / 2;
                    xs[i] = inFrame(xs[i] - ux * push, spots.get(i).radius(), frameWidth);
                    ys[i] = inFrame(ys[i] - uy * push, spots.get(i).radius(), frameHeight);
                    xs[j] = inFrame(xs[j] + ux * push, spots.get(j).radius(), frameWidth);
                    ys[j] = inFrame(ys[j] + uy * push, spots.get(j).radius(), frameHeight);
                }
            }
        }
        List<Spot> moved = new ArrayList<>();
        for (int i = 0; i < xs.length; i++) {
            Spot spot = spots.get(i);
            moved.add(new Spot(xs[i], ys[i], spot.radius(), spot.labelWidth(), spot.labelHeight()));
        }
        return moved;
    }

    private static double inFrame(double value, double radius, double size) {
        double least = radius + MARGIN;
        return size <= 2 * least ? size / 2 : Math.clamp(value, least, size - least);
    }
}
